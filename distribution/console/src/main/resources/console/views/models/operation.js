import { html, nothing } from '../../vendor/lit/lit-html.js';
import { agoOf } from '../../parts/ago.js';
import { milliseconds } from '../../parts/format.js';
import { cut, name } from '../../parts/text.js';
import { operationWord } from './data/words.js';
import { outcomeBadge, report, stepsTable } from './report.js';

/** Whether a change of the list runs. */
export function runs(operation) {
  return operation.state === 'RUNNING';
}

/** Whether the result of a change is that of a model, not of a plugin. */
export function isOfModel(operation) {
  return Boolean(operation.result?.steps);
}

/** Whether a change that runs can be cancelled: a gate can, all others go on to their end. */
export function isCancellable(operation) {
  return runs(operation) && operation.step?.name === 'gate';
}

/** `swap of creatures: warm up, 2.3 s`: a change that runs, in one line. */
export function runningLine(operation, now = Date.now()) {
  const step = operation.step
    ? `${cut(operation.step.name, 40)}, ${milliseconds(operation.step.since_ms)}`
    : `for ${milliseconds(Math.max(0, now - Date.parse(operation.at)))}`;
  return html`${operationWord(operation.operation)} of ${name(operation.subject, 'short')}: ${step}`;
}

/** What has come of a change, or how far it is. */
export function operationBadge(operation) {
  if (runs(operation)) {
    return html`<span class="badge warn">under way</span>`;
  }
  if (isOfModel(operation)) {
    return outcomeBadge(operation.result);
  }
  return operation.problem ? html`<span class="badge bad">failed</span>` : html`<span class="badge good">done</span>`;
}

/**
 * A change with its steps as far as it is, or its result.
 *
 * @param {object} operation
 * @param {string} certification of the model, such as `NONE`; empty where it is not known
 */
export function operationDetails(operation, certification = '') {
  if (runs(operation)) {
    const steps = (operation.steps ?? []).map((step) => ({ name: step.name, took: step.took_ms }));
    return steps.length || operation.step
      ? stepsTable(steps, operation.step, certification)
      : html`<p class="quiet">Asked for ${agoOf(operation.at)}; no step has begun yet.</p>`;
  }
  if (isOfModel(operation)) {
    return report(operation.result, certification);
  }
  if (operation.problem) {
    return html`<div class="notice bad">
      <strong>${cut(operation.problem.title, 1000)}</strong>
      <p>${cut(operation.problem.detail, 1000)}</p>
    </div>`;
  }
  const plugin = operation.result ?? {};
  return html`<dl class="facts">
    <dt>Plugin</dt>
    <dd>${name(plugin.file)}</dd>
    <dt>State</dt>
    <dd>${cut(plugin.state, 40)}</dd>
    ${
      plugin.problem
        ? html`<dt>Problem</dt>
            <dd>${cut(plugin.problem, 1000)} ${cut(plugin.remedy ?? '', 1000)}</dd>`
        : nothing
    }
  </dl>`;
}
