import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { count, decimal, percent } from '../../../parts/format.js';
import { interval } from '../../../parts/interval.js';
import { SortedTable } from '../../../parts/sorted-table.js';
import { name } from '../../../parts/text.js';
import { figure } from './figures.js';
import { ReportPart } from './report-part.js';

const ALL = '';
const FIRST = 20;
const MOST = 1000;
const points = (share) => decimal(100 * share, 1);

/** How much recall each class loses, and what wrong answers turn into. */
export class Part extends ReportPart {
  #filter = '';
  #corruption = ALL;
  #allSinks = false;
  #fallen = new SortedTable(
    'Classes by how much recall they lose',
    [
      { title: 'Class', value: (row) => row.class, cell: (row) => name(row.class) },
      { title: 'Pictures', number: true, value: (row) => row.pictures, cell: (row) => count(row.pictures) },
      { title: 'Right when clean', number: true, value: (row) => row.correct, cell: (row) => count(row.correct) },
      {
        title: 'Loses, points',
        number: true,
        value: (row) => row.fall,
        cell: (row) => interval({ value: row.fall, low: row.low, high: row.high }, points),
      },
      { title: 'Worst under', value: (row) => row.worst, cell: (row) => name(row.worst) },
      { title: 'Holds up to', number: true, value: (row) => row.holds, cell: (row) => row.holds },
      {
        title: 'More than others',
        value: (row) => row.fragile,
        cell: (row) => (row.fragile ? html`<span class="badge warn">${row.only ? 'yes' : `under ${row.fragile}`}</span>` : ''),
      },
    ],
    () => this.changed(),
    { column: 3, descending: true },
  );
  #sinks = new SortedTable(
    'Classes that wrong answers turn into, by cell',
    [
      { title: 'Class', value: (row) => row.class, cell: (row) => name(row.class) },
      {
        title: 'Cell',
        value: (row) => `${row.augmentation}:${row.severity}`,
        cell: (row) => name(`${row.augmentation}:${row.severity}`),
      },
      {
        title: 'Wrong answers',
        number: true,
        value: (row) => row.count,
        cell: (row) => `${count(row.count)} of ${count(row.wrong)}`,
      },
      {
        title: 'When clean',
        number: true,
        value: (row) => row.clean_count ?? NaN,
        cell: (row) => (row.clean_wrong ? `${count(row.clean_count)} of ${count(row.clean_wrong)}` : '–'),
      },
      {
        title: 'p, adjusted',
        number: true,
        value: (row) => row.p_adjusted,
        cell: (row) => (row.clean_wrong ? (row.p_adjusted < 0.001 ? '< 0.001' : decimal(row.p_adjusted, 3)) : '–'),
      },
      {
        title: 'More than when clean',
        value: (row) => (row.sink ? 'yes' : ''),
        cell: (row) => (row.sink ? html`<span class="badge warn">yes</span>` : ''),
      },
    ],
    () => this.changed(),
  );

  content(cells) {
    const model = this.modelOf(cells);
    const own = cells.report.classes.filter((each) => each.model === model);
    const rows = own.map((each) => fallen(each, this.#corruption)).filter(Boolean);
    const shown = rows.filter((row) => row.class.toLowerCase().includes(this.#filter.toLowerCase()));
    const sinks = cells.report.sinks.filter((sink) => sink.model === model && (sink.sink || sink.most_frequent));
    return html` ${this.modelChoice(cells)}
      <h2>What each class loses</h2>
      <p class="small quiet">
        Recall on clean pictures minus recall under the corruption, in points, with the interval at 95 %. “More than others”: as
        many pictures, drawn from all classes, hardly ever lose as much; of such a list one in twenty may be false.
      </p>
      <div class="row filters">
        <label
          >Under
          <select .value=${live(this.#corruption)} @change=${(event) => this.#set(() => (this.#corruption = event.target.value))}>
            <option value=${ALL}>all corruptions, mean</option>
            ${cells.corruptions.map((each) => html`<option value=${each.name} ?selected=${each.name === this.#corruption}>${each.name}</option>`)}
          </select>
        </label>
        <label
          >Find a class
          <input
            type="search"
            .value=${live(this.#filter)}
            autocomplete="off"
            @input=${(event) => this.#set(() => (this.#filter = event.target.value))}
          />
        </label>
        <span class="small quiet" role="status">${this.#filter ? `${count(shown.length)} of ${count(rows.length)}` : ''}</span>
      </div>
      ${this.#fallen.template(shown)}
      <h2>What wrong answers turn into</h2>
      <p class="small quiet">${turning(sinks)}</p>
      ${sinks.length ? this.#sinks.template(sinks, this.#allSinks ? MOST : FIRST) : nothing}
      ${
        sinks.length > FIRST && !this.#allSinks
          ? html`<div>
              <button type="button" @click=${() => this.#set(() => (this.#allSinks = true))}>
                Show all ${count(Math.min(MOST, sinks.length))} rows
              </button>
            </div>`
          : nothing
      }`;
  }

  #set(change) {
    change();
    this.changed();
  }
}

/** What the table of wrong answers shows, and whether there is anything to compare it with. */
function turning(sinks) {
  if (!sinks.length) {
    return 'No answer under a corruption is wrong.';
  }
  const most = 'Of each cell (a corruption at a severity) the class that most of its wrong answers are.';
  if (!sinks.some((sink) => sink.clean_wrong)) {
    return `${most} All clean pictures are right, so that there are no wrong answers to compare these with.`;
  }
  return sinks.some((sink) => sink.sink)
    ? `${most} “More than when clean”: hardly by chance; one in twenty of these may be false.`
    : `${most} No class takes more of them than of the wrong answers on clean pictures, as far as these pictures show.`;
}

/** A class under all corruptions, or under one. */
function fallen(each, corruption) {
  const row = { class: each.class, pictures: each.pictures, correct: each.correct };
  if (corruption === ALL) {
    const worst = each.corruptions.reduce((most, one) => (!most || one.fall.value > most.fall.value ? one : most), null);
    return {
      ...row,
      fall: each.mean_fall,
      worst: worst ? worst.augmentation : '',
      holds: Math.min(...each.corruptions.map((one) => one.holds_up_to)),
      fragile: each.corruptions.filter((one) => one.fragile).length,
    };
  }
  const one = each.corruptions.find((under) => under.augmentation === corruption);
  if (!one) {
    return null;
  }
  const { value, low, high } = figure(one.fall);
  return { ...row, fall: value, low, high, worst: corruption, holds: one.holds_up_to, fragile: one.fragile ? 1 : 0, only: true };
}
