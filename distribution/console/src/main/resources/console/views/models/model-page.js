import { html, nothing } from '../../vendor/lit/lit-html.js';
import { count } from '../../parts/format.js';
import { empty, loading } from '../../parts/notice.js';
import { cut, name } from '../../parts/text.js';
import { poll } from '../../shell/poll.js';
import { address } from '../../shell/route.js';
import { path } from '../../shell/service.js';
import { rows } from './data/rows.js';
import { generations } from './data/generations.js';
import { heldVersions } from './data/versions.js';
import { meaning, stateOf, versionWords } from './data/words.js';
import { figures } from './figures-panel.js';
import { journalTable } from './journal-table.js';
import { sinceWords } from './list-page.js';
import { description } from './model-description.js';
import { TrialPanel } from './trial-panel.js';

const SECONDS = 1;
const ENTRIES = 8;

/** Versions that were rolled back from longer ago are not shown as held. */
const LOOK_BACK = 100;

/** One name: what answers, how it does, what is tried out beside it, what it is, and what can be done. */
export class ModelPage {
  #view;
  #name;
  #state = null;
  #entries = null;
  #held = [];
  #labels = null;
  #isKnown = false;
  #stamp = '';
  #open = new Set();
  #colours = new Map();
  #trial;
  #polls;

  constructor(view, name) {
    this.#view = view;
    this.#name = name;
    this.#trial = new TrialPanel(view, name);
    this.#polls = [poll(SECONDS, (signal) => this.#look(signal))];
  }

  title() {
    const model = this.#model();
    const state = model ? stateOf(model) : null;
    return html`<div class="stack tight">
      <a class="small" href=${address('models')}>All models</a>
      <div class="row">
        <h1 tabindex="-1">${name(this.#name)}</h1>
        ${state ? html`<span class="badge ${state.kind}">${state.text}</span>` : nothing}
      </div>
    </div>`;
  }

  content(snapshot) {
    const model = this.#model();
    if (!model) {
      return empty('There is no model of this name.', html`<p><a href=${address('models')}>All models</a></p>`);
    }
    if (!this.#isKnown) {
      this.#polls.forEach((one) => one.now());
    }
    const row = rows({ ...snapshot, models: [model] })[0];
    const all = generations(model, this.#state, snapshot);
    return html`
      ${this.#sentence(row, snapshot)} ${this.#actions(model)} ${problem(model, this.#state)}
      ${this.#trial.content(model, this.#state, snapshot)} ${figures(all, snapshot, (key) => this.#colour(key))}
      ${description(model, this.#state, this.#held, this.#labels, () => this.#askLabels())} ${this.#journal()}
    `;
  }

  close() {
    this.#polls.forEach((one) => one.stop());
    this.#trial.close();
  }

  #model() {
    return this.#view.feed.snapshot.models.find((model) => model.name === this.#name);
  }

  #sentence(row, { reading }) {
    const { model } = row;
    if (model.state !== 'READY') {
      return html`<p>${meaning(model) || 'Nothing answers.'}</p>`;
    }
    const trial = model.trial
      ? model.trial.kind === 'CANARY'
        ? html`; the canary ${versionWords(model.trial.version)} answers ${count(Math.round(100 * model.trial.weight))} % of the
          calls`
        : html`; the shadow ${versionWords(model.trial.version)} is asked the same`
      : nothing;
    return html`<p>
      <strong>${versionWords(model)}</strong> answers, opened by ${cut(model.backend, 40)} on ${cut(model.device, 20)}, generation
      ${count(model.generation)}, since ${sinceWords(row, reading)}${trial}.
    </p>`;
  }

  #actions(model) {
    const act = (action, title, kind = '') =>
      html`<button type="button" class=${kind} @click=${() => this.#view.change(action, this.#name)}>${title}</button>`;
    if (model.trial) {
      const word = model.trial.kind.toLowerCase();
      return html`<div class="row" role="group" aria-label="What can be done">
        ${act('promote', 'Promote…', 'main')} ${act('abort', 'Abort…', 'danger')}
        <span class="small quiet">Other changes wait until the ${word} is promoted or aborted.</span>
      </div>`;
    }
    return html`<div class="row" role="group" aria-label="What can be done">
      ${
        model.state === 'READY'
          ? html`${act('swap', 'Swap…')} ${act('canary', 'Canary…')} ${act('shadow', 'Shadow…')} ${act('rollback', 'Roll back…')}
            ${act('load', 'Load…')} ${act('unload', 'Unload…', 'danger')}`
          : html`${act('load', 'Load…', 'main')} ${act('swap', 'Swap…')} ${act('rollback', 'Roll back…')}`
      }
    </div>`;
  }

  #journal() {
    return html`<section class="card table-card stack tight" aria-label="Last changes">
      <div class="row">
        <h2 class="grow">Last changes</h2>
        <a class="small" href=${address('models', [], { tab: 'journal', model: this.#name })}>All of this model</a>
      </div>
      ${
        this.#entries
          ? this.#entries.length
            ? journalTable(this.#entries, this.#open, (key) => this.#toggle(key), false)
            : html`<p class="quiet">The journal has none.</p>`
          : loading('Journal')
      }
    </section>`;
  }

  #toggle(key) {
    if (!this.#open.delete(key)) {
      this.#open.add(key);
    }
    this.#view.render();
  }

  /** They are most of what there is to say of a model, and are asked for when somebody wants to see them. */
  async #askLabels() {
    const models = await this.#view.app.service.get('/v1/models', { signal: this.#view.signal }).catch(() => []);
    this.#labels = models.find((model) => model.name === this.#name)?.labels ?? this.#labels;
    this.#view.render();
  }

  /** A generation keeps its colour when it is promoted. */
  #colour(key) {
    if (!this.#colours.has(key)) {
      this.#colours.set(key, (this.#colours.size % 4) + 1);
    }
    return this.#colours.get(key);
  }

  async #look(signal) {
    if (!this.#model()) {
      // Not known yet, or not any more: there is nothing to ask.
      this.#state = null;
      this.#isKnown = false;
      return;
    }
    this.#isKnown = true;
    try {
      this.#state = await this.#view.app.service.get(path('v1', 'models', this.#name), { signal });
    } catch (error) {
      if (error.status === 404) {
        this.#state = null;
      }
      throw error;
    }
    const { current, trial, state } = this.#state;
    const last = this.#view.feed.snapshot.operations.find((one) => one.subject === this.#name && one.state === 'DONE');
    const stamp = `${state} ${current?.generation} ${trial?.version.generation} ${trial?.weight} ${last?.id}`;
    if (stamp !== this.#stamp) {
      const { entries } = await this.#view.app.service.get(
        `/v1/journal?model=${encodeURIComponent(this.#name)}&limit=${LOOK_BACK}`,
        { signal },
      );
      this.#stamp = stamp;
      this.#entries = entries.slice(0, ENTRIES);
      this.#held = heldVersions(entries);
    }
    this.#view.render();
  }
}

/** What is wrong, and what to do. */
function problem(model, state) {
  const error = state?.error ?? model.error;
  return error
    ? html`<div class="notice ${model.state === 'READY' ? 'warn' : 'bad'}">
        <strong>${cut(error.problem, 1000)}</strong>
        ${error.remedy ? html`<p>${cut(error.remedy, 1000)}</p>` : nothing}
        ${model.state === 'READY' ? html`<p class="small">What answered before goes on.</p>` : nothing}
      </div>`
    : nothing;
}
