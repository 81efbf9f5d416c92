import { html, nothing } from '../vendor/lit/lit-html.js';

/**
 * A table that scrolls sideways in itself where the window is narrow.
 *
 * <p>Columns are `{title, number?, value(row), cell?(row)}`; `value` is shown unless there is a `cell`. The first one names its row.
 *
 * @param {string} label names the table for screen readers
 * @param {object[]} columns
 * @param {object[]} rows in the order in which they are shown
 * @param {{kind?: string, head?: function(object, number): *}} look `kind` is a class of the stylesheet; `head` gives the cell of the
 *     head of a column, its title unless it is there
 */
export function table(label, columns, rows, { kind, head = title } = {}) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table class=${kind ?? nothing}>
      <thead>
        <tr>
          ${columns.map(head)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${columns.map((column, i) => cell(column, row, i))}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function title(column) {
  return html`<th scope="col" class=${column.number ? 'number' : nothing}>${column.title}</th>`;
}

function cell(column, row, i) {
  const content = (column.cell ?? column.value)(row);
  return i === 0 ? html`<th scope="row">${content}</th>` : html`<td class=${column.number ? 'number' : nothing}>${content}</td>`;
}
