import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { agoOf } from '../../parts/ago.js';
import { count, many, milliseconds, percent, rate, version } from '../../parts/format.js';
import { empty } from '../../parts/notice.js';
import { cut, name } from '../../parts/text.js';
import { address } from '../../shell/route.js';
import { SHOWN, filtered, rows } from './data/rows.js';
import { meaning, stateOf } from './data/words.js';

/** Rows of a page: more than a screen shows, few enough to stay quick with any number of models. */
const ROWS = 50;
/** So many names are given of models with a problem. */
const NAMED = 3;

/** All names with what answers for them. */
export class ListPage {
  #view;
  #text = '';
  #shown = '';
  #page = 0;

  constructor(view, query) {
    this.#view = view;
    this.#shown = query.get('show') ?? '';
  }

  title() {
    return html`<div class="row">
      <h1 tabindex="-1" class="grow">Models</h1>
      <button type="button" @click=${() => this.#view.change('load', '')}>Load a new name…</button>
    </div>`;
  }

  content(snapshot) {
    const all = rows(snapshot);
    if (!all.length) {
      return empty(
        'There are no models yet.',
        html`<p>Put model files into the artifacts folder, or load one from elsewhere under a new name.</p>`,
      );
    }
    const found = filtered(all, this.#text, this.#shown);
    const pages = Math.max(1, Math.ceil(found.length / ROWS));
    const page = Math.min(this.#page, pages - 1);
    return html`
      ${summary(all)} ${this.#wrong(all)} ${this.#filters(all, found)}
      ${pages > 1 ? this.#pager(page, pages, found.length) : nothing}
      ${
        found.length
          ? html`<div class="card table-card">${table(found.slice(page * ROWS, (page + 1) * ROWS), snapshot)}</div>`
          : empty('No model is like that.', html`<button type="button" @click=${() => this.#showAll()}>Show all</button>`)
      }
    `;
  }

  close() {}

  #filter(text, shown) {
    this.#text = text;
    this.#shown = shown;
    this.#page = 0;
    this.#view.render();
  }

  /** Those that do not answer as they ought to come first, and are named. */
  #wrong(all) {
    const wrong = all.filter(SHOWN.failed.has);
    const more = wrong.length - NAMED;
    return wrong.length
      ? html`<div class="notice bad">
          <div class="row">
            <strong>${wrong.length === 1 ? 'A model has' : `${count(wrong.length)} models have`} a problem:</strong>
            ${wrong.slice(0, NAMED).map((row) => html`<a href=${address('models', [row.name])}>${name(row.name, 'short')}</a>`)}
            ${
              more > 0
                ? html`<button type="button" @click=${() => this.#filter('', 'failed')}>and ${count(more)} more</button>`
                : nothing
            }
          </div>
        </div>`
      : nothing;
  }

  #showAll() {
    this.#filter('', '');
    // The button has gone with what it was for.
    document.querySelector('.models-view input[type="search"]')?.focus();
  }

  #filters(all, found) {
    return html`<div class="row filters">
      <input
        type="search"
        aria-label="Filter models"
        placeholder="Name, version, back end or file"
        .value=${this.#text}
        @input=${(event) => this.#filter(event.target.value, this.#shown)}
      />
      <div class="row" role="group" aria-label="Show">
        ${Object.entries(SHOWN).map(
          ([id, { title, has }]) =>
            html`<button
              type="button"
              aria-pressed=${id === this.#shown ? 'true' : 'false'}
              @click=${() => this.#filter(this.#text, id)}
            >
              ${title} <span class="quiet">${count(all.filter(has).length)}</span>
            </button>`,
        )}
      </div>
      <span class="visually-hidden" role="status">${many(found.length, 'model')} shown</span>
    </div>`;
  }

  #pager(page, pages, found) {
    const to = (next) => () => {
      this.#page = next;
      this.#view.render();
    };
    return html`<nav class="row" aria-label="Pages">
      <button type="button" aria-disabled=${page === 0 ? 'true' : 'false'} @click=${page === 0 ? nothing : to(page - 1)}>
        Previous page
      </button>
      <span role="status">${count(page * ROWS + 1)} to ${count(Math.min(found, (page + 1) * ROWS))} of ${count(found)}</span>
      <button
        type="button"
        aria-disabled=${page === pages - 1 ? 'true' : 'false'}
        @click=${page === pages - 1 ? nothing : to(page + 1)}
      >
        Next page
      </button>
    </nav>`;
  }
}

/** What is running, in four numbers. */
function summary(all) {
  const ready = all.filter(SHOWN.ready.has).length;
  const wrong = all.filter(SHOWN.failed.has).length;
  const trials = all.filter(SHOWN.trial.has).length;
  const calls = all.reduce((sum, row) => sum + (row.now?.rate ?? 0), 0);
  const failing = all.reduce((sum, row) => sum + (row.now?.failedRate ?? 0), 0);
  return html`<dl class="tiles">
    ${tile('Ready', `${count(ready)} of ${count(all.length)}`, ready === all.length ? 'good' : '')}
    ${tile('With a problem', count(wrong), wrong ? 'bad' : '')} ${tile('Calls', rate(calls))}
    ${tile('Failed calls', rate(failing), failing ? 'bad' : '')} ${tile('Canaries and shadows', count(trials))}
  </dl>`;
}

function tile(label, value, kind = '') {
  return html`<div class="tile ${kind}">
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

function table(shown, snapshot) {
  return html`<table class="models">
      <caption class="visually-hidden">
        Models
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" class="wide">What answers</th>
          <th scope="col" class="wider">Since</th>
          <th scope="col" class="number">Calls</th>
          <th scope="col" class="number wide">
            <abbr title="Half of the calls of the last 10 seconds took no longer">p50</abbr>
          </th>
          <th scope="col" class="number wide">
            <abbr title="99 % of the calls of the last 10 seconds took no longer">p99</abbr>
          </th>
          <th scope="col" class="number wide">Failed</th>
          <th scope="col" class="wide">Trial</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          shown,
          (row) => row.name,
          (row) => line(row, snapshot),
        )}
      </tbody>
    </table>
    <p class="small quiet">Calls, times and failures are those of the last 10 seconds.</p>`;
}

function line(row, { reading }) {
  const { model } = row;
  const state = stateOf(model);
  return html`<tr>
    <th scope="row">
      <div class="row">
        <a class="grow-little" href=${address('models', [row.name])}>${name(row.name)}</a>
        <span class="badge ${state.kind}">${state.text}</span>
        ${row.waiting ? html`<span class="badge warn">${many(row.waiting, 'change')} under way</span>` : nothing}
      </div>
      ${why(model)}
      <div class="narrow small quiet">${answers(model)} ${trialBadge(model)}</div>
    </th>
    <td class="wide">${answers(model)}</td>
    <td class="wider small">${sinceWords(row, reading)}</td>
    <td class="number">
      ${callRate(row, reading)}
      <div class="narrow small quiet">${row.now?.p99 ? html`p99 ${milliseconds(row.now.p99)}` : nothing}</div>
    </td>
    <td class="number wide">${milliseconds(row.now?.p50)}</td>
    <td class="number wide">${milliseconds(row.now?.p99)}</td>
    <td class="number wide">${failedWords(row)}</td>
    <td class="wide">${trialBadge(model)} ${trialRate(row)}</td>
  </tr>`;
}

function why(model) {
  if (model.error) {
    return html`<div class="small why">${cut(model.error.problem, 200)}</div>`;
  }
  const text = meaning(model) || (model.notes ?? [])[0] || '';
  return text ? html`<div class="small quiet">${cut(text, 200)}</div>` : nothing;
}

function answers(model) {
  return model.state === 'READY'
    ? html`<code>${version(cut(model.version, 64))}</code>
        <span class="small quiet"
          >${cut(model.backend, 40)} on ${cut(model.device, 20)}, generation ${count(model.generation)}</span
        >`
    : html`<span class="quiet">–</span>`;
}

/** Since when a model answers, and who let it. */
export function sinceWords({ model, since }, reading) {
  if (model.state !== 'READY' || !reading) {
    return html`<span class="quiet">–</span>`;
  }
  return since
    ? html`<span>${agoOf(since.at)}, ${name(since.who)}</span>`
    : html`<span title="Since the service was started, or since its first call">the start, ${agoOf(reading.began)}</span>`;
}

function callRate(row, reading) {
  return row.model.state !== 'READY' && !row.now ? '–' : rate(row.now?.rate ?? (reading ? 0 : NaN));
}

function failedWords(row) {
  return row.now?.failedRate
    ? html`<span class="badge bad">${rate(row.now.failedRate)}</span>`
    : html`<span title=${`${count(row.failed)} of ${many(row.calls, 'call')} since the start`}>${count(row.failed)}</span>`;
}

function trialRate({ model, trialNow }) {
  return model.trial
    ? html`<div class="small quiet">${version(cut(model.trial.version.version, 64))}, ${rate(trialNow?.rate ?? 0)}</div>`
    : nothing;
}

function trialBadge(model) {
  const { trial } = model;
  if (!trial) {
    return nothing;
  }
  return trial.kind === 'CANARY'
    ? html`<span class="badge warn">canary ${percent(trial.weight, 0)}</span>`
    : html`<span class="badge warn">shadow</span>`;
}
