import { html, nothing } from '../../vendor/lit/lit-html.js';
import { count, decimal, probability } from '../../parts/format.js';
import { bar } from '../../parts/probability-bar.js';
import { cut, name } from '../../parts/text.js';

/** What each fold of an ensemble says, and how much they differ. */
export function folds(answer) {
  if (!answer.folds?.length || answer.folds.length < 2) {
    return nothing;
  }
  return html`<details class="folds">
    <summary>${sentence(answer)}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Fold</th>
          <th scope="col">says</th>
          <th scope="col" class="number">with</th>
        </tr>
      </thead>
      <tbody>
        ${answer.folds.map(
          ({ fold, top: [best] }) =>
            html`<tr>
              <th scope="row">${count(fold)}</th>
              <td>${name(best.label, 'short')} ${bar(best.probability)}</td>
              <td class="number">${probability(best.probability)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      answer.disagreement
        ? html`<p class="small quiet">
            Disagreement: standard deviation ${decimal(answer.disagreement.std, 3)}, entropy of the votes
            ${decimal(answer.disagreement.vote_entropy, 3)} nats
          </p>`
        : nothing
    }
  </details>`;
}

/** `4 of 5 folds say bubblefin`. */
export function sentence(answer) {
  const [best] = answer.top;
  const votes = answer.folds.filter((fold) => fold.top[0].index === best.index).length;
  return `${count(votes)} of ${count(answer.folds.length)} folds say ${cut(best.label, 60)}`;
}
