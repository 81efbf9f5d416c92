import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { percent } from '../../../parts/format.js';
import { interval } from '../../../parts/interval.js';
import { SortedTable } from '../../../parts/sorted-table.js';
import { table } from '../../../parts/table.js';
import { cut, name, visible } from '../../../parts/text.js';
import { figure } from './figures.js';
import { ReportPart } from './report-part.js';

/** Errors by suite and by corruption, what resembles the training, and what was left out. */
export class Part extends ReportPart {
  #tables = new Map();

  content(cells) {
    const { report } = cells;
    return html` <h2>Mean errors</h2>
      ${report.errors.length ? table('Mean errors', MEANS, report.errors) : html`<p class="quiet">No suite was run.</p>`}
      ${report.training.map((training) => trained(training))}
      <h2>Errors by corruption</h2>
      ${this.modelChoice(cells)} ${this.#table(this.modelOf(cells), cells).template(rows(this.modelOf(cells), cells))}
      ${
        report.sequences?.length
          ? html`<h2>Flips along sequences</h2>
              ${table('Flips along sequences', SEQUENCES, report.sequences)}`
          : nothing
      }
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

const MEANS = [
  { title: 'Model', value: (error) => name(error.model) },
  { title: 'Suite', value: (error) => name(error.suite) },
  { title: 'Measure', value: (error) => visible(cut(error.measure)) },
  { title: 'Value', number: true, value: (error) => interval(figure(error), (share) => percent(share, 2)) },
  { title: 'Corruptions', value: ({ corruptions, of }) => (corruptions === of ? `all ${of}` : `${corruptions} of ${of}`) },
];

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

const SEQUENCES = [
  { title: 'Sequence', value: (each) => name(each.sequence) },
  { title: 'Model', value: (each) => name(each.model) },
  { title: 'Difficulty', number: true, value: (each) => each.difficulty },
  {
    title: 'Flip probability',
    number: true,
    value: (each) => interval(measured(each.flip_probability, each.flip_interval), (share) => percent(share, 2)),
  },
  {
    title: 'Top-5 distance',
    number: true,
    value: (each) => interval(measured(each.top5_distance, each.top5_interval), (value) => value.toFixed(2)),
  },
];

function measured(value, [low, high] = []) {
  return { value, low, high };
}

const MOST_LEFT_OUT = 200;

const LEFT_OUT = [
  { title: 'Picture', value: (row) => name(row.path) },
  { title: 'Label', value: (row) => name(row.label) },
  { title: 'Why', value: (row) => cut(row.message ?? row.error, 400) },
];

function left(all) {
  return html`${table('Left out', LEFT_OUT, all.slice(0, MOST_LEFT_OUT))}
  ${all.length > MOST_LEFT_OUT ? html`<p class="small">The first ${MOST_LEFT_OUT} of ${all.length}; robustness.json has all.</p>` : nothing}`;
}
