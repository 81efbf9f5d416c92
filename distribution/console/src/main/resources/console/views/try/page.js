import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { empty } from '../../parts/notice.js';
import { segments } from '../../parts/segments.js';
import { name } from '../../parts/text.js';
import { agreement } from './agreement.js';
import { breaksPanel } from './breaks-panel.js';
import { card } from './card.js';
import { TOPS } from './choices.js';
import { copyPanel } from './copy-panel.js';
import { corruptionPanel } from './corruption-panel.js';
import { modelsPanel } from './models-panel.js';
import { chosen } from './answerers.js';
import { picturesPanel } from './pictures-panel.js';
import { severityPanel } from './severity-panel.js';
import { surveyPanel } from './survey-panel.js';

/** The whole view. */
export function page(state, does) {
  return html`
    <div class="row title">
      <h1 class="grow">Try</h1>
      ${tops(state, does)}
    </div>
    <div class="try-columns">
      <div class="stack side">${picturesPanel(state, does)} ${modelsPanel(state, does)} ${corruptionPanel(state, does)}</div>
      <div class="stack answers">
        ${severityPanel(state, does)} ${breaksPanel(state, does)} ${answers(state, does)} ${surveyPanel(state, does)}
        ${copyPanel(state, does)}
      </div>
    </div>
    <p class="visually-hidden told" role="status">${state.told}</p>
  `;
}

function tops({ top }, does) {
  const options = TOPS.map((value) => ({ value, title: `Top ${value}` }));
  return segments({ legend: 'How many classes are shown', name: 'top', value: top, options }, does.top);
}

function answers(state, does) {
  const { cards, answerers } = state;
  const missing = answerers ? state.models.filter((id) => !chosen([id], answerers).length) : [];
  if (missing.length) {
    return html`${missing.map((id) => gone(id, does))} ${cards.length ? answered(state, does) : nothing}`;
  }
  if (answerers && !cards.length) {
    return empty('No model is chosen', html`<p>Choose one or more models; their answers stand here side by side.</p>`);
  }
  return answered(state, does);
}

function gone(id, does) {
  return html`<div class="notice warn">
    <p>There is no model called ${name(id)} here.</p>
    <div><button type="button" @click=${() => does.choose(id, false)}>Leave it out</button></div>
  </div>`;
}

function answered(state, does) {
  const { cards, pictures, top } = state;
  const together = pictures.shown ? agreement(cards) : null;
  return html`
    <p class="agreement ${together && !together.isSame ? 'differ' : ''}">
      ${together ? html`<bdi>${together.text}</bdi>` : waiting(pictures, cards)}
    </p>
    <div class="cards">
      ${repeat(
        cards,
        (one) => one.answerer.id,
        (one) => card(one, { top, isCurrent: isCurrent(one, state) }, does),
      )}
    </div>
  `;
}

function waiting(pictures, cards) {
  if (!pictures.shown) {
    return 'No picture yet: drop one, choose one, or draw one.';
  }
  return cards.length && cards.every((one) => one.error && !one.isAsking) ? 'There is no answer.' : 'Asking …';
}

function isCurrent({ wanted }, { pictures, terms }) {
  return !wanted || (wanted.picture === pictures.shown && wanted.terms.with === terms.with && wanted.terms.seed === terms.seed);
}
