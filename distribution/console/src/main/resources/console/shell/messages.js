import { html, render } from '../vendor/lit/lit-html.js';
import { repeat } from '../vendor/lit/directives/repeat.js';
import { CROSS } from '../parts/icons.js';
import { cut } from '../parts/text.js';

const SECONDS = 8;
const MOST = 4;

/** Short messages at the edge of the page, which go by themselves; those about failures stay until they are closed. */
export class Messages {
  #host;
  #shown = [];
  #next = 0;

  /** @param {HTMLElement} host is read out by screen readers as it changes */
  constructor(host) {
    this.#host = host;
    host.className = 'messages';
    host.setAttribute('role', 'status');
    host.setAttribute('aria-live', 'polite');
  }

  /** @param {'good'|'bad'|''} kind */
  show(text, kind = '') {
    const message = { id: this.#next++, text: cut(text, 400), kind };
    this.#shown = [...this.#shown, message].slice(-MOST);
    this.#render();
    if (kind !== 'bad') {
      setTimeout(() => this.#close(message), SECONDS * 1000);
    }
  }

  #close(message) {
    this.#shown = this.#shown.filter((one) => one !== message);
    this.#render();
  }

  #render() {
    render(
      repeat(
        this.#shown,
        (message) => message.id,
        (message) =>
          html`<div class="notice ${message.kind}">
            <div class="row">
              <p class="grow">${message.text}</p>
              <button class="plain" type="button" aria-label="Close the message" @click=${() => this.#close(message)}>
                ${CROSS}
              </button>
            </div>
          </div>`,
      ),
      this.#host,
    );
  }
}
