import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { failure, loading } from '../../../parts/notice.js';
import { cut, visible } from '../../../parts/text.js';
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

  /** The model that is shown. */
  modelOf(cells) {
    this.model = cells.models.includes(this.model) ? this.model : cells.models[0];
    return this.model;
  }

  /** Chooses the model, where there are several. */
  modelChoice(cells) {
    const model = this.modelOf(cells);
    const choose = (event) => {
      this.model = event.target.value;
      this.changed();
    };
    return cells.models.length < 2
      ? nothing
      : html`<label class="choose"
          >Model
          <select .value=${live(model)} @change=${choose}>
            ${cells.models.map((each) => html`<option value=${each} ?selected=${each === model}>${visible(cut(each, 80))}</option>`)}
          </select>
        </label>`;
  }

  async #load() {
    return new Cells(await this.context.artefacts.json('robustness.json'));
  }

  close() {}
}
