// Pages of the journal. No page of a browser is needed.

/** As many entries are asked for at once. */
const ASKED = 50;
/** A page has at least so many entries that are wanted, if there are. */
const WANTED = 50;
/** So many entries are looked through for one page; then the user is asked. */
const MOST = 2000;

/**
 * The entries from a place on that an operation and an outcome choose.
 *
 * @param {function(string): Promise<{entries: object[], next?: string}>} read reads from a place on, newest first
 * @param {string} after the place; empty for the newest
 * @param {{operation: string, outcome: string}} filter empty texts for all
 * @returns {Promise<{entries: object[], next: string, looked: number}>} `next` is empty at the end of the journal
 */
export async function readPage(read, after, filter) {
  const entries = [];
  let next = after;
  let looked = 0;
  do {
    const page = await read(`limit=${ASKED}${next ? `&after=${encodeURIComponent(next)}` : ''}`);
    looked += page.entries.length;
    entries.push(...page.entries.filter((entry) => isWanted(entry, filter)));
    next = page.next ?? '';
  } while (next && entries.length < WANTED && looked < MOST);
  return { entries, next, looked };
}

/** Whether a filter lets an entry through. */
export function isWanted(entry, { operation, outcome }) {
  return (!operation || entry.operation === operation) && (!outcome || entry.outcome === outcome);
}

/** What an entry is known by. */
export function entryKey(entry) {
  return `${entry.at}\n${entry.model}\n${entry.operation}`;
}
