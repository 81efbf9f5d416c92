import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { percent } from '../../../parts/format.js';
import { interval } from '../../../parts/interval.js';
import { SortedTable } from '../../../parts/sorted-table.js';
import { cut, name, visible } from '../../../parts/text.js';
import { figure } from './figures.js';
import { ReportPart } from './report-part.js';

/** Errors by suite and by corruption, what resembles the training, and what was left out. */
export class Part extends ReportPart {
  #tables = new Map();

  content(cells) {
    const { report } = cells;
    return html` <h2>Mean errors</h2>
      ${report.errors.length ? errors(report.errors) : html`<p class="quiet">No suite was run.</p>`}
      ${report.training.map((training) => trained(training))}
      <h2>Errors by corruption</h2>
      ${this.modelChoice(cells)} ${this.#table(this.modelOf(cells), cells).template(rows(this.modelOf(cells), cells))}
      ${report.sequences?.length ? sequences(report) : nothing}
      <h2>Left out</h2>
      ${report.left_out.length ? left(report.left_out) : html`<p class="quiet">Every row of the data set counts.</p>`}`;
  }

  #table(model, cells) {
    if (!this.#tables.has(model)) {
      const severities = [...new Set(cells.corruptions.flatMap((each) => each.severities))].sort((a, b) => a - b);
      const error = (share) => percent(share);
      this.#tables.set(
        model,
        new SortedTable(
          `Errors of ${visible(cut(model, 60))} by corruption`,
          [
            { title: 'Corruption', value: (row) => row.name, cell: (row) => name(row.name) },
            { title: 'Mean error', number: true, value: (row) => row.mean, cell: (row) => error(row.mean) },
            ...severities.map((severity) => ({
              title: `severity ${severity}`,
              number: true,
              value: (row) => row.cells.get(severity)?.value ?? NaN,
              cell: (row) => interval(row.cells.get(severity) ?? {}, error),
            })),
          ],
          this.changed,
        ),
      );
    }
    return this.#tables.get(model);
  }
}

function rows(model, cells) {
  const of = (cell) => ({ value: 1 - cell.accuracy, low: 1 - cell.interval[1], high: 1 - cell.interval[0] });
  const clean = cells.clean(model);
  return [
    ...(clean ? [{ name: 'clean', mean: 1 - clean.accuracy, cells: new Map() }] : []),
    ...cells.corruptions.map((corruption) => ({
      name: corruption.name,
      mean: 1 - cells.mean(model, corruption),
      cells: new Map(cells.accuracies(model, corruption).map((cell) => [cell.severity, of(cell)])),
    })),
  ];
}

function errors(all) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Mean errors">
    <table>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Suite</th>
          <th scope="col">Measure</th>
          <th scope="col" class="number">Value</th>
          <th scope="col">Corruptions</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          (error) =>
            html`<tr>
              <th scope="row">${name(error.model)}</th>
              <td>${name(error.suite)}</td>
              <td>${visible(cut(error.measure))}</td>
              <td class="number">${interval(figure(error), (share) => percent(share, 2))}</td>
              <td>${error.corruptions === error.of ? `all ${error.of}` : `${error.corruptions} of ${error.of}`}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function trained(training) {
  if (!training.known) {
    return html`<p class="small quiet">
      Whether corruptions resemble the training of ${name(training.model)} is not known: it has no training record.
    </p>`;
  }
  return training.marked?.length
    ? html`<p class="notice warn">
        ${name(training.model)} was trained with what resembles ${training.marked.map((each) => cut(each)).join(', ')}.
      </p>`
    : html`<p class="small quiet">No corruption of this run resembles the training of ${name(training.model)}.</p>`;
}

function sequences({ sequences: all }) {
  return html`<h2>Flips along sequences</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Flips along sequences">
      <table>
        <thead>
          <tr>
            <th scope="col">Sequence</th>
            <th scope="col">Model</th>
            <th scope="col" class="number">Difficulty</th>
            <th scope="col" class="number">Flip probability</th>
            <th scope="col" class="number">Top-5 distance</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            (each) =>
              html`<tr>
                <th scope="row">${name(each.sequence)}</th>
                <td>${name(each.model)}</td>
                <td class="number">${each.difficulty}</td>
                <td class="number">
                  ${interval({ value: each.flip_probability, low: each.flip_interval?.[0], high: each.flip_interval?.[1] }, (share) => percent(share, 2))}
                </td>
                <td class="number">
                  ${interval({ value: each.top5_distance, low: each.top5_interval?.[0], high: each.top5_interval?.[1] }, (value) => value.toFixed(2))}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

const MOST_LEFT_OUT = 200;

function left(all) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Left out">
      <table>
        <thead>
          <tr>
            <th scope="col">Picture</th>
            <th scope="col">Label</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          ${all.slice(0, MOST_LEFT_OUT).map(
            (row) =>
              html`<tr>
                <th scope="row">${name(row.path)}</th>
                <td>${name(row.label)}</td>
                <td>${cut(row.message ?? row.error, 400)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${all.length > MOST_LEFT_OUT ? html`<p class="small">The first ${MOST_LEFT_OUT} of ${all.length}; robustness.json has all.</p>` : nothing}`;
}
