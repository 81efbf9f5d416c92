import { total } from './figures.js';
import { keyOf } from './reading.js';

/**
 * The canary or shadow of a name, as both readings have it: the list, which is read at the same moment as all else that is shown,
 * says whether there is one, and the state of the name says more about it.
 *
 * @param {object} model as `GET /v1/models` has it
 * @param {object|null} state as `GET /v1/models/NAME` has it, if it was read
 */
export function trialOf(model, state) {
  const isSame = model.trial && model.trial.version.generation === state?.trial?.version.generation;
  return isSame ? state.trial : model.trial;
}

/**
 * Which versions of a name are spoken of: what answers, what is tried out, what answered before, and those that were asked since
 * the service began. No page is needed.
 *
 * @typedef {object} GenerationFigures
 * @property {string} key
 * @property {string} role `answers`, `canary`, `shadow`, `before`, or an empty text
 * @property {string} version
 * @property {object|null} opened generation, back end and files, if they are known
 * @property {object|null} now figures of the last seconds
 * @property {number} calls since the process began
 * @property {number} failed of them
 * @property {number} pictures
 *
 * @param {object} model as `GET /v1/models` has it
 * @param {object|null} state as `GET /v1/models/NAME` has it, if it was read
 * @param {import('./feed.js').Snapshot} snapshot
 * @returns {GenerationFigures[]}
 */
export function generations(model, state, { reading, history }) {
  const trial = trialOf(model, state);
  const current = model.state === 'READY' ? model : null;
  const known = [
    current && { role: 'answers', opened: current },
    trial && { role: trial.kind.toLowerCase(), opened: trial.version },
    state?.previous && { role: 'before', opened: state.previous },
  ].filter(Boolean);
  const found = new Map();
  for (const { role, opened } of known) {
    if (!found.has(opened.version)) {
      found.set(opened.version, { role, opened });
    }
  }
  for (const counts of reading?.versions.values() ?? []) {
    if (counts.model === model.name && counts.version && !found.has(counts.version)) {
      found.set(counts.version, { role: '', opened: null });
    }
  }
  return [...found].map(([version, one]) => {
    const key = keyOf(model.name, version);
    const counts = reading?.versions.get(key);
    return {
      ...one,
      key,
      version,
      now: history.now.get(key) ?? null,
      calls: counts ? total(counts) : 0,
      failed: counts?.failed ?? 0,
      pictures: counts?.pictures ?? 0,
    };
  });
}
