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
 * @param {object} state `offers` (`null` while they come), `offersError`, `models` (those chosen), `search`
 * @param {object} does `choose(id, on)`, `search(text)`, `again()`
 */
export function modelsPanel(state, does) {
  return html`<section class="card stack tight models" aria-labelledby="models-title">
    <h2 id="models-title">Models</h2>
    ${state.offers ? list(state, does) : nothing}
    ${state.offersError && !state.offers ? failure(state.offersError, does.again) : nothing}
    ${!state.offers && !state.offersError ? loading('Looking for models') : nothing}
  </section>`;
}

function list({ offers, models, search }, does) {
  if (!offers.length) {
    return empty('There are no models', html`<p>Put a model's file into the artifacts folder of the service.</p>`);
  }
  const wanted = search.toLowerCase();
  const found = offers.filter((offer) => offer.id.toLowerCase().includes(wanted));
  const shown = found.slice(0, LISTED);
  // What is chosen is always there to be taken back.
  const others = offers.filter((offer) => models.includes(offer.id) && !shown.includes(offer));
  return html`
    ${offers.length > LISTED
      ? html`<label>
          <span>Search ${many(offers.length, 'model')}</span>
          <input type="search" .value=${search} maxlength="200" @input=${(event) => does.search(event.target.value)}>
        </label>`
      : nothing}
    <fieldset class="list">
      <legend class="visually-hidden">Models to ask, at most ${MOST_MODELS}</legend>
      ${repeat(
        [...others, ...shown],
        (offer) => offer.id,
        (offer) => choice(offer, models, does),
      )}
    </fieldset>
    ${found.length > shown.length
      ? html`<p class="quiet small">${count(found.length - shown.length)} more: search for them by name.</p>`
      : nothing}
    ${found.length ? nothing : html`<p class="quiet small">No model is called so.</p>`}
    ${models.length >= MOST_MODELS ? html`<p class="quiet small">${MOST_MODELS} are the most side by side.</p>` : nothing}
  `;
}

function choice(offer, models, does) {
  const isChosen = models.includes(offer.id);
  return html`<label class="choice ${offer.role}">
    <input
      type="checkbox"
      name="model"
      value=${offer.id}
      aria-label=${offer.role === 'canary' ? `Canary of ${cut(offer.model)}` : cut(offer.model)}
      .checked=${isChosen}
      ?disabled=${!isChosen && models.length >= MOST_MODELS}
      @change=${(event) => does.choose(offer.id, event.target.checked)}
    >
    <span class="grow">
      ${offer.role === 'canary' ? html`canary, ${percent(offer.weight, 0)} of the callers` : name(offer.model)}
    </span>
    ${stateOf(offer)}
  </label>`;
}

/** The state of a model, unless all is well. */
export function stateOf(offer) {
  if (offer.ready) {
    return nothing;
  }
  if (offer.state === 'FOUND') {
    return html`<span class="badge" title="It opens with the first question">not open yet</span>`;
  }
  const kind = offer.state === 'FAILED' ? 'bad' : 'warn';
  return html`<span class="badge ${kind}" title=${cut(offer.reason, 500)}>${words(offer.state)}</span>`;
}
