import { html } from '../../../vendor/lit/lit-html.js';
import { loading } from '../../../parts/notice.js';
import { chosen } from '../order/choices.js';
import { Maps } from './maps.js';

/** The heat maps of a robustness run, while it runs and after it. */
export class Part {
  constructor(context) {
    this.context = context;
    this.maps = new Maps(context.changed);
  }

  template() {
    const { live, order, augmentations, job } = this.context;
    if (!live || !order || !augmentations) {
      return loading('The map');
    }
    const models = live.models.length ? live.models : job.models;
    return html`<h2>Right answers by corruption and severity</h2>
      ${this.maps.template(
        models.map((model) => model.name),
        chosen(order, augmentations),
        live.cells,
      )}`;
  }

  close() {
    this.maps.close();
  }
}
