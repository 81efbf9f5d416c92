import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { repeat } from '../../../vendor/lit/directives/repeat.js';
import { count, words } from '../../../parts/format.js';
import { CROSS } from '../../../parts/icons.js';
import { cut, name } from '../../../parts/text.js';

const SHOWN = 50;

/**
 * Chooses models by their names, among a thousand of them, too.
 *
 * @param {{all: object[]|null, chosen: string[], filter: string, problem: string, one: boolean}} state `one`: another choice takes
 *     the place of the first
 * @param {{choose: function(string[]): void, filter: function(string): void}} does
 */
export function models({ all, chosen, filter, problem, one }, does) {
  const wanted = filter.toLowerCase();
  const found = (all ?? []).filter((model) => model.name.toLowerCase().includes(wanted));
  const toggle = (model, is) =>
    does.choose(one ? (is ? [model] : []) : is ? [...chosen, model] : chosen.filter((each) => each !== model));
  return html`<fieldset aria-describedby="models-problem">
    <legend>${one ? 'Model' : 'Models'}</legend>
    <div class="chips">
      ${
        chosen.length
          ? chosen.map(
              (each) =>
                html`<span class="chip"
                  >${name(each, 'short')}<button
                    type="button"
                    class="plain"
                    aria-label=${`Do not ask ${cut(each, 60)}`}
                    @click=${() => toggle(each, false)}
                  >
                    ${CROSS}
                  </button></span
                >`,
            )
          : html`<span class="quiet">none chosen</span>`
      }
    </div>
    ${
      (all?.length ?? 0) > 8
        ? html`<label
            >Find a model
            <input
              type="search"
              .value=${live(filter)}
              autocomplete="off"
              spellcheck="false"
              @input=${(event) => does.filter(event.target.value)}
          /></label>`
        : nothing
    }
    <div class="choices" role="group" aria-label="Models to choose from">
      ${all === null ? html`<p class="quiet">Models …</p>` : nothing}
      ${repeat(
        found.slice(0, SHOWN),
        (model) => model.name,
        (model) =>
          html`<label class="choice">
            <input
              type=${one ? 'radio' : 'checkbox'}
              name="model"
              .checked=${live(chosen.includes(model.name))}
              @change=${(event) => toggle(model.name, event.target.checked)}
            />
            ${name(model.name, 'short')}
            ${model.state === 'READY' ? nothing : html`<span class="small quiet">${words(model.state)}</span>`}
          </label>`,
      )}
      ${found.length > SHOWN ? html`<p class="small quiet">${count(found.length - SHOWN)} more: write a part of the name.</p>` : nothing}
      ${all && !all.length ? html`<p class="quiet">There is no model.</p>` : nothing}
    </div>
    ${note('models', problem)}
  </fieldset>`;
}

/** What is wrong with a field, below it. */
export function note(field, problem) {
  return html`<p class="problem small" id="${field}-problem" role="alert">${problem ? cut(problem, 600) : nothing}</p>`;
}
