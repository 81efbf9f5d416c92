import { html, nothing } from '../../vendor/lit/lit-html.js';
import { segments } from '../../parts/segments.js';
import { cut } from '../../parts/text.js';
import { LANGUAGES } from './code.js';
import { called } from './offers.js';

const PIN_DIGITS = 12;

const OPTIONS = LANGUAGES.map(({ id, title }) => ({ value: id, title }));

/**
 * The same question for a terminal or a program.
 *
 * @param {object} state `cards`, `terms`, `top`, `pictures`, `origin`, `hasToken`, `language`, `copyOffer` (an id), `copyPinned`
 * @param {object} does `copyTerms(change)`, `copy(text)`
 */
export function copyPanel(state, does) {
  const { cards, language, copyPinned } = state;
  if (!cards.length) {
    return nothing;
  }
  const card = cards.find((one) => one.offer.id === state.copyOffer) ?? cards[0];
  const version = (card.answer?.version ?? card.offer.version).slice(0, PIN_DIGITS);
  const isPinned = card.offer.pin !== '' || (copyPinned && version !== '');
  const chosen = LANGUAGES.find((one) => one.id === language);
  const code = chosen.code(question(state, card.offer, isPinned ? card.offer.pin || version : ''));
  return html`<details class="card copy">
    <summary><h2>Copy as</h2></summary>
    <div class="stack tight">
      ${segments({ legend: 'Language', name: 'language', value: language, options: OPTIONS }, (id) =>
        does.copyTerms({ language: id }),
      )}
      <div class="row">
        ${cards.length > 1 ? offersOf(cards, card, does) : nothing}
        <label class="choice">
          <input
            type="checkbox"
            .checked=${isPinned}
            ?disabled=${card.offer.pin !== '' || language === 'engine'}
            @change=${(event) => does.copyTerms({ copyPinned: event.target.checked })}
          >
          By this version only${version ? ` (${version})` : nothing}
        </label>
      </div>
      <pre tabindex="0" role="region" aria-label="Code">${code}</pre>
      <div class="row">
        <button type="button" class="main" @click=${() => does.copy(code)}>Copy</button>
        <p class="quiet small grow">${hint(state, chosen, card.offer)}</p>
      </div>
    </div>
  </details>`;
}

function offersOf(cards, card, does) {
  return html`<label>
    <span>Of</span>
    <select @change=${(event) => does.copyTerms({ copyOffer: event.target.value })}>
      ${cards.map(
        ({ offer }) => html`<option value=${offer.id} ?selected=${offer === card.offer}>${cut(called(offer), 60)}</option>`,
      )}
    </select>
  </label>`;
}

function question({ terms, top, pictures, origin, hasToken }, offer, pin) {
  return {
    origin,
    offer: { ...offer, pin },
    terms,
    top,
    file: pictures.shown?.name ?? 'picture.jpg',
    type: pictures.shown?.type ?? 'image/jpeg',
    hasToken,
  };
}

function hint({ hasToken, pictures }, { id }, offer) {
  const where = pictures.shown ? `Where ${cut(pictures.shown.name, 60)} lies; Save puts it there if it lies nowhere.` : '';
  if (id === 'engine') {
    const other = offer.role === 'answers' ? '' : ' It asks the model of that folder, not this version.';
    const needs = 'It needs pokeai-engine and, for corruptions, aug-corruptions.';
    return `${where} Its argument is the folder of the models.${other} ${needs}`;
  }
  return hasToken ? `${where} The variable TOKEN holds the token.` : where;
}
