import { html } from '../../../vendor/lit/lit-html.js';
import { Chart } from '../../../parts/chart.js';
import { count, percent } from '../../../parts/format.js';
import { interval } from '../../../parts/interval.js';
import { table } from '../../../parts/table.js';
import { EvaluationPart } from './evaluation-part.js';

const TENTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const SHARES = { at: TENTHS, range: [-0.02, 1.02], text: (value) => percent(value, 0) };

/** How often answers of a confidence are right, and how often the surest ones are wrong. */
export class Part extends EvaluationPart {
  #reliability = new Chart('Accuracy by confidence; the numbers are in the table below.');
  #risk = new Chart('Wrong answers among the surest ones, by their share of all; the numbers are in the table below.');
  #shown = false;

  content(it) {
    const { bins } = it.calibration;
    const used = bins.filter((bin) => bin.count > 0);
    const { curve } = it.selective;
    if (!this.#shown) {
      this.#shown = true;
      this.#reliability.show({
        x: { ...SHARES, label: 'confidence' },
        y: { ...SHARES, label: 'accuracy' },
        lines: [
          { name: 'accuracy', joined: false, points: used.map((bin) => [bin.confidence, bin.accuracy, bin.low, bin.high]) },
        ],
        diagonal: true,
      });
      const worst = Math.max(0.02, ...curve.map((point) => point.risk));
      this.#risk.show({
        x: { ...SHARES, label: 'coverage: answers that are given, the surest first' },
        y: { label: 'risk: wrong among them', range: [0, worst * 1.1], text: (value) => percent(value, worst < 0.1 ? 1 : 0) },
        lines: [{ name: 'risk', bare: true, points: curve.map((point) => [point.coverage, point.risk]) }],
      });
    }
    return html` <h2>Reliability</h2>
      <p class="small quiet">On the diagonal, answers are right as often as they are sure. Bars are intervals at 95 %.</p>
      ${this.#reliability.element}
      ${table('Reliability', BINS, used)}
      <h2>Risk and coverage</h2>
      ${this.#risk.element}
      ${table('Risk and coverage', RISKS, tenths(curve))}`;
  }

  close() {
    this.#reliability.close();
    this.#risk.close();
  }
}

const BINS = [
  { title: 'Confidence', value: (bin) => `${percent(bin.from, 0)} to ${percent(bin.to, 0)}` },
  { title: 'Answers', number: true, value: (bin) => count(bin.count) },
  { title: 'Mean confidence', number: true, value: (bin) => percent(bin.confidence) },
  { title: 'Accuracy', number: true, value: (bin) => interval({ value: bin.accuracy, ...bin }, (share) => percent(share)) },
];

const RISKS = [
  { title: 'Coverage', value: (point) => percent(point.coverage) },
  { title: 'Given', number: true, value: (point) => count(point.answered) },
  { title: 'Wrong', number: true, value: (point) => count(point.wrong) },
  { title: 'Risk', number: true, value: (point) => percent(point.risk) },
  { title: 'Confidence of at least', number: true, value: (point) => percent(point.threshold, 2) },
];

/** Of a curve of up to 201 points, those nearest to each tenth of the coverage. */
function tenths(curve) {
  const near = Array.from({ length: 10 }, (_, i) => (i + 1) / 10).map((at) =>
    curve.reduce((best, point) => (!best || Math.abs(point.coverage - at) < Math.abs(best.coverage - at) ? point : best), null),
  );
  return [...new Set(near)].filter(Boolean);
}
