import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { count, many, probability, words } from '../../parts/format.js';
import { failure } from '../../parts/notice.js';
import { cut, name } from '../../parts/text.js';
import { groupOf } from './corruptions.js';
import { called } from './answerers.js';
import { marks } from './marks.js';
import { weakestFirst } from './survey.js';

/**
 * All corruptions, a row for each.
 *
 * @param {object} state `survey`, `surveyAnswerer` (an id), `surveySuite`, `surveyOrder`, `cards`, `corruptions`, `pictures`
 * @param {object} does `survey()`, `stopSurvey()`, `set(change)`, `corruptTo(name, severity)`
 */
export function surveyPanel(state, does) {
  const { survey, corruptions, cards, pictures } = state;
  if (!corruptions?.length) {
    return nothing;
  }
  const isReady = pictures.shown && cards.length && !survey.isRunning;
  return html`<section class="card stack tight survey" aria-labelledby="survey-title">
    <h2 id="survey-title">All corruptions</h2>
    <p class="quiet small">Each one, stronger and stronger, until the answer is another one; two questions at a time.</p>
    <div class="row">
      ${cards.length > 1 ? answerersOf(state, does) : nothing} ${suitesOf(state, does)}
      <label>
        <span>Order</span>
        <select
          .value=${state.surveyOrder}
          ?disabled=${survey.isRunning}
          @change=${(event) => does.set({ surveyOrder: event.target.value })}
        >
          <option value="listed">as they are listed</option>
          <option value="weakest">what breaks first</option>
        </select>
      </label>
      <button
        type="button"
        ?disabled=${!isReady && !survey.isRunning}
        @click=${survey.isRunning ? does.stopSurvey : does.survey}
      >
        ${survey.isRunning ? 'Stop' : 'Try all corruptions'}
      </button>
    </div>
    ${survey.of ? result(state, does) : nothing}
  </section>`;
}

function answerersOf({ cards, surveyAnswerer, survey }, does) {
  return html`<label>
    <span>Of</span>
    <select ?disabled=${survey.isRunning} @change=${(event) => does.set({ surveyAnswerer: event.target.value })}>
      ${cards.map(
        ({ answerer }) =>
          html`<option value=${answerer.id} ?selected=${answerer.id === surveyAnswerer}>${cut(called(answerer), 60)}</option>`,
      )}
    </select>
  </label>`;
}

function suitesOf({ corruptions, surveySuite, survey }, does) {
  const suites = [...new Set(corruptions.map((one) => one.suite ?? ''))];
  return html`<label>
    <span>Suite</span>
    <select ?disabled=${survey.isRunning} @change=${(event) => does.set({ surveySuite: event.target.value })}>
      <option value="" ?selected=${surveySuite === ''}>all</option>
      ${suites
        .filter(Boolean)
        .map((suite) => html`<option value=${suite} ?selected=${suite === surveySuite}>${cut(suite, 40)}</option>`)}
    </select>
  </label>`;
}

function result({ survey, surveyOrder }, does) {
  const rows = surveyOrder === 'weakest' && !survey.isRunning ? weakestFirst(survey.rows) : survey.rows;
  return html`
    <progress aria-label="Corruptions that are through" max=${survey.rows.length} value=${survey.done}></progress>
    <p role="status">${summary(survey)}</p>
    ${survey.error ? failure(survey.error, does.survey) : nothing}
    <div class="scroll" role="region" aria-label="Answers under all corruptions" tabindex="0">
      <table>
        <caption class="small quiet">
          ${name(called(survey.of.answerer))} about
          ${name(survey.of.picture.name)}${survey.of.seed === '0' ? nothing : `, seed ${survey.of.seed}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Corruption</th>
            <th scope="col">Breaks at</th>
            <th scope="col">It says then</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            rows,
            (row) => row.corruption.name,
            (row) => line(row, does),
          )}
        </tbody>
      </table>
    </div>
  `;
}

function summary(survey) {
  const { rows, done, isRunning, wasStopped, of } = survey;
  if (isRunning) {
    return `${count(done)} of ${many(rows.length, 'corruption')}`;
  }
  const breaking = rows.filter((row) => row.verdict.kind === 'breaks');
  const first = breaking.filter((row) => row.verdict.at === 1).length;
  const stopped = wasStopped ? 'Stopped. ' : '';
  return html`${stopped}${count(breaking.length)} of ${many(done, 'corruption')} change what ${name(called(of.answerer))} says,
  ${count(first)} of them at severity 1.`;
}

function line({ corruption, verdict: { kind, at, to }, error }, does) {
  const shown = kind === 'open' ? 1 : at;
  return html`<tr>
    <th scope="row">
      <button type="button" class="link" @click=${() => does.corruptTo(corruption.name, shown)}>${words(corruption.name)}</button>
      <span class="small quiet">${groupOf(corruption)}</span>
    </th>
    <td>
      <span class="row">
        ${marks(corruption.severities, kind, at)}
        <span>${{ open: error ? 'not known' : '–', holds: 'holds', breaks: `${at} of ${corruption.severities}` }[kind]}</span>
      </span>
    </td>
    <td>
      ${error ? html`<span class="small">${cut(error.message, 200)}</span>` : nothing}
      ${to ? html`${name(to.label, 'short')} <span class="quiet">${probability(to.probability)}</span>` : nothing}
    </td>
  </tr>`;
}
