// What `GET /v1/figures` says, as this view needs it. No page is needed.

/**
 * One reading of what the models have done since the service began.
 *
 * @typedef {object} VersionCounts
 * @property {string} model
 * @property {string} version the whole hash; empty for calls that failed before they had a model
 * @property {number} ok calls that were answered
 * @property {number} failed calls that were not
 * @property {number} pictures
 * @property {number[]} counts calls by their time: one count for each of the bounds, and one for what took longer
 *
 * @typedef {object} Reading
 * @property {Map<string, VersionCounts>} versions by `keyOf`
 * @property {number[]} bounds of the counts, in seconds
 * @property {number} began when the service began, in milliseconds since 1970
 * @property {number} at milliseconds since then
 */

/** What a version of a model is found by. */
export function keyOf(model, version) {
  return `${model}\n${version}`;
}

/**
 * @param {object} figures the answer
 * @returns {Reading}
 */
export function readingOf(figures) {
  const versions = new Map();
  for (const one of figures.versions) {
    const { ok = 0, ...others } = one.calls;
    const version = one.version ?? '';
    versions.set(keyOf(one.model, version), {
      model: one.model,
      version,
      ok,
      failed: Object.values(others).reduce((sum, calls) => sum + calls, 0),
      pictures: one.pictures,
      counts: one.call?.counts ?? [],
    });
  }
  return { versions, bounds: figures.seconds_up_to, began: Date.parse(figures.began), at: figures.at_ms };
}
