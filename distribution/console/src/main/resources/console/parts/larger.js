import { html } from '../vendor/lit/lit-html.js';
import { dialog } from './dialog.js';
import { EXPAND } from './icons.js';
import { cut, name, visible } from './text.js';

/** What is left of the window for a picture in a dialog. */
const SHARE = 0.82;

/**
 * A button that shows pictures larger, pixel by pixel; Escape closes them, and the button has the focus again.
 *
 * @param {string} title what they show
 * @param {function(HTMLElement): Iterable<HTMLCanvasElement>} pictures those that are drawn near the button
 */
export function largerButton(title, pictures) {
  const said = visible(cut(title, 200));
  return html`<button
    type="button"
    class="plain small larger"
    aria-label=${`Larger: ${said}`}
    title="Show it larger"
    @click=${(event) => larger(title, [...pictures(event.currentTarget)])}
  >
    ${EXPAND}
  </button>`;
}

async function larger(title, pictures) {
  const each = Math.floor((window.innerWidth * SHARE) / (window.innerWidth > 700 ? pictures.length : 1));
  const copies = pictures.map((picture) => copyOf(picture, each, Math.floor(window.innerHeight * SHARE) - 120));
  await dialog(
    (close) =>
      html`<div class="stack">
        <h2 id="dialog-title">${name(title)}</h2>
        <div class="row enlarged">
          ${copies.map(
            ({ canvas, scale }) =>
              html`<figure>
                ${canvas}
                <figcaption class="small quiet">
                  ${canvas.width} × ${canvas.height} pixels${scale > 1 ? `, each shown as ${scale} × ${scale}` : ''}
                </figcaption>
              </figure>`,
          )}
        </div>
        <div class="row"><span class="grow"></span><button type="button" autofocus @click=${() => close()}>Close</button></div>
      </div>`,
  );
}

/** Whole multiples, so that each pixel is a square; what is larger than the window is made to fit by the stylesheet. */
function copyOf(picture, width, height) {
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d').drawImage(picture, 0, 0);
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', picture.getAttribute('aria-label') ?? 'The picture');
  const scale = Math.max(1, Math.floor(Math.min(width / picture.width, height / picture.height)));
  canvas.style.width = `${picture.width * scale}px`;
  return { canvas, scale };
}
