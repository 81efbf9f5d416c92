import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { ref } from '../../vendor/lit/directives/ref.js';
import { decimal, probability } from '../../parts/format.js';
import { largerButton } from '../../parts/larger.js';
import { name } from '../../parts/text.js';

/**
 * The pictures whose answers differ most between what answers and its shadow. They are drawn on canvases: a request of the page
 * has its token, that of an `img` has none.
 *
 * @param {import('../../shell/service.js').Service} service
 */
export function worstPictures(service) {
  const drawn = new WeakMap();
  const ending = new AbortController();
  /** What is looked at stays where it is while the pointer is on it; `null` otherwise. */
  let held = null;

  function draw(canvas, one) {
    if (!canvas || drawn.get(canvas) === one.seen) {
      return;
    }
    drawn.set(canvas, one.seen);
    load(canvas, one.seen).catch(() => {
      // It has gone meanwhile, or the service keeps none: the frame stays empty, and the answers are there.
      canvas.classList.add('gone');
    });
  }

  async function load(canvas, link) {
    const response = await service.send('GET', link, { signal: ending.signal });
    const bitmap = await createImageBitmap(await response.blob());
    if (drawn.get(canvas) === link) {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d').drawImage(bitmap, 0, 0);
      canvas.classList.remove('gone');
    }
    bitmap.close();
  }

  return {
    content(now) {
      const worst = held ?? now;
      const hold = () => (held = worst);
      const release = () => (held = null);
      return html`<ol class="worst" @pointerenter=${hold} @pointerleave=${release}>
        ${repeat(
          worst,
          (one) => one.picture,
          (one, rank) =>
            html`<li>
              ${
                isLink(one.seen)
                  ? html`<canvas
                      width="96"
                      height="96"
                      role="img"
                      aria-label=${`What the models saw of picture ${rank + 1}`}
                      ${ref((canvas) => draw(canvas, one))}
                    ></canvas>`
                  : html`<div class="no-picture small quiet">not kept</div>`
              }
              <div class="small">
                <div>
                  ${name(one.answered.label, 'short')} ${probability(one.answered.probability)}
                  <span class="quiet">answered</span>
                </div>
                <div>
                  ${name(one.shadow.label, 'short')} ${probability(one.shadow.probability)} <span class="quiet">shadow</span>
                </div>
                <div class="quiet">
                  difference ${decimal(one.difference, 3)}
                  ${one.answered.label === one.shadow.label ? nothing : html`<span class="badge bad">disagree</span>`}
                </div>
                <div class="quiet">
                  ${name(one.picture, 'short')}
                  ${
                    isLink(one.seen)
                      ? largerButton(`What the models saw of picture ${rank + 1}`, (button) =>
                          button.closest('li').querySelectorAll('canvas'),
                        )
                      : nothing
                  }
                </div>
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

/** Whether a link leads to this service, which is the only one that gets the token. */
function isLink(link) {
  return typeof link === 'string' && /^\/v1\//.test(link);
}
