import { html, nothing } from '../../vendor/lit/lit-html.js';
import { probability, words } from '../../parts/format.js';
import { cut, name } from '../../parts/text.js';
import { crop } from './canvases.js';
import { called } from './answerers.js';
import { sentenceOf, verdict } from './verdict.js';

/**
 * Every severity in a row, while it is wanted.
 *
 * @param {object} state `breaks`, `steps`
 * @param {object} does `severity(step, value)`
 */
export function breaksPanel({ breaks, steps: [step, second] }, does) {
  if (!step || !breaks.isOn) {
    return nothing;
  }
  return html`<section class="card stack tight breaks" aria-labelledby="breaks-title">
    <h2 id="breaks-title">Where it breaks</h2>
    <p class="quiet small">
      ${words(step.name)} from clean to the
      strongest${second?.severity ? `, with ${words(second.name)} at severity ${second.severity} after it` : nothing}.
    </p>
    ${breaks.rows.map((row) => of(row, does))}
  </section>`;
}

function of({ answerer, cells }, does) {
  const found = verdict(cells.map((cell) => cell.answer?.top[0] ?? null));
  return html`<section aria-label=${`Severities of ${cut(called(answerer))}`} data-model=${answerer.id}>
    <p class="verdict"><strong>${name(called(answerer))}</strong> <bdi>${sentenceOf(found) || unknown(cells)}</bdi></p>
    <ol class="severities">
      ${cells.map(
        (cell) =>
          html`<li class=${isOther(cell, found) ? 'breaking' : ''}>
            <button type="button" class="plain" @click=${() => does.severity(0, cell.severity)}>
              <span class="small">
                ${
                  cell.severity ? html`<span class="visually-hidden">Severity</span> ${cell.severity}` : 'clean'
                }${mark(cell, found)}
              </span>
              <span class="room" data-crop="96">${cell.answer?.seen ? crop(cell.answer.seen[0], '') : nothing}</span>
              ${said(cell)}
            </button>
          </li>`,
      )}
    </ol>
  </section>`;
}

/** Whether an answer is another one than that of the clean picture. */
function isOther({ answer }, { from }) {
  const best = answer?.top[0];
  return Boolean(best && from && best.index !== from.index);
}

function mark(cell, found) {
  if (!isOther(cell, found)) {
    return nothing;
  }
  return found.kind === 'breaks' && cell.severity === found.at ? ' – breaks' : ' – differs';
}

function unknown(cells) {
  return cells.some((cell) => cell.error) ? 'has not answered everything' : 'is asked …';
}

function said({ answer, error }) {
  if (error) {
    return html`<span class="small quiet">${cut(error.message, 60)}</span>`;
  }
  const best = answer?.top[0];
  return html`<span class="small">${best ? name(best.label, 'short') : '–'}</span>
    <span class="small quiet">${best ? probability(best.probability) : html`&nbsp;`}</span>`;
}
