// Since when a version answers. No page is needed.

/**
 * @param {object[]} entries of the journal, newest first
 * @param {number} began when the service began; an entry before that says nothing of what answers now
 * @returns {Map<string, {at: string, who: string, operation: string}>} by `openedKey`
 */
export function openings(entries, began) {
  const found = new Map();
  for (const entry of entries) {
    const key = openedKey(entry.model, entry.to?.generation);
    if (entry.outcome === 'DONE' && entry.to && !(Date.parse(entry.at) < began)) {
      // The newest change of a generation that let it answer: a promotion comes after the canary that opened it.
      if (!found.has(key)) {
        found.set(key, entry);
      }
    }
  }
  return found;
}

/** What an opening is found by. */
export function openedKey(model, generation) {
  return `${model}\n${generation}`;
}
