import { pool } from '../../parts/pool.js';
import { classifyPatiently } from './classify.js';
import { verdict } from './verdict.js';

/** How many questions of it are under way at once. */
const AT_ONCE = 2;

/**
 * One picture under all corruptions, each up to the severity at which the answer breaks.
 *
 * @typedef {object} Row
 * @property {object} corruption
 * @property {object[]} best the best class of each severity that was asked, from 0 on
 * @property {Error|null} error why it was not asked any further
 * @property {import('./verdict.js').Verdict} verdict
 */
export class Survey {
  #service;
  #changed;
  #running = null;

  constructor(service, changed) {
    this.#service = service;
    this.#changed = changed;
    this.#reset(null, []);
  }

  get isRunning() {
    return this.#running !== null;
  }

  /** How many corruptions are through. */
  get done() {
    return this.rows.filter((row) => row.error || row.verdict.kind !== 'open').length;
  }

  /**
   * @param {{picture: object, answerer: object, seed: string}} of
   * @param {object[]} corruptions
   */
  async start(of, corruptions) {
    this.stop();
    this.#reset(of, corruptions);
    const running = new AbortController();
    this.#running = running;
    this.#changed();
    try {
      const clean = await this.#best('', running.signal);
      await pool(
        this.rows.map((row) => () => this.#through(row, clean, running.signal)),
        AT_ONCE,
        running.signal,
      );
    } catch (error) {
      this.error = running.signal.aborted ? null : error;
    }
    if (this.#running === running) {
      this.#running = null;
      this.#changed();
    }
  }

  /** What is there already stays. */
  stop() {
    if (this.#running) {
      this.#running.abort();
      this.#running = null;
      this.wasStopped = true;
      this.#changed();
    }
  }

  #reset(of, corruptions) {
    /** Of what it is: the picture, the answerer and the seed; `null` before the first one. */
    this.of = of;
    /** @type {Row[]} */
    this.rows = corruptions.map((corruption) => ({ corruption, best: [], error: null, verdict: verdict([]) }));
    /** @type {Error|null} */
    this.error = null;
    this.wasStopped = false;
  }

  async #through(row, clean, signal) {
    const { name, severities } = row.corruption;
    const best = [clean];
    try {
      for (let severity = 1; severity <= severities && best.at(-1).index === clean.index; severity++) {
        best.push(await this.#best(`${name}:${severity}`, signal));
      }
    } catch (error) {
      if (signal.aborted || error.isOffline || error.isDenied) {
        throw error; // The others would fare no better.
      }
      row.error = error;
    }
    row.best = best;
    row.verdict = verdict(best.at(-1).index === clean.index ? padded(best, severities) : best);
    this.#changed();
  }

  async #best(corruption, signal) {
    const { picture, answerer, seed } = this.of;
    const answer = await classifyPatiently(this.#service, answerer, picture, { with: corruption, seed, seen: false }, signal);
    return answer.top[0];
  }
}

/** With a gap for what could not be asked. */
function padded(best, severities) {
  return [...best, ...Array.from({ length: severities + 1 - best.length }, () => null)];
}

/** The rows in another order: those that break first, then those that held with the least probability. */
export function weakestFirst(rows) {
  return [...rows].sort((a, b) => rank(a) - rank(b) || (a.verdict.to?.probability ?? 2) - (b.verdict.to?.probability ?? 2));
}

function rank({ verdict: { kind, at } }) {
  return kind === 'open' ? 1e6 : at + (kind === 'holds' ? 1e3 : 0);
}
