import { html } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { Chart } from '../../../parts/chart.js';
import { percent } from '../../../parts/format.js';
import { interval } from '../../../parts/interval.js';
import { table } from '../../../parts/table.js';
import { cut, name, visible } from '../../../parts/text.js';
import { curve, figure, firstCurve } from './figures.js';
import { ReportPart } from './report-part.js';

const MOST_LINES = 8;

/** Accuracy over severity, of a suite or of one corruption, a line for each model. */
export class Part extends ReportPart {
  #chart = new Chart('Accuracy by severity, a line for each model. The numbers are in the table below.');
  #of = null;
  #drawn = '';

  content(cells) {
    this.#of ??= firstCurve(cells);
    const models = cells.models.slice(0, MOST_LINES);
    const lines = models.map((model) => ({ name: visible(cut(model, 60)), points: curve(cells, model, this.#of) }));
    const at = [...new Set(lines.flatMap((line) => line.points.map((point) => point[0])))].sort((a, b) => a - b);
    const drawn = JSON.stringify([this.#of, models]);
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.#chart.show(plot(lines, at));
    }
    return html` <h2>Accuracy over severity</h2>
      <label class="choose"
        >Of
        <select .value=${live(JSON.stringify(this.#of))} @change=${(event) => this.#choose(event.target.value)}>
          ${cells.suites.map((suite) => this.#option({ suite }, `Suite ${suite}, mean`))}
          ${cells.corruptions.map((each) => this.#option({ corruption: each.name }, each.name))}
        </select>
      </label>
      ${cells.models.length > MOST_LINES ? html`<p class="small quiet">The first ${MOST_LINES} models; the map has all.</p>` : ''}
      ${this.#chart.element}
      ${table(
        'Accuracy by severity',
        [{ title: 'Model', value: (line) => name(line.model) }, ...at.map(column)],
        models.map((model, i) => ({ model, points: new Map(lines[i].points.map((point) => [point[0], point])) })),
      )}`;
  }

  #option(of, title) {
    const value = JSON.stringify(of);
    return html`<option value=${value} ?selected=${value === JSON.stringify(this.#of)}>${visible(cut(title, 80))}</option>`;
  }

  #choose(value) {
    this.#of = JSON.parse(value);
    this.changed();
  }

  close() {
    this.#chart.close();
  }
}

function text(severity) {
  return severity === 0 ? 'clean' : String(severity);
}

function plot(lines, at) {
  return {
    x: {
      label: 'severity',
      at,
      text: (value) => (Number.isInteger(value) ? text(value) : ''),
      range: [-0.15, Math.max(1, ...at) + 0.15],
    },
    y: { label: 'accuracy', range: [0, 1.02], text: (value) => percent(value, 0) },
    lines,
  };
}

function column(severity) {
  return {
    title: text(severity),
    number: true,
    value({ points }) {
      const [, value, low, high] = points.get(severity) ?? [];
      return interval(figure({ value, low, high }), (share) => percent(share));
    },
  };
}
