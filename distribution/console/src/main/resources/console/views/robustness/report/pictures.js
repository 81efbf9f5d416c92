import { html } from '../../../vendor/lit/lit-html.js';
import { largerButton } from '../../../parts/larger.js';
import { count, probability } from '../../../parts/format.js';
import { empty, failure, loading } from '../../../parts/notice.js';
import { Png } from '../../../parts/png.js';
import { cut, name, visible } from '../../../parts/text.js';
import { path } from '../../../shell/service.js';
import { later } from './artefacts.js';
import { ReportPart } from './report-part.js';

const MORE = 24;
const MOST = 200;

/** The pictures that break first, as the model saw them: clean, and where it is surest of a wrong answer. */
export class Part extends ReportPart {
  #lists = new Map();
  #pngs = new Map();
  #most = MORE;

  content(cells) {
    const model = this.modelOf(cells);
    const list = this.#list(model);
    return html` ${this.modelChoice(cells)}
      <h2>Pictures that break first</h2>
      <p class="small quiet">
        Right when clean, and wrong at the lowest severity of the most corruptions: on the left the clean picture, on the right
        the one with the most confident wrong answer. Both as the model saw them, read again from the data set.
      </p>
      ${list.error ? failure(list.error) : list.value ? this.#cards(model, list.value.pictures) : loading('Pictures')}`;
  }

  #list(model) {
    const key = JSON.stringify([model, this.#most]);
    if (!this.#lists.has(key)) {
      const query = new URLSearchParams({ model, most: this.#most });
      const where = `${path('v1', 'jobs', this.context.id, 'pictures')}?${query}`;
      this.#lists.set(key, later(this.context.app.service.get(where), this.changed));
    }
    const found = this.#lists.get(key);
    // While more come, those that are known stay.
    return found.value || found.error ? found : (this.#lists.get(JSON.stringify([model, this.#most - MORE])) ?? found);
  }

  #cards(model, pictures) {
    if (!pictures.length) {
      return empty('No picture that is right when clean is wrong at the lowest severity of a corruption.');
    }
    return html`<ul class="broken">
        ${pictures.map((picture) => this.#card(model, picture))}
      </ul>
      <div class="row">
        <button type="button" ?disabled=${pictures.length < this.#most || this.#most >= MOST} @click=${() => this.#showMore()}>
          Show more
        </button>
        <span class="small quiet" role="status">${count(pictures.length)} pictures</span>
      </div>`;
  }

  #showMore() {
    this.#most = Math.min(MOST, this.#most + MORE);
    this.changed();
  }

  #card(model, picture) {
    const under = `${picture.augmentation}:${picture.severity}`;
    return html`<li class="card">
      <div class="twice">
        ${this.#png(model, picture, 'clean', 0, `clean: ${picture.path}`)}
        ${this.#png(model, picture, picture.augmentation, picture.severity, `${under}: ${picture.path}`)}
      </div>
      <div class="row">
        <strong class="grow">${name(picture.label)}</strong>
        ${largerButton(`${picture.path}: clean, and ${under}`, (button) => button.closest('li').querySelectorAll('canvas'))}
      </div>
      <p class="small">
        ${name(under)}: <span class="wrong">${name(picture.answer)}</span>${
          picture.confidence === undefined ? '' : `, ${probability(picture.confidence)} sure`
        }
      </p>
      <p class="small quiet">wrong at the lowest severity of ${count(picture.lowest)} of ${count(picture.corruptions)}</p>
      <p class="small quiet">${name(picture.path, 'short')}</p>
    </li>`;
  }

  #png(model, { row }, augmentation, severity, label) {
    const query = new URLSearchParams({ model, augmentation, severity });
    const where = `${path('v1', 'jobs', this.context.id, 'pictures', `${row}.png`)}?${query}`;
    if (!this.#pngs.has(where)) {
      this.#pngs.set(where, new Png(this.context.app.service, where, visible(cut(label, 200))));
    }
    return this.#pngs.get(where).element;
  }

  close() {
    this.#pngs.forEach((png) => png.close());
  }
}
