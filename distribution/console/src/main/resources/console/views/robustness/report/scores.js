import { html } from '../../../vendor/lit/lit-html.js';
import { decimal, percent } from '../../../parts/format.js';
import { interval } from '../../../parts/interval.js';
import { name } from '../../../parts/text.js';
import { figure } from './figures.js';
import { ReportPart } from './report-part.js';

const percents = (share) => percent(share);

const FIGURES = [
  { title: 'Accuracy', of: (row) => row.accuracy, text: percents },
  { title: 'Drop, points', of: (row) => row.drop, text: (share) => decimal(100 * share, 1) },
  { title: 'ECE', of: (row) => ({ ...figure(row.scores?.ece), value: row.scores?.ece_debiased }), text: percents },
  { title: 'NLL', of: (row) => row.scores?.log_loss, text: (nats) => decimal(nats, 2) },
  { title: 'AUGRC', of: (row) => row.scores?.augrc, text: (area) => percent(area, 2) },
  { title: 'Coverage', of: (row) => row.scores?.coverage, text: percents },
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
      <div class="scroll" tabindex="0" role="region" aria-label="Figures of ${suite} by severity">
        <table>
          <thead>
            <tr>
              <th scope="col">Severity</th>
              ${FIGURES.map((each) => html`<th scope="col" class="number">${each.title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${[...(first ? [first] : []), ...rows].map(
              (row) =>
                html`<tr>
                  <th scope="row">${row.severity === 0 ? 'clean' : row.severity}</th>
                  ${FIGURES.map((each) => html`<td class="number">${interval(figure(each.of(row)), each.text)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}

function between(all) {
  return html`<h2>Between the models</h2>
    <p class="small quiet">
      Accuracy of the first minus that of the second on the same pictures, in points: means over the corruptions of a suite.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Differences between models">
      <table>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">minus</th>
            <th scope="col">Suite</th>
            <th scope="col">Severity</th>
            <th scope="col" class="number">Difference</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            (each) =>
              html`<tr>
                <th scope="row">${name(each.model)}</th>
                <td>${name(each.than)}</td>
                <td>${name(each.suite)}</td>
                <td>${each.severity ?? 'all'}</td>
                <td class="number">${interval(figure(each.difference), (share) => decimal(100 * share, 1))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
