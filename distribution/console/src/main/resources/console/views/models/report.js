import { html, nothing } from '../../vendor/lit/lit-html.js';
import { count, decimal, milliseconds, moment, percent, version as versionOf } from '../../parts/format.js';
import { cut, name } from '../../parts/text.js';
import { operationWord, stepMeaning, versionWords } from './data/words.js';

/** How a change ended, in a word with the kind of its badge. */
export function outcomeOf(entry) {
  switch (entry.outcome) {
    case 'DONE':
      return { kind: 'good', text: 'done' };
    case 'UNCHANGED':
      return { kind: '', text: 'nothing to do' };
    default:
      return {
        kind: 'bad',
        text: entry.error?.code ? cut(entry.error.code.toLowerCase().replaceAll('_', ' '), 40) : 'failed',
      };
  }
}

/** A badge for the outcome of a change. */
export function outcomeBadge(entry) {
  const { kind, text } = outcomeOf(entry);
  return html`<span class="badge ${kind}">${text}</span>`;
}

/** How long all steps of a change took. */
export function took(entry) {
  return entry.steps.length ? milliseconds(entry.steps.reduce((sum, step) => sum + step.millis, 0)) : '–';
}

/** `95f4a22ca199 (creatures.onnx) → b5aded8609f5 (creatures-2.onnx)`. */
export function fromTo(entry) {
  return [entry.from, entry.to].filter(Boolean).map(versionWords).join(' → ') || '–';
}

/**
 * All that a report says: why it failed and what to do, from what to what, steps, notes, and how its trial did.
 *
 * @param {object} entry of the journal, or the result of a change
 * @param {string} certification of the model, where it is known
 */
export function report(entry, certification = '') {
  return html`<div class="stack tight report">
    ${
      entry.error
        ? html`<div class="notice bad">
            <strong>${cut(entry.error.problem, 1000)}</strong>
            ${entry.error.remedy ? html`<p>${cut(entry.error.remedy, 1000)}</p>` : nothing}
            ${/nothing has changed/i.test(entry.error.problem) ? nothing : html`<p class="small">Nothing has changed.</p>`}
          </div>`
        : nothing
    }
    <dl class="facts">
      <dt>What</dt>
      <dd>${operationWord(entry.operation)} of ${name(entry.model)} by ${name(entry.who)}, ${moment(entry.at)}</dd>
      ${version('From', entry.from)} ${version('To', entry.to)}
    </dl>
    ${
      entry.notes.length
        ? html`<ul class="notes">
            ${entry.notes.map((note) => html`<li>${cut(note, 1000)}</li>`)}
          </ul>`
        : nothing
    }
    ${entry.trial ? html`<p>${trialSentence(entry.trial)}</p>` : nothing}
    ${
      entry.steps.length
        ? stepsTable(
            entry.steps.map((step) => ({ name: step.name, took: step.millis })),
            undefined,
            certification,
          )
        : nothing
    }
  </div>`;
}

function version(label, one) {
  return one
    ? html`<dt>${label}</dt>
        <dd>
          <code>${versionOf(cut(one.version, 64))}</code>, ${cut(one.backend, 40)}
          ${cut(one.backend_version ?? '', 40)}${one.generation ? `, generation ${count(one.generation)}` : nothing}
          ${one.files.map((file) => html`<div class="small quiet">${name(file)}</div>`)}
        </dd>`
    : nothing;
}

/** How a canary or shadow did, in a sentence. */
export function trialSentence(trial) {
  const { comparison } = trial;
  return comparison
    ? `Shadow: ${count(comparison.compared)} pictures compared, ${count(comparison.disagreed)} disagree ` +
        `(${percent(comparison.rate, 2)}), ${count(comparison.skipped)} skipped, ${count(comparison.failed)} failed; largest ` +
        `difference ${decimal(comparison.largestDifference, 3)}.`
    : `Canary: answers ${percent(trial.weight, 1)} of the calls; ${count(trial.calls)} answered, ` +
        `${count(trial.failures)} failed.`;
}

/**
 * The steps of a change, those that are done and the one under way.
 *
 * @param {{name: string, took: number}[]} steps
 * @param {{name: string, since_ms: number, done?: number, total?: number}|undefined} step under way
 * @param {string} certification of the model: without a certificate there was nothing to certify
 */
export function stepsTable(steps, step, certification = '') {
  return html`<table class="steps">
    <thead>
      <tr>
        <th scope="col">Step</th>
        <th scope="col" class="what">What happens</th>
        <th scope="col" class="number">Took</th>
      </tr>
    </thead>
    <tbody>
      ${steps.map(
        (one) =>
          html`<tr>
            <th scope="row">
              <span class="sign" aria-hidden="true">${isEmpty(one, certification) ? '–' : '✓'}</span> ${cut(one.name, 40)}
            </th>
            <td class="what quiet">
              ${isEmpty(one, certification) ? 'there is no certificate to hold answers to' : stepMeaning(one.name)}
            </td>
            <td class="number">${one.took < 0.05 ? '< 0.1 ms' : milliseconds(one.took)}</td>
          </tr>`,
      )}
      ${
        step
          ? html`<tr aria-current="step">
              <th scope="row"><span class="sign" aria-hidden="true">▸</span> ${cut(step.name, 40)}</th>
              <td class="what quiet">${stepMeaning(step.name)}</td>
              <td class="number">${milliseconds(step.since_ms)} …</td>
            </tr>`
          : nothing
      }
      ${
        step?.total
          ? html`<tr aria-current="step">
              <td colspan="3">
                <progress max=${step.total} value=${step.done} aria-label="Answers of the gate"></progress>
                ${count(step.done)} of ${count(step.total)} answers
              </td>
            </tr>`
          : nothing
      }
    </tbody>
  </table>`;
}

function isEmpty(step, certification) {
  return step.name === 'certify' && certification === 'NONE';
}
