import { html, nothing } from '../vendor/lit/lit-html.js';
import { cut } from './text.js';

/** What went wrong, and what to do. */
export function failure(error, again) {
  return html`<div class="notice bad" role="alert">
    <strong>${cut(error.message, 1000)}</strong>
    ${error.detail ? html`<p>${cut(error.detail, 2000)}</p>` : nothing}
    ${
      error.problem?.allowed
        ? html`<p class="small">Allowed: ${cut([].concat(error.problem.allowed).join(', '), 1000)}</p>`
        : nothing
    }
    ${again ? html`<div><button type="button" @click=${again}>Try again</button></div>` : nothing}
  </div>`;
}

/** What is not there yet, and how it comes about. */
export function empty(title, content) {
  return html`<div class="empty"><strong>${title}</strong>${content ?? nothing}</div>`;
}

/** While something comes that takes a moment. */
export function loading(what) {
  return html`<p class="quiet" role="status">${what} …</p>`;
}
