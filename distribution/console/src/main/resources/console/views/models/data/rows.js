import { keyOf } from './reading.js';
import { openedKey } from './since.js';
import { total } from './figures.js';

/**
 * What is said of a name.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} kind `ready`, `changing`, `closed` or `failed`
 * @property {object} model as `GET /v1/models` has it
 * @property {object|null} now figures of what answers
 * @property {object|null} trialNow figures of its canary or shadow
 * @property {object|null} since the entry of the journal that let it answer
 * @property {number} waiting changes that somebody has asked for, and that wait or run
 * @property {number} failed calls that failed since the process began, of all versions
 * @property {number} calls all calls since then
 */

const KINDS = {
  READY: 'ready',
  OPENING: 'changing',
  WARMING: 'changing',
  CERTIFYING: 'changing',
  DRAINING: 'changing',
  FOUND: 'closed',
  CLOSED: 'closed',
  FAILED: 'failed',
};

/**
 * One row for each name, by name, so that a row stays where it is whatever happens.
 *
 * @param {import('./feed.js').Snapshot} snapshot
 * @returns {Row[]}
 */
export function rows({ models, operations, history, reading, opened }) {
  const sums = sumsOf(reading);
  const waiting = waitingOf(operations);
  return models
    .map((model) => ({
      name: model.name,
      kind: KINDS[model.state] ?? 'changing',
      model,
      now: history.now.get(keyOf(model.name, model.version ?? '')) ?? null,
      trialNow: model.trial ? (history.now.get(keyOf(model.name, model.trial.version.version)) ?? null) : null,
      since: opened.get(openedKey(model.name, model.generation)) ?? null,
      waiting: waiting.get(model.name) ?? 0,
      ...(sums.get(model.name) ?? { calls: 0, failed: 0 }),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sumsOf(reading) {
  const sums = new Map();
  for (const counts of reading?.versions.values() ?? []) {
    const sum = sums.get(counts.model) ?? { calls: 0, failed: 0 };
    sums.set(counts.model, { calls: sum.calls + total(counts), failed: sum.failed + counts.failed });
  }
  return sums;
}

function waitingOf(operations) {
  const waiting = new Map();
  for (const one of operations) {
    if (one.state === 'RUNNING') {
      waiting.set(one.subject, (waiting.get(one.subject) ?? 0) + 1);
    }
  }
  return waiting;
}

/** Which rows a state's name shows, and what it is called. */
export const SHOWN = {
  '': { title: 'All', has: () => true },
  ready: { title: 'Ready', has: (row) => row.kind === 'ready' },
  failed: { title: 'Failed', has: (row) => row.kind === 'failed' || Boolean(row.model.error) },
  trial: { title: 'Canary or shadow', has: (row) => Boolean(row.model.trial) },
  changing: { title: 'Changing', has: (row) => row.kind === 'changing' || row.waiting > 0 },
  closed: { title: 'Not loaded', has: (row) => row.kind === 'closed' },
};

/** The rows that have a text in their name, version, back end or files, and are in a state. */
export function filtered(all, text, shown) {
  const wanted = text.trim().toLowerCase();
  const { has } = SHOWN[Object.hasOwn(SHOWN, shown) ? shown : ''];
  return all.filter((row) => has(row) && (!wanted || matches(row.model, wanted)));
}

function matches(model, wanted) {
  return [model.name, model.version, model.backend, model.trial?.version.version, ...(model.files ?? [])].some((text) =>
    String(text ?? '')
      .toLowerCase()
      .includes(wanted),
  );
}
