import { path } from '../../shell/service.js';
import { heldVersions, knownVersions } from './data/versions.js';

const ENTRIES = 200;

/**
 * What the form of a change can offer for a model: versions and files that the journal knows, and back ends. What cannot be read
 * is not offered; the fields can be filled without it.
 *
 * @param {import('../../shell/service.js').Service} service
 * @param {object|undefined} model as `GET /v1/models` has it
 * @param {AbortSignal} signal
 * @returns {Promise<{versions: object[], held: object[], files: string[], backends: string[]}>}
 */
export async function offersFor(service, name, model, signal) {
  const [journal, installed] = await Promise.all([
    service.get(`/v1/journal?model=${encodeURIComponent(name)}&limit=${ENTRIES}`, { signal }).catch(() => ({ entries: [] })),
    service.get('/v1/backends', { signal }).catch(() => ({ backends: [] })),
  ]);
  const versions = knownVersions(journal.entries, model?.version);
  return {
    versions,
    held: heldVersions(journal.entries),
    files: [...new Set(versions.flatMap((one) => (one.files.length === 1 ? one.files : [])))],
    backends: installed.backends.map((one) => one.id).filter((id) => id !== model?.backend),
  };
}

/**
 * What a roll-back would do now.
 *
 * @param {string} version to go back to; empty for what answered before the last change
 */
export function rollbackPreview(service, name, version, signal) {
  const query = version ? `?version=${encodeURIComponent(version)}` : '';
  return service.get(`${path('v1', 'models', name, 'rollback')}${query}`, { signal });
}

/** Why a request was refused: a report of a change says it in its error. */
export function reasonOf(error) {
  const cause = error.problem?.error;
  return cause?.problem ? { message: cause.problem, detail: cause.remedy ?? '' } : error;
}
