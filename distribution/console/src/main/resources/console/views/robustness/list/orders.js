import { path } from '../../../shell/service.js';

const AT_ONCE = 3;
const KEPT = 2000;

/** The orders of jobs, asked for when a job is shown, a few at a time. They never change. */
export class Orders {
  #known = new Map();
  #waiting = [];
  #asking = 0;
  #ends = new AbortController();

  /**
   * @param {import('../../../shell/service.js').Service} service
   * @param {function(): void} changed hears that another one is known
   */
  constructor(service, changed) {
    this.service = service;
    this.changed = changed;
  }

  /** The order of a job; `undefined` while it is not known, `null` when it cannot be had. */
  of(id) {
    return this.#known.get(id);
  }

  /** @param {object[]} jobs those that are shown; others are not asked for any longer */
  want(jobs) {
    this.#waiting = jobs.map((job) => job.id).filter((id) => !this.#known.has(id));
    this.#ask();
  }

  close() {
    this.#ends.abort();
    this.#waiting = [];
  }

  #ask() {
    while (this.#asking < AT_ONCE && this.#waiting.length) {
      this.#one(this.#waiting.shift());
    }
  }

  async #one(id) {
    this.#asking += 1;
    if (this.#known.size > KEPT) {
      this.#known.clear();
    }
    this.#known.set(id, undefined);
    try {
      this.#known.set(id, await this.service.get(path('v1', 'jobs', id, 'order'), { signal: this.#ends.signal }));
    } catch {
      this.#known.set(id, null);
    }
    this.#asking -= 1;
    if (!this.#ends.signal.aborted) {
      if (!this.#waiting.length) {
        this.changed();
      }
      this.#ask();
    }
  }
}
