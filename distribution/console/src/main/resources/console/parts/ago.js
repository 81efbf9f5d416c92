// Times that passed, such as "4 min ago", and go on passing: one clock for the whole page.
import { html } from '../vendor/lit/lit-html.js';
import { ago, moment } from './format.js';

/** As often as the smallest unit that is shown for long changes enough to be noticed. */
const EVERY_MS = 5000;

const shown = new Set();
let clock = 0;

class TimeAgo extends HTMLElement {
  static observedAttributes = ['at'];

  connectedCallback() {
    shown.add(this);
    clock ||= setInterval(() => document.hidden || shown.forEach((one) => one.tell()), EVERY_MS);
    this.tell();
  }

  disconnectedCallback() {
    shown.delete(this);
    if (!shown.size) {
      clearInterval(clock);
      clock = 0;
    }
  }

  attributeChangedCallback() {
    this.tell();
  }

  tell() {
    const at = this.getAttribute('at');
    const text = ago(at);
    if (this.textContent !== text) {
      this.textContent = text;
      this.title = moment(at);
    }
  }
}

document.addEventListener('visibilitychange', () => document.hidden || shown.forEach((one) => one.tell()));
customElements.define('time-ago', TimeAgo);

/**
 * How long ago a moment was; the moment itself is its title.
 *
 * @param {string|number} at
 */
export function agoOf(at) {
  return html`<time-ago at=${isoOf(at)}></time-ago>`;
}

function isoOf(at) {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
