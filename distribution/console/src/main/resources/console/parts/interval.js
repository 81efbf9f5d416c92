import { html, nothing } from '../vendor/lit/lit-html.js';
import { NONE } from './format.js';

/**
 * A figure with its interval at 95 %.
 *
 * @param {{value?: number, low?: number, high?: number}} figure
 * @param {function(number): string} text
 */
export function interval({ value, low, high }, text) {
  if (typeof value !== 'number') {
    return NONE;
  }
  return html`${text(value)}${
    typeof low === 'number' && typeof high === 'number'
      ? html` <span class="small quiet interval">${text(low).replace(/ %$/, '')} to ${text(high)}</span>`
      : nothing
  }`;
}
