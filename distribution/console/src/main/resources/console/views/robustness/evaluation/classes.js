import { html } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { count, decimal, percent } from '../../../parts/format.js';
import { interval } from '../../../parts/interval.js';
import { SortedTable } from '../../../parts/sorted-table.js';
import { name } from '../../../parts/text.js';
import { EvaluationPart } from './evaluation-part.js';

const percents = (share) => percent(share);
const number = (title, value, cell) => ({ title, number: true, value: (row) => value(row) ?? NaN, cell });

/** Each class: how many of its pictures are found, and how many of its answers are right. */
export class Part extends EvaluationPart {
  #filter = '';
  #table = new SortedTable(
    'Classes',
    [
      { title: 'Class', value: (row) => row.name, cell: (row) => name(row.name) },
      number(
        'Pictures',
        (row) => row.support,
        (row) => count(row.support),
      ),
      number(
        'Recall',
        (row) => row.recall,
        (row) => interval({ value: row.recall, low: row.recall_low, high: row.recall_high }, percents),
      ),
      number(
        'Precision',
        (row) => row.precision,
        (row) => percents(row.precision),
      ),
      number(
        'F1',
        (row) => row.f1,
        (row) => percents(row.f1),
      ),
      number(
        'AUC',
        (row) => row.auc_ovr,
        (row) => decimal(row.auc_ovr, 3),
      ),
      {
        title: 'Most often taken for',
        value: (row) => row.top_confusion ?? '',
        cell: (row) => (row.top_confusion ? name(row.top_confusion) : ''),
      },
    ],
    () => this.changed(),
  );

  content(it) {
    const wanted = this.#filter.toLowerCase();
    const shown = it.classes.filter((row) => row.name.toLowerCase().includes(wanted));
    const filter = (event) => {
      this.#filter = event.target.value;
      this.changed();
    };
    return html` <h2>Classes</h2>
      <div class="row filters">
        <label>Find a class <input type="search" .value=${live(this.#filter)} autocomplete="off" @input=${filter} /></label>
        <span class="small quiet" role="status">${wanted ? `${count(shown.length)} of ${count(it.classes.length)}` : ''}</span>
      </div>
      ${this.#table.template(shown)}`;
  }
}
