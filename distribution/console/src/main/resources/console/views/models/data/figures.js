// What happened between two readings. No page is needed.

/**
 * @typedef {object} Figures
 * @property {number} rate calls a second, answered or not
 * @property {number} failedRate of them, those that failed
 * @property {number} p50 milliseconds; NaN without calls. Within a bucket of the histogram it is interpolated
 * @property {number} p99
 */

/**
 * @param {import('./metrics.js').VersionCounts|undefined} before `undefined` if there was no call yet
 * @param {import('./metrics.js').VersionCounts} after
 * @param {number} seconds between them
 * @returns {Figures|null} `null` when the counters began anew in between, as they do with a new process
 */
export function between(before, after, seconds) {
  const calls = total(after) - (before ? total(before) : 0);
  const failed = failures(after) - (before ? failures(before) : 0);
  if (seconds <= 0 || calls < 0 || failed < 0) {
    return null;
  }
  const buckets = after.buckets.map(({ le, count }, i) => ({ le, count: count - (before?.buckets[i]?.count ?? 0) }));
  return { rate: calls / seconds, failedRate: failed / seconds, p50: quantile(buckets, 0.5), p99: quantile(buckets, 0.99) };
}

/** All calls of a version, answered or not. */
export function total(counts) {
  return counts.ok + failures(counts);
}

/** Calls of a version that failed. */
export function failures(counts) {
  let sum = 0;
  for (const count of counts.failed.values()) {
    sum += count;
  }
  return sum;
}

/**
 * The time in milliseconds that a share of the calls did not exceed: as Prometheus' histogram_quantile, linear within a bucket. What
 * is beyond the last bound is said to be that bound.
 *
 * @param {{le: number, count: number}[]} buckets cumulative, ascending, the last one with an infinite bound
 */
export function quantile(buckets, share) {
  const all = buckets.at(-1)?.count ?? 0;
  if (all <= 0) {
    return NaN;
  }
  const wanted = share * all;
  const found = buckets.findIndex(({ count }) => count >= wanted);
  const from = found > 0 ? buckets[found - 1] : { le: 0, count: 0 };
  const to = buckets[found];
  if (to.le === Infinity) {
    return 1000 * from.le;
  }
  const inside = to.count - from.count;
  return 1000 * (inside > 0 ? from.le + ((to.le - from.le) * (wanted - from.count)) / inside : to.le);
}
