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

const PUBLISHING = new Set(['SWAP', 'LOAD', 'CHANGE', 'PROMOTE', 'ROLLBACK']);

/**
 * The versions that were rolled back from and have not answered again since. The engine does not take them by itself; who names one
 * gets it.
 *
 * @param {object[]} entries of the journal of one name, newest first
 * @returns {{version: string, files: string[], at: string, who: string}[]} newest first
 */
export function heldVersions(entries) {
  const held = new Map();
  const answeredSince = new Set();
  for (const { operation, outcome, from, to, at, who } of entries) {
    if (outcome !== 'DONE' || !PUBLISHING.has(String(operation).toUpperCase())) {
      continue;
    }
    if (to) {
      answeredSince.add(keyOf(to));
    }
    if (String(operation).toUpperCase() === 'ROLLBACK' && from && !answeredSince.has(keyOf(from)) && !held.has(keyOf(from))) {
      held.set(keyOf(from), { version: from.version, files: from.files, at, who });
    }
  }
  return [...held.values()];
}

/** A version of an updated back end counts as another one. */
function keyOf({ version, backend, backend_version: build }) {
  return JSON.stringify([version, backend, build ?? '']);
}
