import { pool } from '../../parts/pool.js';
import { classifyPatiently } from './classify.js';
import { withOf } from './corruptions.js';

/** How many questions of it are under way at once: the slider's go beside them. */
const AT_ONCE = 2;

/** Whoever walks through pictures or corruptions is not asked about each on the way. */
const SETTLED_MS = 200;

/**
 * Every severity of the chosen corruption, for each chosen model: on while the user wants it, and then it follows what is chosen.
 *
 * @typedef {{severity: number, answer: object|null, error: Error|null}} Cell
 */
export class Breaks {
  #service;
  #changed;
  #wanted = null;
  #key = '';
  #running = null;
  #timer = 0;

  constructor(service, changed) {
    this.#service = service;
    this.#changed = changed;
    this.isOn = false;
    /** @type {{answerer: object, cells: Cell[]}[]} */
    this.rows = [];
  }

  get isRunning() {
    return this.#running !== null;
  }

  /** @param {boolean} on */
  turn(on) {
    this.isOn = on;
    this.#key = '';
    this.follow(this.#wanted);
  }

  /** @param {{picture: object|null, answerers: object[], steps: object[], seed: string, corruptions: object[]}} wanted */
  follow(wanted) {
    this.#wanted = wanted;
    const key = this.isOn && wanted ? keyOf(wanted) : '';
    if (key === this.#key) {
      return;
    }
    this.#key = key;
    this.close();
    this.rows = key ? rowsOf(wanted) : [];
    if (this.rows.length) {
      this.#running = new AbortController();
      this.#timer = setTimeout(() => this.#run(wanted, this.rows, this.#running), SETTLED_MS);
    }
    this.#changed();
  }

  close() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }

  async #run({ picture, steps: [step, ...others], seed }, rows, running) {
    const { signal } = running;
    const work = rows.flatMap(({ answerer, cells }) =>
      cells.map((cell) => async () => {
        const terms = { with: withOf([{ name: step.name, severity: cell.severity }, ...others]), seed, seen: true };
        try {
          cell.answer = await classifyPatiently(this.#service, answerer, picture, terms, signal);
        } catch (error) {
          cell.error = error;
        }
        if (!signal.aborted) {
          this.#changed();
        }
      }),
    );
    await pool(work, AT_ONCE, signal);
    if (this.#running === running) {
      this.#running = null;
      this.#changed();
    }
  }
}

function rowsOf({ picture, answerers, steps: [step], corruptions }) {
  const known = corruptions.find((one) => one.name === step?.name);
  if (!picture || !known) {
    return [];
  }
  return answerers.map((answerer) => ({
    answerer,
    cells: Array.from({ length: known.severities + 1 }, (_, severity) => ({ severity, answer: null, error: null })),
  }));
}

function keyOf({ picture, answerers, steps: [step, ...others], seed }) {
  return JSON.stringify([
    picture?.id,
    answerers.map((answerer) => [answerer.id, answerer.version]),
    step?.name,
    withOf(others),
    // What draws no random numbers at all is asked again all the same; this costs less than to know it.
    seed,
  ]);
}
