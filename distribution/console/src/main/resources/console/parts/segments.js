import { html } from '../vendor/lit/lit-html.js';

/**
 * A choice of one of a few, side by side; `style/segments.css` says how it looks.
 *
 * @param {{legend: string, name: string, value: any, options: {value: any, title: string}[]}} choice `legend` is for screen
 *     readers
 * @param {function(any): void} choose
 */
export function segments({ legend, name, value, options }, choose) {
  return html`<fieldset class="row segments">
    <legend class="visually-hidden">${legend}</legend>
    ${options.map(
      (option) =>
        html`<label class="segment">
          <input
            type="radio"
            name=${name}
            value=${option.value}
            .checked=${option.value === value}
            @change=${() => choose(option.value)}
          />
          <span>${option.title}</span>
        </label>`,
    )}
  </fieldset>`;
}
