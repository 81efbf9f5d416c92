import { between } from './figures.js';

/** What is kept for the plots. */
export const KEPT_MS = 5 * 60_000;
/** Numbers are over so long a time: long enough to stand still, short enough to follow. */
const WINDOW_MS = 10_000;

/**
 * Readings of the last minutes, and what they say: the figures of now, and those of each moment for a plot. Versions without a
 * call take no room. No page is needed.
 */
export class History {
  #readings = [];
  #points = new Map();
  #now = new Map();

  /**
   * @param {import('./reading.js').Reading} reading
   * @param {number} at milliseconds since 1970
   */
  add(reading, at) {
    const last = this.#readings.at(-1);
    if (last && last.reading.began !== reading.began) {
      // Another process counts from zero; what was before stays in the plots.
      this.#readings = [];
    }
    const previous = this.#readings.at(-1);
    this.#readings = [...this.#readings.filter((one) => at - one.at <= WINDOW_MS), { reading, at }];
    const first = this.#readings[0];
    this.#now = new Map();
    for (const key of reading.versions.keys()) {
      if (first.at < at) {
        this.#now.set(key, change(first.reading, reading, key));
      }
      if (previous) {
        const figures = change(previous.reading, reading, key);
        if (figures) {
          this.#keep(key, { at, ...figures });
        }
      }
    }
    this.#forget(at);
  }

  #keep(key, point) {
    const points = this.#points.get(key);
    if (points) {
      points.push(point);
    } else if (point.rate > 0) {
      this.#points.set(key, [point]);
    }
  }

  #forget(at) {
    for (const [key, points] of this.#points) {
      const kept = points.findIndex((point) => at - point.at <= KEPT_MS);
      if (kept < 0) {
        this.#points.delete(key);
      } else if (kept > 0) {
        points.splice(0, kept);
      }
    }
  }

  /** The figures of the last seconds by `keyOf`; none as long as there is one reading alone. */
  get now() {
    return this.#now;
  }

  /** The points of a version, oldest first: `{at, rate, failedRate, p50, p99}`. */
  points(key) {
    return this.#points.get(key) ?? [];
  }
}

function change(before, after, key) {
  return between(before.versions.get(key), after.versions.get(key), after.bounds, (after.at - before.at) / 1000);
}
