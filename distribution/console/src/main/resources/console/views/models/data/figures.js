// What happened between two readings. No page is needed.

/**
 * @typedef {object} Figures
 * @property {number} rate calls a second, answered or not
 * @property {number} failedRate of them, those that failed
 * @property {number} p50 milliseconds; NaN without calls. Within the bounds of a count it is interpolated
 * @property {number} p99
 */

/**
 * @param {import('./reading.js').VersionCounts|undefined} before `undefined` if there was no call yet
 * @param {import('./reading.js').VersionCounts} after
 * @param {number[]} bounds of the counts, in seconds
 * @param {number} seconds between them
 * @returns {Figures|null} `null` when counting began anew in between
 */
export function between(before, after, bounds, seconds) {
  const calls = total(after) - (before ? total(before) : 0);
  const failed = after.failed - (before?.failed ?? 0);
  if (seconds <= 0 || calls < 0 || failed < 0) {
    return null;
  }
  const counts = after.counts.map((count, i) => count - (before?.counts[i] ?? 0));
  return {
    rate: calls / seconds,
    failedRate: failed / seconds,
    p50: quantile(counts, bounds, 0.5),
    p99: quantile(counts, bounds, 0.99),
  };
}

/** All calls of a version, answered or not. */
export function total(counts) {
  return counts.ok + counts.failed;
}

/**
 * The time in milliseconds that a share of the calls did not exceed: as `histogram_quantile` of Prometheus, linear between two
 * bounds. What is beyond the last bound is said to be that bound.
 *
 * @param {number[]} counts one for each of the bounds, and one for what is larger
 * @param {number[]} bounds in seconds, ascending
 */
export function quantile(counts, bounds, share) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all <= 0) {
    return NaN;
  }
  const wanted = share * all;
  let below = 0;
  for (let i = 0; i < bounds.length; i++) {
    if (counts[i] > 0 && below + counts[i] >= wanted) {
      const from = i > 0 ? bounds[i - 1] : 0;
      return 1000 * (from + ((bounds[i] - from) * (wanted - below)) / counts[i]);
    }
    below += counts[i];
  }
  return 1000 * bounds.at(-1);
}
