import { html } from '../../../vendor/lit/lit-html.js';
import { failure, loading } from '../../../parts/notice.js';
import { later } from '../report/artefacts.js';

const FILE = /^reports\/evaluation_.*\.json$/;

/** A part of a job's page that is made of `evaluation_<model>.json`. Subclasses have `content(evaluation)`. */
export class EvaluationPart {
  #evaluation = null;

  constructor(context) {
    this.context = context;
    this.changed = context.changed;
  }

  template() {
    if (this.context.job.state !== 'SUCCEEDED' || this.context.job.expired) {
      return html`<p class="quiet">The figures come when every picture has been asked about.</p>`;
    }
    this.#evaluation ??= later(this.#load(), this.changed);
    if (this.#evaluation.error) {
      return failure(this.#evaluation.error, () => {
        this.#evaluation = null;
        this.changed();
      });
    }
    return this.#evaluation.value ? this.content(this.#evaluation.value) : loading('The figures');
  }

  async #load() {
    const { artefacts } = this.context;
    const file = (await artefacts.list()).find((each) => FILE.test(each.path));
    if (!file) {
      throw Object.assign(new Error('The job has no evaluation.'), { detail: 'Look at its files.' });
    }
    return artefacts.json(file.path);
  }

  close() {}
}
