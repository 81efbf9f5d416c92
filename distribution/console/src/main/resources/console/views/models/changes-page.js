import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { time } from '../../parts/format.js';
import { empty } from '../../parts/notice.js';
import { name } from '../../parts/text.js';
import { path } from '../../shell/service.js';
import { operationWord } from './data/words.js';
import { isCancellable, isOfModel, operationBadge, operationDetails, runs } from './operation.js';
import { fromTo, took } from './report.js';

/** Changes that run now, whoever has asked for them, and the last ones that are done. */
export class ChangesPage {
  #view;
  #open = new Set();

  constructor(view) {
    this.#view = view;
  }

  title() {
    return html`<h1 tabindex="-1">Changes</h1>`;
  }

  content({ operations }) {
    if (!operations.length) {
      return empty('Nothing was changed since the service was started.', html`<p>The journal has what was changed before.</p>`);
    }
    const running = operations.filter(runs);
    const done = operations.filter((operation) => !runs(operation));
    return html`
      <section class="stack tight" aria-label="Under way">
        <h2>Under way</h2>
        ${
          running.length
            ? repeat(
                running,
                (one) => one.id,
                (one) => html`<div class="card stack tight">${this.#head(one)} ${operationDetails(one)}</div>`,
              )
            : html`<p class="quiet">Nothing.</p>`
        }
      </section>
      <section class="stack tight" aria-label="Done">
        <h2>Done since the service was started</h2>
        <div class="card stack tight">
          ${repeat(
            done,
            (one) => one.id,
            (one) => this.#done(one),
          )}
        </div>
      </section>
    `;
  }

  close() {}

  #head(operation) {
    return html`<div class="row">
      <strong>${operationWord(operation.operation)} of ${name(operation.subject)}</strong> ${operationBadge(operation)}
      <span class="small quiet grow">${time(operation.at)}</span>
      ${
        isCancellable(operation)
          ? html`<button type="button" class="danger" @click=${() => this.#cancel(operation)}>Cancel the gate</button>`
          : nothing
      }
    </div>`;
  }

  #done(operation) {
    const open = this.#open.has(operation.id);
    return html`<details .open=${open} @toggle=${(event) => this.#toggled(operation, event.target.open)}>
      <summary>
        ${time(operation.at)} ${operationWord(operation.operation)} of ${name(operation.subject, 'short')}
        ${operationBadge(operation)}
        ${
          isOfModel(operation)
            ? html`<span class="small quiet">${fromTo(operation.result)}, ${took(operation.result)}</span>`
            : nothing
        }
      </summary>
      ${open ? operationDetails(operation) : nothing}
    </details>`;
  }

  #toggled(operation, open) {
    if (open !== this.#open.has(operation.id)) {
      if (open) {
        this.#open.add(operation.id);
      } else {
        this.#open.delete(operation.id);
      }
      this.#view.render();
    }
  }

  async #cancel(operation) {
    try {
      await this.#view.app.service.delete(path('v1', 'operations', operation.id), { signal: this.#view.signal });
      this.#view.app.messages.show('The gate is being cancelled.');
    } catch (error) {
      this.#view.app.messages.show(`${error.message} ${error.detail}`, 'bad');
    }
    this.#view.feed.now();
  }
}
