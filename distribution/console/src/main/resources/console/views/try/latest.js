/**
 * Asks for what is wanted now: one question at a time, and of those that are wanted meanwhile only the newest. So answers come in
 * the order of the wishes, however fast these change, and none is shown after a newer one.
 */
export class Latest {
  #ask;
  #answered;
  #running = null;
  #next = null;

  /**
   * @param {function(any, AbortSignal): Promise<any>} ask
   * @param {function(any, any, Error|null): void} answered gets what was wanted, its answer, and why there is none
   */
  constructor(ask, answered) {
    this.#ask = ask;
    this.#answered = answered;
  }

  /** Whether an answer is under way. */
  get isAsking() {
    return this.#running !== null;
  }

  want(wanted) {
    if (this.#running) {
      this.#next = { wanted };
    } else {
      this.#run(wanted);
    }
  }

  /** Forgets what was wanted; an answer that is under way is not told. */
  drop() {
    this.#next = null;
    const running = this.#running;
    this.#running = null;
    running?.abort();
  }

  async #run(wanted) {
    const mine = new AbortController();
    this.#running = mine;
    let answer = null;
    let failure = null;
    try {
      answer = await this.#ask(wanted, mine.signal);
    } catch (error) {
      failure = error;
    }
    if (this.#running !== mine) {
      return;
    }
    this.#running = null;
    const next = this.#next;
    this.#next = null;
    if (next) {
      this.#run(next.wanted);
    }
    this.#answered(wanted, answer, failure);
  }
}
