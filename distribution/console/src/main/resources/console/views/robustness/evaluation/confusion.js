import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { count, many, percent } from '../../../parts/format.js';
import { HeatMap } from '../../../parts/heat-map.js';
import { SortedTable } from '../../../parts/sorted-table.js';
import { name, visible } from '../../../parts/text.js';
import { matrix } from './confusion-content.js';
import { EvaluationPart } from './evaluation-part.js';

const MOST_PAIRS = 300;

/** The confusion matrix, and what is confused the most. */
export class Part extends EvaluationPart {
  #map = new HeatMap({ label: 'Confusion matrix: rows are true classes, columns answers.', square: true });
  #order = 'index';
  #drawn = '';
  #pairs = new SortedTable(
    'Most confused pairs',
    [
      { title: 'True class', value: (row) => row.truth, cell: (row) => name(row.truth) },
      { title: 'Answered', value: (row) => row.predicted, cell: (row) => name(row.predicted) },
      { title: 'Pictures', number: true, value: (row) => row.count, cell: (row) => count(row.count) },
      { title: 'Of the class', number: true, value: (row) => row.share, cell: (row) => percent(row.share) },
    ],
    () => this.changed(),
  );

  content(it) {
    if (this.#drawn !== this.#order) {
      this.#drawn = this.#order;
      this.#map.show(matrix(it, this.#order));
    }
    const choose = (event) => {
      this.#order = event.target.value;
      this.changed();
    };
    return html` <h2>Confusion of ${many(it.classes.length, 'class', 'classes')}</h2>
      <label class="choose"
        >Order
        <select .value=${live(this.#order)} @change=${choose}>
          <option value="index">as the model has the classes</option>
          <option value="errors">most errors first</option>
        </select>
      </label>
      <section class="card">${this.#map.element}</section>
      <h2>Most confused</h2>
      ${it.confused_pairs.length ? this.#pairs.template(it.confused_pairs, MOST_PAIRS) : html`<p class="quiet">No picture was taken for another class.</p>`}
      ${it.confused_pairs.length > MOST_PAIRS ? html`<p class="small">The first ${MOST_PAIRS} of ${count(it.confused_pairs.length)} pairs.</p>` : nothing}
      ${
        it.classes.length <= 40
          ? html`<details>
              <summary>The matrix as a table</summary>
              ${table(it)}
            </details>`
          : nothing
      }`;
  }

  close() {
    this.#map.close();
  }
}

function table({ classes, confusion }) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix">
    <table>
      <thead>
        <tr>
          <th scope="col">True class</th>
          ${classes.map((each) => html`<th scope="col" class="number">${name(each.name)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${confusion.map(
          (row, i) =>
            html`<tr>
              <th scope="row">${name(visible(classes[i].name))}</th>
              ${row.map((value) => html`<td class="number">${value || ''}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
