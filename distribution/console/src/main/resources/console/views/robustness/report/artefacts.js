import { path } from '../../../shell/service.js';

/** The files that a job has made: each is asked for once. */
export class Artefacts {
  #known = new Map();

  /**
   * @param {import('../../../shell/service.js').Service} service
   * @param {string} id of the job
   */
  constructor(service, id) {
    this.service = service;
    this.id = id;
  }

  /** Where a file is; its path may have slashes. */
  url(file) {
    return `${path('v1', 'jobs', this.id, 'artefacts')}/${file.split('/').map(encodeURIComponent).join('/')}`;
  }

  /** All files: `{path, bytes, sha256, media_type}`. */
  list() {
    return this.#once('', async () => (await this.service.get(path('v1', 'jobs', this.id, 'artefacts'))).artefacts);
  }

  /** Whether there is a file. */
  async has(file) {
    return (await this.list()).some((each) => each.path === file);
  }

  json(file) {
    return this.#once(file, () => this.service.get(this.url(file), { seconds: 0 }));
  }

  async bytes(file) {
    return (await this.service.send('GET', this.url(file), { seconds: 0 })).arrayBuffer();
  }

  #once(key, ask) {
    if (!this.#known.has(key)) {
      const asked = ask();
      this.#known.set(key, asked);
      // What failed may be asked for again.
      asked.catch(() => this.#known.delete(key));
    }
    return this.#known.get(key);
  }
}

/**
 * What comes later, for templates: `value` and `error` are empty until then.
 *
 * @param {Promise<any>} coming
 * @param {function(): void} changed
 */
export function later(coming, changed) {
  const shown = { value: undefined, error: null };
  coming
    .then(
      (value) => Object.assign(shown, { value }),
      (error) => Object.assign(shown, { error }),
    )
    .then(changed);
  return shown;
}
