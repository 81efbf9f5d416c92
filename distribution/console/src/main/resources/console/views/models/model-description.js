import { html, nothing } from '../../vendor/lit/lit-html.js';
import { count, many, version } from '../../parts/format.js';
import { loading } from '../../parts/notice.js';
import { cut, name } from '../../parts/text.js';

const CERTIFICATES = {
  NONE: 'none',
  PASSED: 'met',
  FAILED: 'not met',
};

/**
 * What a model is: files, classes, input, folds, certificate, and how sure the engine is of it.
 *
 * @param {object} model as `GET /v1/models` has it
 * @param {object|null} state as `GET /v1/models/NAME` has it
 * @param {object[]} held versions that were rolled back from
 * @param {string[]|null} labels `null` until somebody has asked for them
 * @param {function(): void} askLabels
 */
export function description(model, state, held, labels, askLabels) {
  return html`<section class="card stack" aria-label="What it is">
    <h2>What it is</h2>
    <dl class="facts">
      <dt>Files</dt>
      <dd>${model.files.map((file) => html`<div>${name(file)}</div>`)}</dd>
      <dt>Version</dt>
      <dd>
        ${
          model.version
            ? html`<code class="hash">${cut(model.version, 64)}</code>`
            : html`<span class="quiet">not known until it is opened</span>`
        }
      </dd>
      <dt>Back end</dt>
      <dd>
        ${cut(model.backend ?? '–', 60)}
        ${cut(model.backend_version ?? '', 60)}${model.device ? html` on ${cut(model.device, 40)}` : nothing}
      </dd>
      ${
        model.classes === undefined
          ? nothing
          : html`<dt>Classes</dt>
              <dd>${classes(model.classes, labels, askLabels)}</dd>`
      }
      ${
        model.input
          ? html`<dt>Input</dt>
              <dd><code>${cut(model.input, 400)}</code>${surety(model, 'input')}</dd>`
          : nothing
      }
      ${
        model.output
          ? html`<dt>Output</dt>
              <dd>${cut(model.output.toLowerCase(), 60)}${surety(model, 'output')}</dd>`
          : nothing
      }
      ${
        model.folds?.length
          ? html`<dt>Folds</dt>
              <dd>
                ${many(model.folds.length, 'fold')}: ${cut(model.folds.join(', '), 200)}
                (${cut(String(model.ensemble).toLowerCase(), 40)})
              </dd>`
          : nothing
      }
      <dt>Certificate</dt>
      <dd>${CERTIFICATES[model.certification] ?? cut(model.certification, 200)}</dd>
      ${
        state?.batching
          ? html`<dt>Batches</dt>
              <dd>
                ${
                  state.batching.max_batch > 1
                    ? `up to ${count(state.batching.max_batch)} calls within ${count(state.batching.max_delay_ms)} ms`
                    : 'each call on its own'
                }
              </dd>`
          : nothing
      }
      ${
        held.length
          ? fact(
              'Held',
              html`${held.map(
                  (one) => html`<div><code>${version(cut(one.version, 64))}</code> ${one.files.map((file) => name(file))}</div>`,
                )}
                <div class="small quiet">
                  Rolled back from: it does not come back by itself. Swap to it by name, or load the model and allow what is held.
                </div>`,
            )
          : nothing
      }
      ${state?.pinned ? fact('Chosen', 'by hand: until the service begins anew, or the content of the folder changes') : nothing}
      ${state?.waiting ? fact('Changes', `${many(state.waiting, 'change')} under way or waiting`) : nothing}
      ${
        state?.leaving.length
          ? fact(
              'Closing',
              state.leaving.map((one) => html`<div>${cut(one, 500)}</div>`),
            )
          : nothing
      }
      ${
        state?.previous
          ? html`<dt>Before</dt>
              <dd><code>${version(cut(state.previous.version, 64))}</code> ${state.previous.files.map((file) => name(file))}</dd>`
          : nothing
      }
      ${
        model.notes.length
          ? html`<dt>Notes</dt>
              <dd>${model.notes.map((note) => html`<div>${cut(note, 600)}</div>`)}</dd>`
          : nothing
      }
    </dl>
  </section>`;
}

function fact(term, words) {
  return html`<dt>${term}</dt>
    <dd>${words}</dd>`;
}

function classes(number, labels, ask) {
  return html`<details @toggle=${(event) => event.target.open && ask()}>
    <summary>${many(number, 'class', 'classes')}</summary>
    ${
      labels
        ? html`<ol class="classes" start="0">
            ${labels.map((label) => html`<li>${name(label)}</li>`)}
          </ol>`
        : loading('Classes')
    }
  </details>`;
}

/** How sure the engine is of something, and why. */
function surety(model, what) {
  const one = model.provenance?.[what];
  return one ? html`<div class="small quiet">${cut(one.certainty, 20)}: ${cut(one.source, 200)}</div>` : nothing;
}
