import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { agoOf } from '../../../parts/ago.js';
import { milliseconds } from '../../../parts/format.js';
import { cut, name } from '../../../parts/text.js';
import { address } from '../../../shell/route.js';
import { actions } from './actions.js';
import { badge, dataOf, duration, hasEnded, isRunning, planOf, progress, sentence, share, title, verdict } from './jobs.js';

/**
 * A job in a list.
 *
 * @param {object} app
 * @param {object} job
 * @param {{order?: object, gone?: boolean, turn?: number}} known its order, whether it was deleted meanwhile, and how many are before
 *     it
 * @param {object} hears as `actions` wants it
 */
export function row(app, job, known, hears) {
  const state = badge(job);
  const gate = verdict(job);
  const found = sentence(job);
  const at = share(job);
  const plan = planOf(known.order);
  return html`<li class="job ${known.gone ? 'gone' : ''}" data-job=${job.id}>
    <div class="row">
      <a class="title" href=${address('robustness', [job.id])}>${name(title(job))}</a>
      <span class="badge ${state.kind}">${known.gone ? 'deleted' : state.text}</span>
      ${gate ? html`<span class="badge ${gate.kind}">${gate.text}</span>` : nothing}
      ${job.pinned ? html`<span class="badge">kept</span>` : nothing}
      ${known.turn > 0 ? html`<span class="small quiet">${known.turn === 1 ? 'next' : `${known.turn} before it`}</span>` : nothing}
    </div>
    ${found ? html`<p class="found" title=${cut(found, 1000)}>${cut(found, 300)}</p>` : nothing}
    ${
      hasEnded(job)
        ? nothing
        : html`<div class="row going">
            ${
              at === null || (!isRunning(job) && job.state !== 'PAUSED')
                ? nothing
                : html`<progress max="1" value=${at} aria-label="Progress of ${job.id}"></progress>`
            }
            <span class="small">${progress(job)}</span>
          </div>`
    }
    <p class="small quiet">
      ${known.order ? html`${plan ? html`${cut(plan, 120)} · ` : nothing}${name(dataOf(known.order))} · ` : nothing}${agoOf(job.created)}${job.ended && job.started ? html` · took ${milliseconds(duration(job))}` : nothing}
      · <code>${job.id}</code>
    </p>
    ${known.gone ? nothing : actions(app, job, hears, true)}
  </li>`;
}
