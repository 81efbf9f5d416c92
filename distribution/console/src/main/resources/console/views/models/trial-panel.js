import { html, nothing } from '../../vendor/lit/lit-html.js';
import { count, decimal, many, percent } from '../../parts/format.js';
import { path } from '../../shell/service.js';
import { make } from './follow.js';
import { trialOf } from './data/generations.js';
import { draft, order } from './data/order.js';
import { versionWords } from './data/words.js';
import { worstPictures } from './worst-pictures.js';

/** The canary or the shadow of a model: how it does, and what can be done with it. */
export class TrialPanel {
  #view;
  #name;
  /** What the user has set and not sent, in percent; `null` while the panel says what counts. */
  #percent = null;
  #sending = false;
  #error = null;
  #pictures;

  constructor(view, name) {
    this.#view = view;
    this.#name = name;
    this.#pictures = worstPictures(view.app.service);
  }

  close() {
    this.#pictures.close();
  }

  /**
   * @param {object} model as `GET /v1/models` has it
   * @param {object|null} state as `GET /v1/models/NAME` has it
   */
  content(model, state) {
    const trial = trialOf(model, state);
    if (!trial) {
      this.#percent = null;
      return nothing;
    }
    return html`<section class="card stack trial" aria-label=${trial.kind === 'CANARY' ? 'Canary' : 'Shadow'}>
      <h2>${trial.kind === 'CANARY' ? 'Canary' : 'Shadow'}: ${versionWords(trial.version)}</h2>
      ${trial.kind === 'CANARY' ? this.#canary(trial, model) : this.#shadow(trial)}
    </section>`;
  }

  #canary(trial, model) {
    const counts = Math.round(1000 * trial.weight) / 10;
    const shown = this.#percent ?? counts;
    const set = (event) => {
      this.#percent = Number(event.target.value);
      this.#view.render();
    };
    const isChanged = this.#percent !== null && this.#percent !== counts;
    return html`
      <dl class="tiles">
        ${tile('Share of the calls', percent(trial.weight, 1))} ${tile('Calls it answered', count(trial.calls))}
        ${tile('Failed', count(trial.failures), trial.failures ? 'bad' : '')}
        ${tile('Failures among its calls', percent(trial.calls ? trial.failures / (trial.calls + trial.failures) : NaN, 2))}
      </dl>
      <form
        class="row"
        @submit=${(event) => {
          event.preventDefault();
          this.#send();
        }}
      >
        <label class="grow-little">
          <span>Share of the canary in percent</span>
          <input
            type="range"
            min="1"
            max="99"
            step="1"
            .value=${String(shown)}
            aria-valuetext=${`${decimal(shown, 1)} %`}
            @input=${set}
          />
        </label>
        <output class="share">${decimal(shown, 1)} %</output>
        <button type="submit" aria-disabled=${!isChanged || this.#sending ? 'true' : 'false'}>Set the weight</button>
        <button
          type="button"
          class="plain"
          aria-disabled=${isChanged ? 'false' : 'true'}
          @click=${isChanged ? () => this.#reset() : nothing}
        >
          As it is
        </button>
      </form>
      <p class="small quiet" role="status">
        ${
          this.#error
            ? html`<span class="why">${this.#error.message} ${this.#error.detail}</span>`
            : isChanged
              ? `From the next call on the canary would answer ${decimal(shown, 1)} % of the calls; now ${decimal(counts, 1)} %.`
              : `${versionWords(model)} answers the other ${decimal(100 - counts, 1)} %. Callers with a key stay with theirs.`
        }
      </p>
    `;
  }

  #shadow(trial) {
    const { comparison = {} } = trial;
    const { compared = 0, worst = [] } = comparison;
    return html`
      <dl class="tiles">
        ${tile('Compared', many(compared, 'picture'))}
        ${tile('Disagree', compared ? percent(comparison.rate, 2) : '–', comparison.disagreed ? 'bad' : '')}
        ${tile('Largest difference', decimal(comparison.largestDifference, 3))} ${tile('Skipped', count(comparison.skipped))}
        ${tile('Failed', count(comparison.failed), comparison.failed ? 'bad' : '')}
      </dl>
      ${
        worst.length
          ? html`<h3>Pictures that differ most</h3>
              ${this.#pictures.content(worst)}`
          : html`<p class="quiet">No picture was compared yet. They come from callers.</p>`
      }
    `;
  }

  #reset() {
    this.#percent = null;
    this.#error = null;
    this.#view.render();
  }

  async #send() {
    const sent = this.#percent;
    if (sent === null || this.#sending) {
      return;
    }
    this.#sending = true;
    this.#error = null;
    this.#view.render();
    const { service, session, messages } = this.#view.app;
    const request = {
      method: 'POST',
      path: path('v1', 'models', this.#name, 'canary'),
      json: order(draft('weight', this.#name, { percent: sent, who: session.who })),
    };
    try {
      const done = await make(service, request, () => {}, this.#view.signal);
      if (done.status >= 400) {
        const error = done.result?.error ?? done.problem ?? {};
        this.#error = { message: error.problem ?? error.title ?? 'Refused.', detail: error.remedy ?? error.detail ?? '' };
      } else {
        messages.show(`The canary answers ${decimal(sent, 1)} % of the calls.`, 'good');
        // What was set counts now, unless the thumb has moved on.
        this.#percent = this.#percent === sent ? null : this.#percent;
      }
    } catch (error) {
      this.#error = this.#view.signal.aborted ? null : error;
    }
    this.#sending = false;
    this.#view.feed.now();
    this.#view.render();
  }
}

function tile(label, value, kind = '') {
  return html`<div class="tile ${kind}">
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}
