import { html, nothing } from '../../vendor/lit/lit-html.js';
import { empty, failure, loading } from '../../parts/notice.js';
import { count, many } from '../../parts/format.js';
import { typed } from '../../parts/typed.js';
import { poll } from '../../shell/poll.js';
import { entryKey, isWanted, readPage } from './data/journal-pages.js';
import { operationWord } from './data/words.js';
import { journalTable } from './journal-table.js';

const NEWS_SECONDS = 2;
const OPERATIONS = ['LOAD', 'UNLOAD', 'SWAP', 'CANARY', 'SHADOW', 'PROMOTE', 'ABORT', 'ROLLBACK', 'CHANGE', 'FAILOVER'];
const OUTCOMES = { DONE: 'done', FAILED: 'refused', UNCHANGED: 'nothing to do' };

/** What was changed or refused, newest first. What comes while it is read is announced, and moves nothing. */
export class JournalPage {
  #view;
  #filter;
  #reading = null;
  #page = null;
  #isFirst = true;
  #error = null;
  #open = new Set();
  #newer = 0;
  #news;

  constructor(view, query) {
    this.#view = view;
    this.#filter = { model: query.get('model') ?? '', operation: '', outcome: '' };
    this.#load('');
    this.#news = poll(NEWS_SECONDS, (signal) => this.#look(signal));
  }

  title() {
    return html`<h1 tabindex="-1">Journal</h1>`;
  }

  content({ models }) {
    return html`
      <form class="row filters" @submit=${(event) => event.preventDefault()}>
        <label>
          <span>Model</span>
          <input
            name="model"
            type="search"
            list="journal-models"
            spellcheck="false"
            autocomplete="off"
            .value=${typed(this.#filter.model)}
            @change=${(event) => this.#choose({ model: event.target.value.trim() })}
          />
          <datalist id="journal-models">
            ${models.slice(0, 1000).map((model) => html`<option value=${model.name}></option>`)}
          </datalist>
        </label>
        <label>
          <span>Operation</span>
          <select @change=${(event) => this.#choose({ operation: event.target.value })}>
            <option value="">All</option>
            ${OPERATIONS.map((one) => option(one, operationWord(one), this.#filter.operation))}
          </select>
        </label>
        <label>
          <span>Outcome</span>
          <select @change=${(event) => this.#choose({ outcome: event.target.value })}>
            <option value="">All</option>
            ${Object.entries(OUTCOMES).map(([id, text]) => option(id, text, this.#filter.outcome))}
          </select>
        </label>
        <span class="news" role="status"
          >${
            this.#newer
              ? html`<button type="button" @click=${() => this.#showNewer()}>
                  Show ${many(this.#newer, 'newer entry', 'newer entries')}
                </button>`
              : nothing
          }</span
        >
      </form>
      ${this.#error ? failure(this.#error, () => this.#load('')) : nothing} ${this.#entries()}
    `;
  }

  close() {
    this.#reading?.abort();
    this.#news.stop();
  }

  #entries() {
    const page = this.#page;
    if (!page) {
      return this.#error ? nothing : loading('Journal');
    }
    return html`
      <div class="row">
        <button
          type="button"
          aria-disabled=${this.#isFirst ? 'true' : 'false'}
          @click=${this.#isFirst ? nothing : () => this.#load('')}
        >
          Newest
        </button>
        <button
          type="button"
          aria-disabled=${page.next ? 'false' : 'true'}
          @click=${page.next ? () => this.#load(page.next) : nothing}
        >
          Older
        </button>
        <span class="small quiet" role="status">${shownWords(page)}</span>
      </div>
      ${
        page.entries.length
          ? html`<div class="card table-card">
              ${journalTable(page.entries, this.#open, (key) => this.#toggle(key), !this.#filter.model)}
            </div>`
          : empty(page.next ? `None of ${count(page.looked)} entries is like that.` : 'The journal has no such entry.')
      }
    `;
  }

  #choose(fields) {
    this.#filter = { ...this.#filter, ...fields };
    this.#page = null;
    this.#load('');
  }

  #toggle(key) {
    if (!this.#open.delete(key)) {
      this.#open.add(key);
    }
    this.#view.render();
  }

  async #showNewer() {
    await this.#load('');
    // The button has gone; its user goes on with what it has brought.
    document.querySelector('.models-view .journal button')?.focus();
  }

  async #load(after) {
    this.#reading?.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    try {
      const page = await readPage((query) => this.#read(query, signal), after, this.#filter);
      this.#page = page;
      this.#isFirst = after === '';
      this.#error = null;
      this.#newer = this.#isFirst ? 0 : this.#newer;
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.#error =
        error.status === 410
          ? { message: 'The journal was begun anew, and what came next is gone.', detail: 'Begin with the newest entries.' }
          : error;
    }
    this.#view.render();
  }

  #read(query, signal) {
    const model = this.#filter.model ? `&model=${encodeURIComponent(this.#filter.model)}` : '';
    return this.#view.app.service.get(`/v1/journal?${query}${model}`, { signal });
  }

  /** Counts what has come since the first page was read. */
  async #look(signal) {
    if (!this.#page || !this.#isFirst) {
      return;
    }
    const { entries } = await this.#read('limit=50', signal);
    const wanted = entries.filter((entry) => isWanted(entry, this.#filter));
    const known = this.#page.entries[0]
      ? wanted.findIndex((entry) => entryKey(entry) === entryKey(this.#page.entries[0]))
      : wanted.length;
    const newer = known < 0 ? wanted.length : known;
    if (newer !== this.#newer) {
      this.#newer = newer;
      this.#view.render();
    }
  }
}

function option(value, text, chosen) {
  return html`<option value=${value} ?selected=${value === chosen}>${text}</option>`;
}

function shownWords({ entries, looked, next }) {
  const of = looked > entries.length ? ` of ${count(looked)} looked through` : '';
  return `${many(entries.length, 'entry', 'entries')}${of}${next ? '' : '; there are no older ones'}`;
}
