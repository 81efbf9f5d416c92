import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { bytes, count } from '../../parts/format.js';
import { CROSS } from '../../parts/icons.js';
import { cut, name } from '../../parts/text.js';
import { preview } from './canvases.js';
import { ACCEPT } from './formats.js';

/**
 * The pictures, and the ways in which they come.
 *
 * @param {{pictures: import('./pictures.js').Pictures, refused: string[]}} state
 * @param {object} does `files`, `camera`, `draw`, `show`, `remove`, `clear`, `save`, `closeRefused`
 */
export function picturesPanel({ pictures, refused }, does) {
  const { all, shown } = pictures;
  return html`<section class="card stack tight pictures ${shown ? 'some' : ''}" aria-labelledby="pictures-title">
    <h2 id="pictures-title">Picture</h2>
    <div class="shown">
      ${
        shown
          ? preview(shown, `The picture ${cut(shown.name)}`)
          : html`<p class="hint quiet">Drop pictures anywhere on this page, or paste one.</p>`
      }
    </div>
    <div class="ways">
      <button type="button" class=${shown ? '' : 'main'} @click=${(event) => picker(event).click()}>Choose pictures</button>
      <button type="button" @click=${does.camera}>Camera</button>
      <button type="button" @click=${does.draw}>Draw one</button>
      <input type="file" aria-label="Picture files" accept=${ACCEPT} multiple hidden @change=${(event) => taken(event, does)} />
    </div>
    ${refused.length ? complaint(refused, does) : nothing} ${shown ? facts(shown, all, does) : nothing}
    ${all.length > 1 ? strip(all, shown, does) : nothing}
  </section>`;
}

function picker(event) {
  return event.currentTarget.parentElement.querySelector('input[type=file]');
}

function taken(event, does) {
  does.files([...event.target.files]);
  // The same files may be chosen again.
  event.target.value = '';
}

function complaint(refused, does) {
  const shown = refused.slice(0, 4);
  return html`<div class="notice warn" role="alert">
    <div class="row">
      <div class="grow">
        ${shown.map((sentence) => html`<p><bdi class="name">${sentence}</bdi></p>`)}
        ${
          refused.length > shown.length
            ? html`<p>And ${count(refused.length - shown.length)} more files stayed out.</p>`
            : nothing
        }
      </div>
      <button class="plain" type="button" aria-label="Close the message" @click=${does.closeRefused}>${CROSS}</button>
    </div>
  </div>`;
}

function facts(shown, all, does) {
  return html`<p class="small row">
      <span class="grow">${name(shown.name, 'short')}</span> <span class="quiet">${bytes(shown.blob.size)}</span>
    </p>
    <div class="row small">
      <button type="button" class="plain" @click=${does.save}>Save</button>
      <button type="button" class="plain" data-test="remove" @click=${() => does.remove(shown.id)}>Remove</button>
      ${all.length > 1 ? html`<button type="button" class="plain" @click=${does.clear}>Remove all</button>` : nothing}
    </div>`;
}

function strip(all, shown, does) {
  const keys = (event) => {
    if (event.key === 'Delete') {
      does.remove(shown.id);
    }
  };
  return html`<fieldset class="strip" @keydown=${keys}>
    <legend class="visually-hidden">${count(all.length)} pictures; Delete removes the one that is shown</legend>
    ${repeat(
      all,
      (picture) => picture.id,
      (picture, index) =>
        html`<label class="thumbnail" title=${cut(picture.name)}>
          <input
            type="radio"
            name="picture"
            aria-label=${`${index + 1} of ${all.length}: ${cut(picture.name)}`}
            .checked=${picture === shown}
            @change=${() => does.show(picture.id)}
          />
          ${preview(picture)}
        </label>`,
    )}
  </fieldset>`;
}
