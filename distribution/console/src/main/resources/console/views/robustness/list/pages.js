// The pages of ended jobs: what is shown stays where it is while new ones come. No page of the browser here.

const SIZE = 50;

/** One page of a list at a time, the newest first. */
export class Pages {
  #ask;
  #token = '';
  #next = '';
  #shown = null;
  #latest = [];
  #gone = new Set();

  /** @param {function(URLSearchParams, AbortSignal): Promise<{jobs: object[], next?: string}>} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  get isLoaded() {
    return this.#shown !== null;
  }

  /** What is shown. */
  get jobs() {
    return this.#shown ?? [];
  }

  /** How many jobs have come that are not shown yet. */
  get fresh() {
    const known = new Set(this.jobs.map((job) => job.id));
    return this.#latest.filter((job) => !known.has(job.id)).length;
  }

  get isBehind() {
    return this.#token !== '';
  }

  get hasMore() {
    return this.#next !== '';
  }

  /** Whether a job that is shown was deleted meanwhile. */
  isGone(id) {
    return this.#gone.has(id);
  }

  /** Asks for the page that is shown, and takes over what has changed. */
  async refresh(query, signal) {
    const token = this.#token;
    const page = await this.#ask(new URLSearchParams({ ...query, size: SIZE, ...(token && { page: token }) }), signal);
    if (token !== this.#token) {
      return;
    }
    this.#next = page.next ?? '';
    const now = new Map(page.jobs.map((job) => [job.id, job]));
    const first = this.#shown === null || this.#shown.length === 0;
    this.#latest = token ? [] : page.jobs;
    if (first) {
      this.#shown = page.jobs;
      return;
    }
    const oldest = page.jobs.at(-1)?.id ?? '';
    for (const job of this.#shown) {
      // Of a page, those that have been pushed off its end are not gone.
      if (!now.has(job.id) && (job.id > oldest || !page.next)) {
        this.#gone.add(job.id);
      }
    }
    this.#shown = this.#shown.map((job) => now.get(job.id) ?? job);
  }

  takeFresh() {
    this.#shown = this.#latest;
    this.#gone.clear();
  }

  /** @param {'newest'|'older'} way */
  turn(way) {
    const token = way === 'newest' ? '' : this.#next;
    this.clear();
    this.#token = token;
  }

  clear() {
    this.#token = '';
    this.#next = '';
    this.#shown = null;
    this.#latest = [];
    this.#gone.clear();
  }

  replace(job) {
    this.#shown = this.#shown && this.#shown.map((one) => (one.id === job.id ? job : one));
  }

  remove(id) {
    this.#shown = this.#shown && this.#shown.filter((one) => one.id !== id);
    this.#latest = this.#latest.filter((one) => one.id !== id);
  }
}
