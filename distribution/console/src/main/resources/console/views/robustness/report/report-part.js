import { failure, loading } from '../../../parts/notice.js';
import { later } from './artefacts.js';
import { Cells } from './figures.js';

/** A part of a job's page that is made of `robustness.json`. Subclasses have `content(cells)`. */
export class ReportPart {
  #report = null;

  constructor(context) {
    this.context = context;
    this.changed = context.changed;
  }

  template() {
    this.#report ??= later(this.#load(), this.changed);
    if (this.#report.error) {
      return failure(this.#report.error, () => {
        this.#report = null;
        this.changed();
      });
    }
    return this.#report.value ? this.content(this.#report.value) : loading('The figures');
  }

  async #load() {
    return new Cells(await this.context.artefacts.json('robustness.json'));
  }

  close() {}
}
