import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { count, many, percent, words } from '../../parts/format.js';
import { empty, failure, loading } from '../../parts/notice.js';
import { cut, name } from '../../parts/text.js';
import { MOST_MODELS } from './choices.js';

/** How many models are listed; a search finds the others. */
const LISTED = 12;

/**
 * Which models are asked.
 *
 * @param {object} state `answerers` (`null` while they come), `answerersError`, `models` (those chosen), `search`
 * @param {object} does `choose(id, on)`, `set(change)`, `again()`
 */
export function modelsPanel(state, does) {
  return html`<section class="card stack tight models" aria-labelledby="models-title">
    <h2 id="models-title">Models</h2>
    ${state.answerers ? list(state, does) : nothing}
    ${state.answerersError && !state.answerers ? failure(state.answerersError, does.again) : nothing}
    ${!state.answerers && !state.answerersError ? loading('Looking for models') : nothing}
  </section>`;
}

function list({ answerers, models, search }, does) {
  if (!answerers.length) {
    return empty('There are no models', html`<p>Put a model's file into the artifacts folder of the service.</p>`);
  }
  const wanted = search.toLowerCase();
  const found = answerers.filter((answerer) => answerer.id.toLowerCase().includes(wanted));
  const shown = found.slice(0, LISTED);
  // What is chosen is always there to be taken back.
  const others = answerers.filter((answerer) => models.includes(answerer.id) && !shown.includes(answerer));
  return html`
    ${
      answerers.length > LISTED
        ? html`<label>
            <span>Search ${many(answerers.length, 'model')}</span>
            <input type="search" .value=${search} maxlength="200" @input=${(event) => does.set({ search: event.target.value })} />
          </label>`
        : nothing
    }
    <fieldset class="list">
      <legend class="visually-hidden">Models to ask, at most ${MOST_MODELS}</legend>
      ${repeat(
        [...others, ...shown],
        (answerer) => answerer.id,
        (answerer) => choice(answerer, models, does),
      )}
    </fieldset>
    ${
      found.length > shown.length
        ? html`<p class="quiet small">${count(found.length - shown.length)} more: search for them by name.</p>`
        : nothing
    }
    ${found.length ? nothing : html`<p class="quiet small">No model is called so.</p>`}
    ${models.length >= MOST_MODELS ? html`<p class="quiet small">${MOST_MODELS} are the most side by side.</p>` : nothing}
  `;
}

function choice(answerer, models, does) {
  const isChosen = models.includes(answerer.id);
  return html`<label class="choice ${answerer.role}">
    <input
      type="checkbox"
      name="model"
      value=${answerer.id}
      aria-label=${answerer.role === 'canary' ? `Canary of ${cut(answerer.model)}` : cut(answerer.model)}
      .checked=${isChosen}
      ?disabled=${!isChosen && models.length >= MOST_MODELS}
      @change=${(event) => does.choose(answerer.id, event.target.checked)}
    />
    <span class="grow">
      ${answerer.role === 'canary' ? html`canary, ${percent(answerer.weight, 0)} of the callers` : name(answerer.model)}
    </span>
    ${stateOf(answerer)}
  </label>`;
}

/** The state of a model, unless all is well. */
export function stateOf(answerer) {
  if (answerer.ready) {
    return nothing;
  }
  if (answerer.state === 'FOUND') {
    return html`<span class="badge" title="It opens with the first question">not open yet</span>`;
  }
  const kind = answerer.state === 'FAILED' ? 'bad' : 'warn';
  return html`<span class="badge ${kind}" title=${cut(answerer.reason, 500)}>${words(answerer.state)}</span>`;
}
