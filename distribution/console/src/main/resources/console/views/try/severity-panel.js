import { html, nothing } from '../../vendor/lit/lit-html.js';
import { live } from '../../vendor/lit/directives/live.js';
import { words } from '../../parts/format.js';
import { CROSS } from '../../parts/icons.js';
import { cut } from '../../parts/text.js';
import { secondChoice } from './corruption-panel.js';

/**
 * How strong each corruption is.
 *
 * @param {object} state `corruptions`, `steps`, `breaks`, `pictures`
 * @param {object} does `severity(step, value)`, `corrupt(step, name)`, `second(on)`, `everySeverity(on)`
 */
export function severityPanel(state, does) {
  const { corruptions, steps } = state;
  return html`<section class="card severity ${steps.length > 1 ? 'two' : ''}" aria-label="Severity">
    ${steps.map((step, index) => {
      const one = corruptions?.find((known) => known.name === step.name);
      return one ? slider(state, step, index, one, does) : nothing;
    })}
    ${steps.length ? nothing : html`<p class="quiet">Pictures are shown as they are.</p>`}
  </section>`;
}

/** Of the first corruption: where it breaks. */
function everySeverity({ breaks, pictures }, does) {
  return html`<button
    type="button"
    class="small"
    aria-pressed=${breaks.isOn ? 'true' : 'false'}
    ?disabled=${!pictures.shown}
    @click=${() => does.everySeverity(!breaks.isOn)}
  >
    Show every severity
  </button>`;
}

function slider(state, step, index, one, does) {
  const id = `severity-${index}`;
  const parameters = step.severity ? one.parameters[step.severity - 1] : '';
  return html`<div class="slider">
    ${
      index
        ? html`<div class="row">
            ${secondChoice(state, does)}
            <button type="button" class="plain" aria-label="Without the second corruption" @click=${() => does.second(false)}>
              ${CROSS}
            </button>
          </div>`
        : nothing
    }
    <div class="row">
      <label class="grow" for=${id}>Severity of ${words(step.name)}</label>
      ${index ? nothing : everySeverity(state, does)}
    </div>
    <input
      id=${id}
      type="range"
      min="0"
      max=${one.severities}
      step="1"
      .value=${live(String(step.severity))}
      aria-valuetext=${step.severity ? `${step.severity} of ${one.severities}` : '0, clean'}
      @input=${(event) => does.severity(index, Number(event.target.value))}
    />
    <div class="scale" aria-hidden="true">
      ${Array.from(
        { length: one.severities + 1 },
        (_, severity) => html`<span class=${severity === step.severity ? 'now' : ''}>${severity || 'clean'}</span>`,
      )}
    </div>
    <p class="quiet small parameters">${parameters ? cut(parameters) : nothing}</p>
  </div>`;
}
