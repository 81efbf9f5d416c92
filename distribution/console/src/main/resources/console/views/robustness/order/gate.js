import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { cut, visible } from '../../../parts/text.js';
import { note } from './models.js';

/** A gate between two of the models: may the candidate replace the baseline? */
export function gate({ fields, problems }, change) {
  const pick = (field, title) =>
    html`<label
      >${title}
      <select
        .value=${live(fields[field])}
        aria-describedby="gate-problem"
        @change=${(event) => change({ [field]: event.target.value })}
      >
        <option value="" ?selected=${!fields[field]}>choose one of the models</option>
        ${fields.models.map((model) => html`<option value=${model} ?selected=${model === fields[field]}>${visible(cut(model, 80))}</option>`)}
      </select></label
    >`;
  const turn = (event) =>
    change(
      event.target.checked
        ? {
            gated: true,
            baseline: fields.baseline || (fields.models[0] ?? ''),
            candidate: fields.candidate || (fields.models[1] ?? ''),
          }
        : { gated: false },
    );
  return html`<fieldset>
    <legend>Gate</legend>
    <label class="choice"
      ><input type="checkbox" .checked=${live(fields.gated)} @change=${turn} /> Decide whether one model may replace
      another</label
    >
    ${
      fields.gated
        ? html` <div class="pair">
              ${pick('baseline', 'Baseline: answers today')}${pick('candidate', 'Candidate: is to replace it')}
            </div>
            ${note('gate', problems.gate)}
            <div class="pair">
              <div>
                <label
                  >Margin: the drop that is too much, in points
                  <input
                    inputmode="decimal"
                    .value=${live(fields.margin)}
                    aria-describedby="margin-problem"
                    @input=${(event) => change({ margin: event.target.value.trim() })} /></label
                >${note('margin', problems.margin)}
              </div>
              <div>
                <label
                  >α: how often an equally good candidate may fail
                  <input
                    inputmode="decimal"
                    .value=${live(fields.alpha)}
                    aria-describedby="alpha-problem"
                    @input=${(event) => change({ alpha: event.target.value.trim() })} /></label
                >${note('alpha', problems.alpha)}
              </div>
            </div>
            <label class="choice"
              ><input
                type="checkbox"
                .checked=${live(fields.sequential)}
                @change=${(event) => change({ sequential: event.target.checked })}
              />
              Sequential: stop at the first certain verdict</label
            >`
        : nothing
    }
  </fieldset>`;
}

/** What is made beside the figures, and how long it is kept. */
export function extras({ fields, problems }, change) {
  const check = (field, text) =>
    html`<label class="choice"
      ><input type="checkbox" .checked=${live(fields[field])} @change=${(event) => change({ [field]: event.target.checked })} />
      ${text}</label
    >`;
  const robust = fields.kind === 'robustness';
  return html`<fieldset>
    <legend>Besides</legend>
    ${
      robust
        ? html`${check('report', 'Make a page and plots')} ${check('predictions', 'Keep every probability (predictions.jsonl)')}`
        : html`${check('leaks', 'Look for test pictures that were seen in training')}
          ${check('outOfFold', 'Ask each fold about the rows that it was not trained on')}`
    }
    ${check('pinned', 'Keep the files for ever')}
    <div class="pair">
      ${
        robust
          ? html`<div>
              <label
                >Seed of the random numbers
                <input
                  inputmode="numeric"
                  .value=${live(fields.seed)}
                  aria-describedby="seed-problem"
                  @input=${(event) => change({ seed: event.target.value.trim() })} /></label
              >${note('seed', problems.seed)}
            </div>`
          : nothing
      }
      <div>
        <label
          >Days that the files are kept
          <input
            inputmode="decimal"
            placeholder="as the service does"
            .value=${live(fields.days)}
            ?disabled=${fields.pinned}
            aria-describedby="days-problem"
            @input=${(event) => change({ days: event.target.value.trim() })}
        /></label>
        ${note('days', problems.days)}
      </div>
    </div>
  </fieldset>`;
}
