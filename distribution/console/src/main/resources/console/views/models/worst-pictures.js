import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { ref } from '../../vendor/lit/directives/ref.js';
import { decimal, probability } from '../../parts/format.js';
import { cut, name } from '../../parts/text.js';
import { path } from '../../shell/service.js';

/**
 * The pictures whose answers differ most between what answers and its shadow. They are drawn on canvases: a request of the page has its
 * token, that of an `img` has none.
 *
 * @param {import('../../shell/service.js').Service} service
 * @param {string} model
 */
export function worstPictures(service, model) {
  const drawn = new Map();
  const ending = new AbortController();

  function draw(canvas, one, rank) {
    if (!canvas || drawn.get(canvas) === one.picture) {
      return;
    }
    drawn.set(canvas, one.picture);
    load(canvas, one, rank).catch(() => {
      // It has gone meanwhile, or the service keeps none: the frame stays empty, and the answers are there.
      canvas.classList.add('gone');
    });
  }

  async function load(canvas, one, rank) {
    const url = one.png ?? path('v1', 'models', model, 'shadow', `${rank}.png`);
    const response = await service.send('GET', url, { signal: ending.signal });
    const bitmap = await createImageBitmap(await response.blob());
    if (drawn.get(canvas) === one.picture) {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d').drawImage(bitmap, 0, 0);
      canvas.classList.remove('gone');
    }
    bitmap.close();
  }

  return {
    content(worst) {
      return html`<ol class="worst">
        ${repeat(
          worst,
          (one) => one.picture,
          (one, rank) => html`<li>
            <canvas
              width="96"
              height="96"
              role="img"
              aria-label=${`What the model saw of picture ${rank + 1}`}
              ${ref((canvas) => draw(canvas, one, rank + 1))}
            ></canvas>
            <div class="small">
              <div>${name(one.answered.label, 'short')} ${probability(one.answered.probability)} <span class="quiet">answered</span></div>
              <div>${name(one.shadow.label, 'short')} ${probability(one.shadow.probability)} <span class="quiet">shadow</span></div>
              <div class="quiet">
                difference ${decimal(one.difference, 3)}
                ${one.answered.label === one.shadow.label ? nothing : html`<span class="badge bad">disagree</span>`}
              </div>
              <div class="quiet" title=${cut(one.picture, 200)}>${cut(one.picture, 12)}</div>
            </div>
          </li>`,
        )}
      </ol>`;
    },
    close() {
      ending.abort();
    },
  };
}
