import { html, nothing, render } from '../../vendor/lit/lit-html.js';
import { ref } from '../../vendor/lit/directives/ref.js';
import { dialog } from '../../parts/dialog.js';
import { failure } from '../../parts/notice.js';
import { name } from '../../parts/text.js';
import { path } from '../../shell/service.js';
import { changeForm } from './change-form.js';
import { offersFor, reasonOf, rollbackPreview } from './change-offers.js';
import { draft, order, pathWord } from './data/order.js';
import { ACTIONS, inSentence } from './data/words.js';
import { make } from './follow.js';
import { isCancellable, operationDetails, runs } from './operation.js';

/**
 * Asks what a change is to be, says what it will do, makes it, and shows its steps and its result. Closed earlier, the change
 * goes on, and a message says how it ended.
 */
export class ChangeDialog {
  #app;
  #feed;
  #signal;
  #host = null;
  #close = () => {};
  #preview = null;
  #state;

  /**
   * @param {object} app
   * @param {import('./data/feed.js').Feed} feed
   * @param {AbortSignal} signal of the view
   * @param {string} action of `ACTIONS`
   * @param {string} model its name; empty for one that is new
   * @param {object} rest fields of the draft that are known
   */
  constructor(app, feed, signal, action, model, rest = {}) {
    this.#app = app;
    this.#feed = feed;
    this.#signal = signal;
    this.#state = {
      phase: 'form',
      isNew: model === '',
      draft: draft(action, model, { who: app.session.who, ...(model === '' ? { target: 'file' } : {}), ...rest }),
      names: feed.snapshot.models
        .map((one) => one.name)
        .filter((one) => one !== model)
        .slice(0, 1000),
      files: [],
      versions: [],
      held: [],
      backends: [],
      preview: null,
      error: null,
      sending: false,
      operation: null,
      cancelling: false,
    };
  }

  /** Resolves when the dialog is closed. */
  async open() {
    const opened = dialog((close) => {
      this.#close = close;
      return html`<div class="stack" ${ref((element) => this.#shownIn(element))}></div>`;
    });
    this.#look();
    await opened;
    this.#host = null;
    this.#preview?.abort();
    if (this.#state.phase === 'running') {
      this.#app.messages.show(`The change goes on: ${this.#title()}. It is under Changes.`);
    }
  }

  #shownIn(element) {
    if (element && !this.#host) {
      this.#host = element;
      this.#render();
    }
  }

  #set(news) {
    this.#state = { ...this.#state, ...news };
    this.#render();
  }

  /** What the form offers. */
  async #look() {
    const { action, model } = this.#state.draft;
    if (model) {
      this.#set(await offersFor(this.#app.service, model, this.#model(), this.#signal));
    }
    if (action === 'rollback') {
      await this.#lookBack();
    }
  }

  /** What a roll-back would do; the latest question wins. */
  async #lookBack() {
    this.#preview?.abort();
    this.#preview = new AbortController();
    const { signal } = this.#preview;
    const { model, version } = this.#state.draft;
    this.#set({ preview: null, error: null });
    try {
      this.#set({ preview: await rollbackPreview(this.#app.service, model, version, signal) });
    } catch (error) {
      if (!signal.aborted) {
        this.#set({ error: reasonOf(error) });
      }
    }
  }

  async #send() {
    const one = this.#state.draft;
    this.#app.session.who = one.who.trim();
    this.#set({ sending: true, error: null });
    const request = { method: 'POST', path: path('v1', 'models', one.model.trim(), pathWord(one)), json: order(one) };
    try {
      const done = await make(this.#app.service, request, (operation) => this.#seen(operation), this.#signal);
      this.#ended(done);
    } catch (error) {
      if (!this.#signal.aborted) {
        this.#failed(error);
      }
    }
    this.#feed.now();
  }

  #seen(operation) {
    const first = this.#state.phase === 'form';
    this.#set({ phase: 'running', sending: false, operation });
    if (first) {
      this.#focusTitle();
    }
  }

  #ended(operation) {
    const first = this.#state.phase === 'form';
    this.#set({ phase: 'done', sending: false, operation });
    if (first) {
      this.#focusTitle();
    }
    if (!this.#host) {
      const failed = operation.status >= 400;
      this.#app.messages.show(`${this.#title()}: ${failed ? 'refused; nothing has changed.' : 'done.'}`, failed ? 'bad' : 'good');
    }
  }

  /** Refused before it began, or lost on the way. */
  #failed(error) {
    if (this.#state.phase === 'form') {
      this.#set({ sending: false, error: reasonOf(error) });
      return;
    }
    this.#set({
      phase: 'lost',
      error:
        error.status === 404
          ? {
              message: 'The service does not know this change any more: it was started anew.',
              detail: 'The journal says whether the change was made.',
            }
          : error,
    });
  }

  async #cancel() {
    if (this.#state.cancelling) {
      return;
    }
    this.#set({ cancelling: true });
    try {
      await this.#app.service.delete(path('v1', 'operations', this.#state.operation.id), { signal: this.#signal });
    } catch (error) {
      this.#set({ cancelling: false, error });
    }
  }

  #focusTitle() {
    this.#host?.querySelector('#dialog-title')?.focus();
  }

  #model() {
    return this.#feed.snapshot.models.find((one) => one.name === this.#state.draft.model);
  }

  #title() {
    const { action, model } = this.#state.draft;
    return `${ACTIONS[action].title}: ${inSentence(model)}`;
  }

  #render() {
    if (!this.#host) {
      return;
    }
    const { action, model } = this.#state.draft;
    render(
      html`<h2 id="dialog-title" tabindex="-1">
          ${this.#state.isNew ? 'Load a model under a new name' : html`${ACTIONS[action].title}: ${name(model)}`}
        </h2>
        ${
          this.#state.phase === 'form'
            ? changeForm(
                { ...this.#state, model: this.#model() },
                {
                  set: (fields) => this.#edit(fields),
                  send: () => this.#send(),
                  close: () => this.#close(),
                },
              )
            : this.#progress()
        }`,
      this.#host,
    );
  }

  #edit(fields) {
    this.#set({ draft: { ...this.#state.draft, ...fields } });
    if (this.#state.draft.action === 'rollback' && 'version' in fields) {
      this.#lookBack();
    }
  }

  #progress() {
    const { operation, phase, cancelling, draft: one, error } = this.#state;
    const canCancel = isCancellable(operation) || (runs(operation) && one.gated && !operation.step);
    const failed = phase === 'done' && operation.status >= 400;
    return html`<div class="stack">
      <p role="status">${this.#sentence()}</p>
      ${error ? failure(error) : nothing}
      <div class="progress-room">${operationDetails(operation, this.#model()?.certification)}</div>
      <div class="row dialog-actions">
        ${
          phase === 'running'
            ? html`<span class="grow small quiet">Closing this does not stop the change.</span>`
            : html`<span class="grow"></span>`
        }
        ${
          phase === 'running' && canCancel
            ? html`<button
                type="button"
                class="danger"
                aria-disabled=${cancelling ? 'true' : 'false'}
                @click=${() => this.#cancel()}
              >
                ${cancelling ? 'Being cancelled …' : 'Cancel the gate'}
              </button>`
            : nothing
        }
        ${failed ? html`<button type="button" @click=${() => this.#again()}>Change the order</button>` : nothing}
        ${isUndoable(this.#state) ? html`<button type="button" @click=${() => this.#undo()}>Undo: roll back…</button>` : nothing}
        <button type="button" class="main" @click=${() => this.#close()}>Close</button>
      </div>
    </div>`;
  }

  /** The form of the roll-back, which says what it will do before it does. */
  #undo() {
    const { model, who } = this.#state.draft;
    this.#set({ phase: 'form', error: null, operation: null, preview: null, draft: draft('rollback', model, { who }) });
    this.#focusTitle();
    this.#look();
  }

  #again() {
    this.#set({ phase: 'form', error: null, operation: null, cancelling: false });
    this.#focusTitle();
  }

  #sentence() {
    const { operation, phase, draft: one } = this.#state;
    if (phase === 'lost') {
      return 'What came of it is not known here.';
    }
    if (phase === 'running') {
      return operation.isLost ? 'The service does not answer; this goes on when it does.' : 'Under way.';
    }
    if (operation.status >= 400) {
      return this.#state.cancelling ? 'Cancelled.' : 'Refused.';
    }
    return operation.result?.outcome === 'UNCHANGED' ? 'There was nothing to do.' : `${ACTIONS[one.action].done}.`;
  }
}

/** Whether another version answers now than before, which can be taken back. */
function isUndoable({ phase, operation, draft: { action } }) {
  const { outcome, from, to } = operation?.result ?? {};
  return (
    phase === 'done' && ['swap', 'promote'].includes(action) && outcome === 'DONE' && from && to && from.version !== to.version
  );
}
