import { html, nothing } from '../../vendor/lit/lit-html.js';
import { milliseconds, probability, version } from '../../parts/format.js';
import { failure } from '../../parts/notice.js';
import { largerButton } from '../../parts/larger.js';
import { bar } from '../../parts/probability-bar.js';
import { cut, name } from '../../parts/text.js';
import { crop, scaleOf } from './canvases.js';
import { folds } from './folds.js';
import { stateOf } from './models-panel.js';
import { called } from './answerers.js';

const ROLES = { answers: '', canary: 'canary', version: 'this version only' };

/**
 * What one model says.
 *
 * @param {import('./answers.js').Card} card
 * @param {{top: number, isCurrent: boolean}} shown `isCurrent` is false while the answer is of something else than is wanted
 * @param {{again: function(): void}} does
 */
export function card({ answerer, answer, wanted, clean, error, isAsking }, { top, isCurrent }, does) {
  return html`<article
    class="card answer stack tight"
    aria-label=${`What ${cut(called(answerer))} says`}
    data-model=${answerer.id}
  >
    <header class="row">
      <h3 class="grow">${name(answerer.model)}</h3>
      ${ROLES[answerer.role] ? html`<span class="badge">${ROLES[answerer.role]}</span>` : nothing} ${stateOf(answerer)}
    </header>
    <p class="quiet small facts">
      <span title=${answer?.version ?? answerer.version}>${version(answer?.version ?? answerer.version)}</span>
      ${answerer.backend ? html`<span>${cut(answerer.backend, 40)}</span>` : nothing}
      ${(answer?.device ?? answerer.device) ? html`<span>${cut(answer?.device ?? answerer.device, 20)}</span>` : nothing}
    </p>
    ${error && !answer ? failure(error, does.again) : nothing}
    ${!error && answerer.reason ? html`<p class="small"><bdi>${cut(answerer.reason, 400)}</bdi></p>` : nothing}
    <div class="said ${isCurrent && !error ? '' : 'stale'}" aria-busy=${isAsking ? 'true' : 'false'}>
      ${seen(answerer, answer, wanted)} ${answer ? ranking(answer, top, clean) : blank(top)}
    </div>
    ${error && answer ? failure(error, does.again) : nothing}
    <p class="small against">${answer ? against(answer, clean, wanted) : nothing}</p>
    <p class="small quiet times">${answer ? times(answer) : nothing}</p>
    ${answer ? folds(answer) : nothing}
  </article>`;
}

function seen(answerer, answer, wanted) {
  if (!answer?.seen) {
    return html`<div class="crops"><div class="crop blank"></div></div>`;
  }
  const under = wanted.terms.with ? ` under ${wanted.terms.with}` : '';
  return html`<div class="crops" data-crop="224">
    ${answer.seen.map((one) => {
      const scale = scaleOf(one);
      const size = `${one.width} × ${one.height} pixels`;
      return html`<figure>
        ${crop(one, `What ${cut(answerer.model)} saw${under}: ${size}`)}
        <figcaption class="quiet small">
          ${size}${scale > 1 ? `, shown ${scale} times larger` : nothing}
          ${largerButton(`What ${answerer.model} saw${under}`, (button) => [button.closest('figure').querySelector('canvas')])}
        </figcaption>
      </figure>`;
    })}
  </div>`;
}

function ranking(answer, top, clean) {
  const before = clean?.top[0].index;
  return html`<ol class="ranking">
    ${answer.top.slice(0, top).map(
      (one) =>
        html`<li>
          <div class="row">
            <span class="grow">${name(one.label, 'short')}</span>
            ${one.index === before && answer !== clean ? html`<span class="badge">clean answer</span>` : nothing}
            <span class="number">${probability(one.probability)}</span>
          </div>
          ${bar(one.probability)}
        </li>`,
    )}
  </ol>`;
}

function blank(top) {
  return html`<ol class="ranking" aria-hidden="true">
    ${Array.from(
      { length: top },
      () =>
        html`<li>
          <div class="row"><span class="grow quiet">–</span></div>
          ${bar(0)}
        </li>`,
    )}
  </ol>`;
}

/** What the answer is worth, in one sentence: of which picture it is, and what became of the clean one. */
function against(answer, clean, wanted) {
  if (answer.positives) {
    const labels = answer.positives.map((one) => cut(one.label, 40));
    return html`<bdi>${labels.length ? `Says yes to: ${labels.join(', ')}.` : 'Says yes to no class.'}</bdi>`;
  }
  if (!wanted.terms.with) {
    return 'The picture as it is.';
  }
  return clean ? compared(answer.top[0], clean.top[0]) : `Under ${wanted.terms.with}.`;
}

function compared(best, before) {
  return best.index === before.index
    ? html`<bdi>${cut(best.label)}</bdi> with ${probability(best.probability)} instead of ${probability(before.probability)}.`
    : html`<span class="flipped"
        >✗ <bdi>${cut(best.label)}</bdi> (${probability(best.probability)}) instead of
        <bdi>${cut(before.label)}</bdi> (${probability(before.probability)}).</span
      >`;
}

function times(answer) {
  const rest = Math.max(0, answer.whole_ms - answer.preprocess_ms - answer.infer_ms);
  return html`${milliseconds(answer.whole_ms)}: ${milliseconds(answer.preprocess_ms)} to decode, crop and corrupt,
  ${milliseconds(answer.infer_ms)} in the model, ${milliseconds(rest)} to wait, send and receive`;
}
