import { html, nothing } from '../../vendor/lit/lit-html.js';
import { segments } from '../../parts/segments.js';
import { cut } from '../../parts/text.js';
import { LANGUAGES } from './code.js';
import { called } from './answerers.js';

const PIN_DIGITS = 12;

const OPTIONS = LANGUAGES.map(({ id, title }) => ({ value: id, title }));

/**
 * The same question for a terminal or a program.
 *
 * @param {object} state `cards`, `terms`, `top`, `pictures`, `origin`, `hasToken`, `language`, `copyAnswerer` (an id),
 *     `copyPinned`
 * @param {object} does `set(change)`, `copy(text)`
 */
export function copyPanel(state, does) {
  const { cards, language, copyPinned } = state;
  if (!cards.length) {
    return nothing;
  }
  const card = cards.find((one) => one.answerer.id === state.copyAnswerer) ?? cards[0];
  const version = (card.answer?.version ?? card.answerer.version).slice(0, PIN_DIGITS);
  const isPinned = card.answerer.pin !== '' || (copyPinned && version !== '');
  const chosen = LANGUAGES.find((one) => one.id === language);
  const code = chosen.code(question(state, card.answerer, isPinned ? card.answerer.pin || version : ''));
  return html`<details class="card copy">
    <summary><h2>Copy as</h2></summary>
    <div class="stack tight">
      ${segments({ legend: 'Language', name: 'language', value: language, options: OPTIONS }, (id) => does.set({ language: id }))}
      <div class="row">
        ${cards.length > 1 ? answerersOf(cards, card, does) : nothing}
        <label class="choice">
          <input
            type="checkbox"
            .checked=${isPinned}
            ?disabled=${card.answerer.pin !== '' || language === 'engine'}
            @change=${(event) => does.set({ copyPinned: event.target.checked })}
          />
          By this version only${version ? ` (${version})` : nothing}
        </label>
      </div>
      <pre tabindex="0" role="region" aria-label="Code">${code}</pre>
      <div class="row">
        <button type="button" class="main" @click=${() => does.copy(code)}>Copy</button>
        <p class="quiet small grow">${hint(state, chosen, card.answerer)}</p>
      </div>
    </div>
  </details>`;
}

function answerersOf(cards, card, does) {
  return html`<label>
    <span>Of</span>
    <select @change=${(event) => does.set({ copyAnswerer: event.target.value })}>
      ${cards.map(
        ({ answerer }) =>
          html`<option value=${answerer.id} ?selected=${answerer === card.answerer}>${cut(called(answerer), 60)}</option>`,
      )}
    </select>
  </label>`;
}

function question({ terms, top, pictures, origin, hasToken }, answerer, pin) {
  return {
    origin,
    answerer: { ...answerer, pin },
    terms,
    top,
    file: pictures.shown?.name ?? 'picture.jpg',
    type: pictures.shown?.type ?? 'image/jpeg',
    hasToken,
  };
}

function hint({ hasToken, pictures }, { id }, answerer) {
  const where = pictures.shown ? `Where ${cut(pictures.shown.name, 60)} lies; Save puts it there if it lies nowhere.` : '';
  if (id === 'engine') {
    const other = answerer.role === 'answers' ? '' : ' It asks the model of that folder, not this version.';
    const needs = 'It needs pokeai-engine and, for corruptions, aug-corruptions.';
    return `${where} Its argument is the folder of the models.${other} ${needs}`;
  }
  return hasToken ? `${where} The variable TOKEN holds the token.` : where;
}
