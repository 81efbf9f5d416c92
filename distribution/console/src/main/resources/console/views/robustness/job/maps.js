import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { repeat } from '../../../vendor/lit/directives/repeat.js';
import { percent } from '../../../parts/format.js';
import { HeatMap } from '../../../parts/heat-map.js';
import { cut, name, visible } from '../../../parts/text.js';
import { accuracy, content, frame } from './map-content.js';
import { cellKey } from './replay.js';

/** The heat maps of a job, one for each model: corruption by severity, filled as the cells are finished. */
export class Maps {
  #maps = new Map();
  #open = new Set();

  /** @param {function(): void} changed hears that something else is to be shown */
  constructor(changed) {
    this.changed = changed;
  }

  close() {
    this.#maps.forEach((map) => map.close());
  }

  /**
   * @param {string[]} models
   * @param {{name: string, severities: number[]}[]} expected what was ordered, so that the maps have their size before the first cell
   * @param {Map<string, object>} cells
   */
  template(models, expected, cells) {
    const shape = frame(expected, cells.values());
    return html`<div class="maps">
      ${repeat(
        models,
        (model) => model,
        (model) => this.#one(model, shape, cells),
      )}
    </div>`;
  }

  #one(model, shape, cells) {
    if (!this.#maps.has(model)) {
      this.#maps.set(model, new HeatMap({ label: `Share of right answers of ${cut(model, 60)}, by corruption and severity.` }));
    }
    const map = this.#maps.get(model);
    map.show(content(model, shape, cells));
    const toggle = (event) => {
      this.#open[event.target.open ? 'add' : 'delete'](model);
      // The table is made when it is opened.
      this.changed();
    };
    return html`<section class="card stack tight" aria-label=${visible(cut(model))}>
      <h3>${name(model)}</h3>
      ${map.element}
      <details @toggle=${toggle}>
        <summary>As a table</summary>
        ${this.#open.has(model) ? table(model, shape, cells) : nothing}
      </details>
    </section>`;
  }
}

function table(model, { rows, severities }, cells) {
  const number = (row, severity) => {
    const cell = cells.get(cellKey(model, row.name, severity));
    return cell ? (Number.isNaN(accuracy(cell)) ? 'finished' : percent(accuracy(cell), 2)) : '';
  };
  const [clean, ...others] = rows;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of ${cut(model, 60)}">
    <table>
      <thead>
        <tr>
          <th scope="col">Corruption</th>
          ${severities.map((severity) => html`<th scope="col" class="number">severity ${severity}</th>`)}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">${name(clean.name)}</th>
          <td class="number" colspan=${severities.length}>${number(clean, 0)}</td>
        </tr>
        ${others.map(
          (row) =>
            html`<tr>
              <th scope="row">${name(row.name)}</th>
              ${severities.map((severity) => html`<td class="number">${number(row, severity)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
