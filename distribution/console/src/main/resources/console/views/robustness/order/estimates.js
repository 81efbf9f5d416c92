const REST_MS = 500;
const BUSY_MS = 1000;

/**
 * Asks what an order would take, when the form has rested: the latest one wins. The service makes one estimate at a time, and one
 * that is under way ends of itself, so another one may have to wait.
 */
export class Estimates {
  #timer = 0;
  #asking = null;
  #text = '';

  /**
   * @param {import('../../../shell/service.js').Service} service
   * @param {function({value: object|null, error: Error|null, asking: boolean}): void} changed
   */
  constructor(service, changed) {
    this.service = service;
    this.changed = changed;
  }

  /** @param {object|null} order `null` when there is nothing to estimate */
  want(order) {
    const text = JSON.stringify(order);
    if (text === this.#text) {
      return;
    }
    this.#text = text;
    this.close();
    if (!order) {
      this.changed({ value: null, error: null, asking: false });
      return;
    }
    this.changed({ asking: true });
    this.#timer = setTimeout(() => this.#ask(order), REST_MS);
  }

  close() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = null;
  }

  async #ask(order) {
    const own = new AbortController();
    this.#asking = own;
    try {
      const value = await this.service.post('/v1/jobs?validateOnly=true', order, { signal: own.signal, seconds: 120 });
      this.changed({ value, error: null, asking: false });
    } catch (error) {
      if (own.signal.aborted) {
        return;
      }
      if (error.status === 429 || error.isOffline) {
        this.#timer = setTimeout(() => this.#ask(order), BUSY_MS);
        return;
      }
      this.changed({ value: null, error, asking: false });
    }
  }
}
