import { html } from '../../../vendor/lit/lit-html.js';
import { decimal, percent } from '../../../parts/format.js';
import { interval } from '../../../parts/interval.js';
import { table } from '../../../parts/table.js';
import { name } from '../../../parts/text.js';
import { figure } from './figures.js';
import { ReportPart } from './report-part.js';

const percents = (share) => percent(share);

const number = (title, of, text) => ({ title, number: true, value: (row) => interval(figure(of(row)), text) });

const FIGURES = [
  { title: 'Severity', value: (row) => (row.severity === 0 ? 'clean' : row.severity) },
  number('Accuracy', (row) => row.accuracy, percents),
  number(
    'Drop, points',
    (row) => row.drop,
    (share) => decimal(100 * share, 1),
  ),
  number('ECE', (row) => ({ ...figure(row.scores?.ece), value: row.scores?.ece_debiased }), percents),
  number(
    'NLL',
    (row) => row.scores?.log_loss,
    (nats) => decimal(nats, 2),
  ),
  number(
    'AUGRC',
    (row) => row.scores?.augrc,
    (area) => percent(area, 2),
  ),
  number('Coverage', (row) => row.scores?.coverage, percents),
];

/** More than accuracy, by severity: calibration, log loss and risk, the means over the corruptions of a suite. */
export class Part extends ReportPart {
  content(cells) {
    const model = this.modelOf(cells);
    const suites = [...new Set(cells.report.severities.filter((each) => each.model === model).map((each) => each.suite))];
    return html` ${this.modelChoice(cells)}
      <h2>Figures by severity</h2>
      <dl class="terms small">
        <dt>ECE</dt>
        <dd>how far confidence is from accuracy, without the part that few pictures add</dd>
        <dt>NLL</dt>
        <dd>mean of −ln p of the right class, in nats</dd>
        <dt>AUGRC</dt>
        <dd>area under wrong answers among those that are given, by coverage; 0 to 50 %</dd>
        <dt>Coverage</dt>
        <dd>how many of the surest answers could be given if at most one in twenty of them may be wrong</dd>
      </dl>
      ${suites.map((suite) => this.#suite(suite, model, cells))}
      ${cells.report.between?.length ? between(cells.report.between) : ''}`;
  }

  #suite(suite, model, cells) {
    const rows = cells.report.severities.filter((each) => each.model === model && each.suite === suite);
    const clean = cells.clean(model);
    const first = clean && { severity: 0, accuracy: { value: clean.accuracy, interval: clean.interval }, scores: clean.scores };
    return html`<h3>${name(suite)}</h3>
      ${table(`Figures of ${suite} by severity`, FIGURES, first ? [first, ...rows] : rows)}`;
  }
}

const BETWEEN = [
  { title: 'Model', value: (each) => name(each.model) },
  { title: 'minus', value: (each) => name(each.than) },
  { title: 'Suite', value: (each) => name(each.suite) },
  { title: 'Severity', value: (each) => each.severity ?? 'all' },
  {
    title: 'Difference',
    number: true,
    value: (each) => interval(figure(each.difference), (share) => decimal(100 * share, 1)),
  },
];

function between(all) {
  return html`<h2>Between the models</h2>
    <p class="small quiet">
      Accuracy of the first minus that of the second on the same pictures, in points: means over the corruptions of a suite.
    </p>
    ${table('Differences between models', BETWEEN, all)}`;
}
