import { poll } from '../../../shell/poll.js';
import { readingOf } from './reading.js';
import { openings } from './since.js';

const SECONDS = 1;
const FIGURE_SECONDS = 2;
const JOURNAL_ENTRIES = 200;

/**
 * What the whole view knows of the service.
 *
 * @typedef {object} Snapshot
 * @property {object[]} models
 * @property {object[]} operations those that run, and the last ones, newest first
 * @property {import('./reading.js').Reading|null} reading
 * @property {import('./history.js').History} history
 * @property {Map<string, object>} opened which entry of the journal let a generation answer
 * @property {boolean} loaded whether models were read at least once
 * @property {Error|null} error why the last try failed; what was known stays
 * @property {number} at when the models were last known to be so
 */

/**
 * Asks the service again and again for what all parts of the view show: models and operations every second, figures every two.
 */
export class Feed {
  #service;
  #changed;
  #etag = '';
  #generations = '';
  #polls;

  /**
   * @param {import('../../../shell/service.js').Service} service
   * @param {import('./history.js').History} history outlives the feed
   * @param {function(): void} changed is called after each news
   */
  constructor(service, history, changed) {
    this.#service = service;
    this.#changed = changed;
    /** @type {Snapshot} */
    this.snapshot = {
      models: [],
      operations: [],
      reading: null,
      history,
      opened: new Map(),
      loaded: false,
      error: null,
      at: 0,
    };
    this.#polls = [poll(SECONDS, (signal) => this.#models(signal)), poll(FIGURE_SECONDS, (signal) => this.#figures(signal))];
  }

  /** Asks at once, after something was done. */
  now() {
    this.#polls.forEach((one) => one.now());
  }

  stop() {
    this.#polls.forEach((one) => one.stop());
  }

  async #models(signal) {
    try {
      const [models, operations] = await Promise.all([
        this.#service.getIfChanged('/v1/models?labels=false', this.#etag, { signal }),
        this.#service.get('/v1/operations', { signal }),
      ]);
      this.#etag = models.etag;
      this.#tell({
        operations,
        ...(models.body ? { models: models.body } : {}),
        loaded: true,
        error: null,
        at: Date.now(),
      });
      await this.#openings(signal);
    } catch (error) {
      if (!signal.aborted) {
        this.#tell({ error });
      }
      throw error;
    }
  }

  /** The journal is read when another generation answers, which it says since when. */
  async #openings(signal) {
    const generations = this.snapshot.models.map(({ name, generation, state }) => `${name}\n${generation}\n${state}`).join('\n');
    if (generations === this.#generations || !this.snapshot.reading) {
      return;
    }
    const { entries } = await this.#service.get(`/v1/journal?limit=${JOURNAL_ENTRIES}`, { signal });
    this.#generations = generations;
    this.#tell({ opened: openings(entries, this.snapshot.reading.began) });
  }

  async #figures(signal) {
    const reading = readingOf(await this.#service.get('/v1/figures', { signal }));
    this.snapshot.history.add(reading, Date.now());
    this.#tell({ reading });
  }

  #tell(news) {
    this.snapshot = { ...this.snapshot, ...news };
    this.#changed();
  }
}
