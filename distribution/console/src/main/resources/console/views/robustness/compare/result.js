import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { Chart } from '../../../parts/chart.js';
import { count, decimal, many, percent } from '../../../parts/format.js';
import { differenceColour } from '../../../parts/heat-layout.js';
import { HeatMap } from '../../../parts/heat-map.js';
import { interval } from '../../../parts/interval.js';
import { SortedTable } from '../../../parts/sorted-table.js';
import { cut, name, visible } from '../../../parts/text.js';
import { address } from '../../../shell/route.js';
import { curve, firstCurve } from '../report/figures.js';

/** A difference of so many points has the full colour. */
const FULL = 0.3;
const points = (share) => `${share > 0 ? '+' : ''}${decimal(100 * share, 1)}`;

/** What two models have in common, and where they differ. */
export class Result {
  #chart = new Chart('Accuracy by severity of both models; the numbers are on the pages of their jobs.');
  #map = new HeatMap({ label: 'Difference of accuracy by corruption and severity: the second model minus the first.' });
  #of = null;
  #table;

  /**
   * @param {object} found as `compare` makes it
   * @param {function(): void} changed
   */
  constructor(found, changed) {
    this.found = found;
    this.changed = changed;
    const { a, b, cells, rows } = found;
    const mean = (side, row) => cells[side].mean([a, b][side].model, row);
    this.#table = new SortedTable(
      'Differences by corruption',
      [
        { title: 'Corruption', value: (row) => row.name, cell: (row) => name(row.name) },
        { title: 'First', number: true, value: (row) => mean(0, row), cell: (row) => percent(mean(0, row)) },
        { title: 'Second', number: true, value: (row) => mean(1, row), cell: (row) => percent(mean(1, row)) },
        {
          title: 'Second minus first, points',
          number: true,
          value: (row) => row.difference,
          cell: (row) => interval({ value: row.difference, low: row.low, high: row.high }, points),
        },
        { title: 'Only first right', number: true, value: (row) => row.onlyFirst, cell: (row) => count(row.onlyFirst) },
        { title: 'Only second right', number: true, value: (row) => row.onlySecond, cell: (row) => count(row.onlySecond) },
        {
          title: 'Beyond chance',
          value: (row) => (row.isBeyond ? (row.difference > 0 ? 'b' : 'c') : 'a'),
          cell: (row) =>
            row.isBeyond
              ? html`<span class="badge ${row.difference > 0 ? 'good' : 'bad'}"
                  >second is ${row.difference > 0 ? 'better' : 'worse'}</span
                >`
              : 'no',
        },
      ],
      changed,
    );
    this.#of = firstCurve(cells[0]);
    this.#draw();
    const severities = [...new Set(rows.flatMap((row) => row.severities))].filter((one) => one > 0).sort((x, y) => x - y);
    const shown = rows.filter((row) => row.name !== 'clean');
    this.#map.show({
      rows: shown.map((row) => visible(row.name)),
      columns: severities.map((severity) => `severity ${severity}`),
      hint: 'Second minus first, in points. Blue: the second one is better; orange: the first one. Point at a cell, or use the arrow keys.',
      cell(row, column) {
        const each = shown[row].each.find((one) => one.severity === severities[column]);
        return (
          each && {
            text: points(each.difference),
            said: `${visible(shown[row].name)}, severity ${each.severity}: ${points(each.difference)} points (${points(each.low)} to ${points(each.high)}). Only the first right ${count(each.onlyFirst)}, only the second ${count(each.onlySecond)} of ${many(each.pictures, 'picture')}.`,
            colour: (palette) => differenceColour(each.difference / FULL, palette),
          }
        );
      },
    });
  }

  template() {
    const { a, b, samePictures, others, rows } = this.found;
    return html` ${this.#verdict()}
      <h2>Accuracy over severity</h2>
      ${this.#choice()} ${this.#chart.element}
      ${a.job === b.job && a.model === b.model ? html`<p class="notice">Both sides are the same model of the same job.</p>` : nothing}
      ${
        samePictures
          ? html`<h2>Difference by corruption</h2>
              <p class="small quiet">
                Paired over ${many(rows[0]?.pictures ?? 0, 'picture')}: means over the severities that both have, with intervals
                at 95 %. “Beyond chance”: an interval that is wide enough for all ${many(rows.length, 'row')} at once leaves out
                0.
              </p>
              ${this.#table.template(rows)}
              <section class="card">${this.#map.element}</section>`
          : html`<p class="notice warn">
              The two jobs asked about different pictures, so that their answers cannot be compared picture by picture. The curves
              stand beside each other, and their difference may be one of the pictures.
            </p>`
      }
      ${
        others.length && samePictures
          ? html`<details>
              <summary>${many(others.length, 'corruption')} cannot be compared</summary>
              <ul>
                ${others.map((other) => html`<li>${name(other.name)}: ${cut(other.why)}</li>`)}
              </ul>
            </details>`
          : nothing
      }`;
  }

  close() {
    this.#chart.close();
    this.#map.close();
  }

  #verdict() {
    const { a, b, gate } = this.found;
    if (gate) {
      const kind = { PASS: 'good', FAIL: 'bad' }[gate.outcome] ?? 'warn';
      return html`<section class="notice ${kind}" aria-label="Gate">
        <p><strong>${cut(gate.sentence, 1200)}</strong></p>
        <p>${nextStep(gate)}</p>
        <p class="small">
          Baseline ${name(gate.baseline)}, candidate ${name(gate.candidate)}, margin ${decimal(100 * gate.terms.margin, 2)}
          points, α ${gate.terms.alpha};
          ${many(gate.pictures, 'picture')}${
            gate.detection_limit.family
              ? `; a drop is found with a power of 80 % from ${decimal(100 * gate.detection_limit.family, 1)} points on`
              : ''
          }.
        </p>
      </section>`;
    }
    return html`<section class="notice" aria-label="Gate">
      <p>No gate has decided whether the second model may replace the first.</p>
      <p>
        <a href=${address('robustness', ['new'], { like: a.job, baseline: a.model, candidate: b.model })}
          >Order the job that decides it</a
        >
      </p>
    </section>`;
  }

  #choice() {
    const [cells] = this.found.cells;
    const value = JSON.stringify(this.#of);
    const option = (of, text) => {
      const own = JSON.stringify(of);
      return html`<option value=${own} ?selected=${own === value}>${visible(cut(text, 80))}</option>`;
    };
    const choose = (event) => {
      this.#of = JSON.parse(event.target.value);
      this.#draw();
      this.changed();
    };
    return html`<label class="choose"
      >Of
      <select .value=${live(value)} @change=${choose}>
        ${cells.suites.map((suite) => option({ suite }, `Suite ${suite}, mean`))}
        ${cells.corruptions.map((each) => option({ corruption: each.name }, each.name))}
      </select>
    </label>`;
  }

  #draw() {
    const { a, b, cells } = this.found;
    const lines = [a, b].map((each, i) => ({
      name: `${i ? 'second' : 'first'}: ${visible(cut(each.model, 60))}`,
      points: curve(cells[i], each.model, this.#of),
    }));
    const at = [...new Set(lines.flatMap((line) => line.points.map((point) => point[0])))].sort((x, y) => x - y);
    const text = (value) => (value === 0 ? 'clean' : Number.isInteger(value) ? String(value) : '');
    this.#chart.show({
      x: { label: 'severity', at, text, range: [-0.15, Math.max(1, ...at) + 0.15] },
      y: { label: 'accuracy', range: [0, 1.02], text: (value) => percent(value, 0) },
      lines,
    });
  }
}

/** What to do with a verdict. */
function nextStep({ outcome, candidate, terms }) {
  switch (outcome) {
    case 'PASS':
      return html`Next: <a href=${address('models')}>swap it in</a>; the swap may demand this gate again.`;
    case 'FAIL':
      return html`Next: keep what answers. The table below says under which corruptions ${name(candidate)} loses; train it for
      those, or accept a larger margin.`;
    default:
      return html`Next: ask about more pictures, or accept a margin above ${decimal(100 * terms.margin, 2)} points. Until then
      nothing is proved, neither that it is worse nor that it is not.`;
  }
}
