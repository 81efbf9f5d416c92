import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { count, decimal, many, milliseconds, percent, version } from '../../../parts/format.js';
import { interval } from '../../../parts/interval.js';
import { cut, name } from '../../../parts/text.js';
import { EvaluationPart } from './evaluation-part.js';

const percents = (share) => percent(share, 2);
const numbers = (value) => decimal(value, 3);

/** The figures of an evaluation, each with its interval. */
export class Part extends EvaluationPart {
  content(it) {
    const leaks = it.leak_adjusted;
    const figures = [
      ['Accuracy', it.accuracy, percents, 'right answers of all rows'],
      ...(leaks.without_twin
        ? [
            ['— not seen in training', leaks.without_twin, percents, 'expect this one on new pictures'],
            ['— seen in training', leaks.with_twin, percents, 'a training picture looks the same'],
          ]
        : []),
      ...it.top_k
        .filter((each) => each.k > 1)
        .map((each) => [`Top-${each.k} accuracy`, each, percents, `the class is among the first ${each.k}`]),
      ['Balanced accuracy', it.balanced_accuracy, percents, 'mean recall over the classes'],
      ['Macro F1', it.macro.f1, percents, it.macro.over],
      ['Macro precision', it.macro.precision, percents, it.macro.over],
      ['Macro AUC', it.macro_auc_ovr, numbers, 'each class against the rest'],
      ['Log loss', it.log_loss, numbers, 'mean of −ln p of the class, in nats'],
      ['Brier score', it.brier, numbers, `0 is best, ${it.brier.worst} worst`],
      ['ECE', it.calibration.ece_debiased, percents, 'how far confidence is from accuracy'],
      ['AUGRC', it.selective.augrc, percents, 'area under wrong answers among those given, by coverage'],
      [
        'Coverage',
        { value: it.selective.coverage_at_risk.coverage },
        percents,
        `of the surest answers, at a risk of ${percent(it.selective.coverage_at_risk.allowed_risk, 0)}`,
      ],
    ];
    return html` <h2>${many(it.rows, 'picture')}</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Figures">
        <table>
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col" class="number">Value, interval at 95 %</th>
              <th scope="col" class="wide">Is</th>
            </tr>
          </thead>
          <tbody>
            ${figures.map(
              ([title, figure, text, what]) =>
                html`<tr>
                  <th scope="row">${title} <span class="narrow small quiet">${cut(what)}</span></th>
                  <td class="number">
                    ${typeof figure?.value === 'number' ? interval(figure, text) : html`<span class="small quiet">${cut(figure?.reason ?? 'not known', 200)}</span>`}
                  </td>
                  <td class="small quiet wide">${cut(what)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <ul class="notes">
        ${leaks.reason ? html`<li>Leaks: ${cut(leaks.reason, 300)}</li>` : nothing} ${folds(it.fold_disagreement)}
        ${issues(it.label_issues)}
        ${it.absent_classes.length ? html`<li>${many(it.absent_classes.length, 'class', 'classes')} occur neither as truth nor as answer: ${it.absent_classes.slice(0, 20).map((each, i) => html`${i ? ', ' : ''}${name(each)}`)}</li>` : nothing}
        ${it.run?.skipped_rows ? html`<li>${many(it.run.skipped_rows, 'row')} are left out; test_left_out_*.csv among the files says why.</li>` : nothing}
        <li>
          Version ${version(cut(it.run?.model_version))}, ${cut(it.run?.backend)}, ${many(it.run?.folds, 'fold')},
          ${milliseconds(it.run?.milliseconds_per_picture)} for a picture; split ${name(it.run?.split)}
        </li>
      </ul>`;
  }
}

function folds(shown) {
  if (shown.reason) {
    return html`<li>Folds: ${cut(shown.reason, 300)}</li>`;
  }
  return html`<li>
    The folds differ by ${decimal(shown.mean_std, 3)} in the mean; their vote entropy
    ${shown.auc_wrong === null ? 'cannot be judged' : `tells wrong answers with an AUC of ${decimal(shown.auc_wrong, 3)}`}.
  </li>`;
}

function issues(shown) {
  return shown.reason
    ? html`<li>Labels: ${cut(shown.reason, 300)}</li>`
    : html`<li>
        Of ${count(shown.rows)} labels ${count(shown.candidates)} may be wrong, ${count(shown.confident_candidates)} of them
        surely enough to look at first; label_issues_*.csv among the files lists them.
      </li>`;
}
