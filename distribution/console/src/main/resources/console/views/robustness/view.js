import { html, render } from '../../vendor/lit/lit-html.js';
import { empty } from '../../parts/notice.js';

/** Shows the view. */
export function open(host) {
  render(html`<h1>Robustness</h1>${empty('Nothing here yet')}`, host);
  return { update() {}, close() {} };
}
