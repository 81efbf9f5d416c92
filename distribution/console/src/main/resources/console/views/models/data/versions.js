// Which versions of a name the journal knows. No page is needed.

/**
 * @param {object[]} entries of the journal of one name, newest first
 * @param {string|undefined} current what answers, which is left out
 * @returns {{version: string, files: string[], at: string}[]} each with its files and when it was last seen, newest first
 */
export function knownVersions(entries, current) {
  const found = new Map();
  for (const entry of entries) {
    for (const one of [entry.to, entry.from]) {
      if (one && one.version !== current && !found.has(one.version) && entry.outcome !== 'FAILED') {
        found.set(one.version, { version: one.version, files: one.files, at: entry.at });
      }
    }
  }
  return [...found.values()];
}
