import { html, nothing } from '../vendor/lit/lit-html.js';
import { table } from './table.js';

/**
 * A table whose columns can be sorted by their heads. It is sorted when somebody says so, and never by itself.
 *
 * <p>Columns are those of `table`; `value` is what is sorted by.
 */
export class SortedTable {
  /**
   * @param {string} label names the table for screen readers
   * @param {object[]} columns the first one names its row
   * @param {function(): void} changed hears that it is to be shown again
   * @param {{column: number, descending: boolean}|null} order at first; `null` for that of the rows
   */
  constructor(label, columns, changed, order = null) {
    this.label = label;
    this.columns = columns;
    this.changed = changed;
    this.order = order;
  }

  /**
   * @param {object[]} rows
   * @param {number} most that are shown
   */
  template(rows, most = Infinity) {
    const shown = this.#sorted(rows).slice(0, most);
    return table(this.label, this.columns, shown, { kind: 'sorted', head: (column, i) => this.#head(column, i) });
  }

  #head(column, i) {
    const own = this.order?.column === i;
    const sort = own ? (this.order.descending ? 'descending' : 'ascending') : 'none';
    const turn = () => {
      this.order = { column: i, descending: own ? !this.order.descending : Boolean(column.number) };
      this.changed();
    };
    return html`<th scope="col" class=${column.number ? 'number' : ''} aria-sort=${own ? sort : nothing}>
      <button type="button" class="plain" @click=${turn}>
        ${column.title}<span aria-hidden="true">${own ? (this.order.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>`;
  }

  #sorted(rows) {
    if (!this.order) {
      return rows;
    }
    const { value } = this.columns[this.order.column];
    const sign = this.order.descending ? -1 : 1;
    return [...rows].sort((a, b) => sign * compared(value(a), value(b)));
  }
}

/** What has no value comes last of all numbers. */
function compared(a, b) {
  if (typeof a === 'string') {
    return a.localeCompare(b);
  }
  return (Number.isFinite(a) ? a : -Infinity) - (Number.isFinite(b) ? b : -Infinity);
}
