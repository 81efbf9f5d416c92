const AT_ONCE = 4;
const BUSY_MS = 500;

/** Pictures that wait for their turn: services have a bound, and callers are to be answered, too. */
const waiting = [];
let asking = 0;

function next() {
  while (asking < AT_ONCE && waiting.length) {
    asking += 1;
    waiting
      .shift()()
      .finally(() => {
        asking -= 1;
        next();
      });
  }
}

/**
 * A picture that is asked for with the token, when it comes into view, and drawn on a canvas: an `img` could show neither a token nor,
 * under the page's policy, a picture from memory.
 */
export class Png {
  #ends = new AbortController();
  #watch;

  /**
   * @param {import('../shell/service.js').Service} service
   * @param {string} path
   * @param {string} label what it shows
   */
  constructor(service, path, label) {
    this.element = document.createElement('canvas');
    this.element.className = 'png';
    this.element.width = 1;
    this.element.height = 1;
    this.element.setAttribute('role', 'img');
    this.element.setAttribute('aria-label', label);
    this.element.title = label;
    this.#watch = new IntersectionObserver((seen) => {
      if (seen.some((entry) => entry.isIntersecting)) {
        this.#watch.disconnect();
        waiting.push(() => this.#load(service, path, label));
        next();
      }
    });
    this.#watch.observe(this.element);
  }

  close() {
    this.#watch.disconnect();
    this.#ends.abort();
  }

  async #load(service, path, label) {
    const { signal } = this.#ends;
    if (signal.aborted) {
      return;
    }
    try {
      const response = await service.send('GET', path, { signal });
      const bitmap = await createImageBitmap(await response.blob());
      this.element.width = bitmap.width;
      this.element.height = bitmap.height;
      this.element.getContext('2d').drawImage(bitmap, 0, 0);
      this.element.classList.toggle('tiny', Math.max(bitmap.width, bitmap.height) < 100);
      bitmap.close();
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error.status === 429) {
        await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
        waiting.push(() => this.#load(service, path, label));
        return;
      }
      this.element.classList.add('missing');
      this.element.setAttribute('aria-label', `${label}: cannot be shown. ${error.message ?? ''}`);
      this.element.title = error.message ?? 'It cannot be shown.';
    }
  }
}
