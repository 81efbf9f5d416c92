import { html, nothing } from '../../vendor/lit/lit-html.js';
import { guard } from '../../vendor/lit/directives/guard.js';
import { live } from '../../vendor/lit/directives/live.js';
import { ref } from '../../vendor/lit/directives/ref.js';
import { words } from '../../parts/format.js';
import { failure, loading } from '../../parts/notice.js';
import { typed } from '../../parts/typed.js';
import { groups, MOST_STEPS } from './corruptions.js';

/**
 * Which corruptions there are, and which is chosen.
 *
 * @param {object} state `corruptions` (`null` while they come), `corruptionsError`, `steps`, `corruptionSearch`, `seed`,
 *     `corruptionsOpen`
 * @param {object} does `corrupt(step, name)`, `set(change)`, `second(on)`, `seed(text)`, `anotherSeed()`, `again()`
 */
export function corruptionPanel(state, does) {
  const [step] = state.steps;
  return html`<details
    class="card corruption"
    ?open=${live(state.corruptionsOpen)}
    @toggle=${(event) => does.set({ corruptionsOpen: event.target.open })}
  >
    <summary><h2>Corruption: ${step ? words(step.name) : 'none'}</h2></summary>
    <div class="stack tight">
      ${state.corruptions ? content(state, does) : nothing}
      ${state.corruptionsError && !state.corruptions ? failure(state.corruptionsError, does.again) : nothing}
      ${!state.corruptions && !state.corruptionsError ? loading('Looking for corruptions') : nothing}
    </div>
  </details>`;
}

function content(state, does) {
  const { corruptions, steps, corruptionSearch: search } = state;
  if (!corruptions.length) {
    return html`<p class="quiet">This service has no corruptions: the bundle with them is not installed.</p>`;
  }
  const found = groups(corruptions, search);
  return html`
    <label>
      <span>Search corruptions</span>
      <input
        type="search"
        .value=${search}
        maxlength="100"
        @input=${(event) => does.set({ corruptionSearch: event.target.value })}
      />
    </label>
    <div class="scroll list" role="radiogroup" aria-label="Corruption" ${steps.length ? ref(reveal) : nothing}>
      ${guard([corruptions, search, steps[0]?.name], () =>
        found.map(
          (group) =>
            html`<div role="group" aria-label=${group.title}>
              <p class="quiet small" aria-hidden="true">${group.title}</p>
              ${group.members.map(
                (one) =>
                  html`<label class="choice">
                    <input
                      type="radio"
                      name="corruption"
                      value=${one.name}
                      .checked=${one.name === steps[0]?.name}
                      @change=${() => does.corrupt(0, one.name)}
                    />
                    ${words(one.name)}
                  </label>`,
              )}
            </div>`,
        ),
      )}
      ${found.length ? nothing : html`<p class="quiet small">No corruption is called so.</p>`}
    </div>
    ${
      steps.length && steps.length < MOST_STEPS
        ? html`<div>
            <button type="button" data-test="second" @click=${() => does.second(true)}>And another one after it</button>
          </div>`
        : nothing
    }
    <div class="row seed">
      <label class="grow">
        <span>Seed of its random numbers</span>
        <input
          inputmode="numeric"
          autocomplete="off"
          size="8"
          .value=${typed(state.seed)}
          @change=${(event) => does.seed(event.target.value)}
        />
      </label>
      <button type="button" @click=${does.anotherSeed}>Another seed</button>
    </div>
    <p class="quiet small">${randomness(steps, corruptions)}</p>
  `;
}

function randomness(steps, corruptions) {
  const drawing = steps.filter((step) => !corruptions.find((one) => one.name === step.name)?.deterministic);
  return drawing.length
    ? 'The same picture, corruption and seed give the same pixels.'
    : 'What is chosen draws no random numbers: the seed changes nothing.';
}

/** What a link has chosen is in sight at once; after that the list stays where its user leaves it. */
function reveal(list) {
  // The radios come right after the list they are in.
  queueMicrotask(() => {
    const chosen = list?.querySelector('input:checked');
    if (chosen) {
      list.scrollTop += chosen.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
    }
  });
}

/** Chooses the second corruption. */
export function secondChoice({ corruptions, steps }, does) {
  return html`<label class="second">
    <span>After it</span>
    <select @change=${(event) => does.corrupt(1, event.target.value)}>
      ${groups(corruptions).map(
        (group) =>
          html`<optgroup label=${group.title}>
            ${group.members.map(
              (one) => html`<option value=${one.name} ?selected=${one.name === steps[1].name}>${words(one.name)}</option>`,
            )}
          </optgroup>`,
      )}
    </select>
  </label>`;
}
