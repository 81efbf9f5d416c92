import { html, nothing } from '../../vendor/lit/lit-html.js';
import { ref } from '../../vendor/lit/directives/ref.js';

/** The longer side of a preview in pixels: enough for what the view shows of a picture. */
const PREVIEW = 480;

/** The width that the crop of a model is drawn to, if whole multiples of its pixels allow it. */
const CROP = 224;

const drawn = new WeakMap();
const previews = new WeakMap();
let decoding = Promise.resolve();

/**
 * A picture as its user has it, in a canvas: pages may not show files otherwise.
 *
 * @param {import('./pictures.js').Picture} picture
 * @param {string} label empty where a text beside it says what it is
 */
export function preview(picture, label = '') {
  return html`<canvas
    class="preview"
    width="1"
    height="1"
    role=${label ? 'img' : nothing}
    aria-label=${label || nothing}
    aria-hidden=${label ? nothing : 'true'}
    ${ref((canvas) => canvas && draw(canvas, picture, () => previewOf(picture)))}
  ></canvas>`;
}

/**
 * What a model got: pixels that were resized, cropped and corrupted, each as a square of whole pixels.
 *
 * @param {{width: number, height: number, png: string}} seen
 * @param {string} label empty where a text beside it says what it is
 */
export function crop(seen, label) {
  return html`<canvas
    class="crop"
    width=${seen.width}
    height=${seen.height}
    role=${label ? 'img' : nothing}
    aria-label=${label || nothing}
    aria-hidden=${label ? nothing : 'true'}
    ${ref((canvas) => canvas && drawCrop(canvas, seen))}
  ></canvas>`;
}

/** How many times larger than it is a crop is drawn. */
export function scaleOf(seen, width = CROP) {
  return Math.max(1, Math.floor(width / Math.max(seen.width, seen.height)));
}

function drawCrop(canvas, seen) {
  const scale = scaleOf(seen, Number(canvas.closest('[data-crop]')?.dataset.crop) || CROP);
  canvas.style.width = `${seen.width * scale}px`;
  draw(canvas, seen, () => bitmapOf(seen.png));
}

async function draw(canvas, what, make) {
  if (drawn.get(canvas) === what) {
    return;
  }
  drawn.set(canvas, what);
  let bitmap;
  try {
    bitmap = await make();
  } catch {
    bitmap = null; // A format that this browser does not decode; the models may.
  }
  if (drawn.get(canvas) !== what) {
    return;
  }
  canvas.classList.toggle('undrawn', !bitmap);
  if (!bitmap) {
    canvas.getContext('2d').clearRect(0, 0, canvas.width, canvas.height);
    return;
  }
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  const context = canvas.getContext('2d');
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0);
}

function bitmapOf(base64) {
  const text = atob(base64);
  return createImageBitmap(new Blob([Uint8Array.from(text, (char) => char.charCodeAt(0))], { type: 'image/png' }));
}

/** One picture is decoded at a time, so that fifty of them do not take the memory of fifty. */
function previewOf(picture) {
  if (!previews.has(picture)) {
    decoding = decoding.then(
      () => smaller(picture.blob),
      () => smaller(picture.blob),
    );
    previews.set(picture, decoding);
  }
  return previews.get(picture);
}

async function smaller(blob) {
  const whole = await createImageBitmap(blob);
  const scale = Math.min(1, PREVIEW / Math.max(whole.width, whole.height));
  if (scale === 1) {
    return whole;
  }
  const [width, height] = [whole.width, whole.height].map((side) => Math.max(1, Math.round(side * scale)));
  const small = await createImageBitmap(whole, { resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' });
  whole.close();
  return small;
}
