import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { moment, version, words } from '../../../parts/format.js';
import { cut, name } from '../../../parts/text.js';

/** What has happened to a job, what it asked, and what it was told to do. */
export class Part {
  constructor(context) {
    this.context = context;
  }

  template() {
    const { live, order } = this.context;
    return html` <h2>What happened</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="History">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">State</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            ${(live?.history ?? []).map(
              (step) =>
                html`<tr>
                  <td>${moment(step.at)}</td>
                  <td>${words(step.state)}</td>
                  <td>${cut(step.text, 1000)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <h2>Models</h2>
      <ul class="plain">
        ${(live?.models ?? []).map(
          (model) =>
            html`<li>
              ${name(model.name)}
              ${model.version ? html`<code title=${cut(model.version)}>${version(cut(model.version))}</code>` : nothing}
            </li>`,
        )}
      </ul>
      ${
        live?.notes.length
          ? html`<h2>Notes</h2>
              <ul class="notes">
                ${live.notes.map((note) => html`<li>${cut(note.text, 1000)}</li>`)}
              </ul>`
          : nothing
      }
      ${
        order
          ? html`<h2>Order</h2>
              <pre tabindex="0">${JSON.stringify(order, null, 2)}</pre>`
          : nothing
      }`;
  }

  close() {}
}
