import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { dialog } from '../../../parts/dialog.js';
import { bytes, count } from '../../../parts/format.js';
import { failure, loading } from '../../../parts/notice.js';
import { Png } from '../../../parts/png.js';
import { cut, name, pathName, visible } from '../../../parts/text.js';
import { path } from '../../../shell/service.js';
import { later } from './artefacts.js';

/** What runs keep for themselves: thousands of files, which the archive has. */
const INSIDE = 'cells/';

/** The files of a job. */
export class Part {
  #list = null;
  #all = false;
  #busy = '';

  constructor(context) {
    this.context = context;
  }

  template() {
    const { artefacts, id, changed } = this.context;
    this.#list ??= later(artefacts.list(), changed);
    const { value, error } = this.#list;
    if (error) {
      return failure(error, () => {
        this.#list = null;
        changed();
      });
    }
    if (!value) {
      return loading('Files');
    }
    const inside = value.filter((file) => file.path.startsWith(INSIDE));
    const shown = this.#all ? value : value.filter((file) => !file.path.startsWith(INSIDE));
    const total = value.reduce((sum, file) => sum + file.bytes, 0);
    return html` <div class="row">
        <h2 class="grow">${count(value.length)} files, ${bytes(total)}</h2>
        <button
          type="button"
          class="main"
          ?disabled=${this.#busy !== ''}
          @click=${() => this.#get(`${path('v1', 'jobs', id)}/artefacts.zip`, `job-${id}.zip`)}
        >
          Download all as ZIP
        </button>
      </div>
      <p class="small" role="status">${this.#busy ? `Getting ${cut(this.#busy)} …` : ''}</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Files">
        <table class="files">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" class="number wide">Size</th>
              <th scope="col">Get it</th>
              <th scope="col" class="wide">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map((file) => this.#row(file))}
          </tbody>
        </table>
      </div>
      ${
        inside.length && !this.#all
          ? html`<div>
              <button type="button" @click=${() => ((this.#all = true), changed())}>
                Show ${count(inside.length)} files of single cells
              </button>
            </div>`
          : nothing
      }`;
  }

  #row(file) {
    const url = this.context.artefacts.url(file.path);
    const base = file.path.split('/').at(-1);
    return html`<tr>
      <th scope="row">${pathName(file.path)} <span class="size small quiet">${bytes(file.bytes)}</span></th>
      <td class="number wide">${bytes(file.bytes)}</td>
      <td>
        <div class="row tight">
          <button
            type="button"
            aria-label=${`Download ${visible(cut(file.path, 200))}`}
            @click=${() => this.#get(url, visible(base))}
          >
            Download
          </button>
          ${
            file.media_type === 'text/html' && !this.context.app.service.session.token
              ? html`<a
                  class="button"
                  href=${url}
                  target="_blank"
                  rel="noopener noreferrer"
                  aria-label=${`Open ${visible(cut(file.path, 100))} in a new tab`}
                  >Open</a
                >`
              : nothing
          }
          ${
            file.media_type === 'image/png'
              ? html`<button
                  type="button"
                  aria-label=${`Show ${visible(cut(file.path, 200))}`}
                  @click=${() => this.#show(file.path)}
                >
                  Show
                </button>`
              : nothing
          }
        </div>
      </td>
      <td class="wide"><code title=${cut(file.sha256)}>${cut(file.sha256, 13)}</code></td>
    </tr>`;
  }

  async #show(file) {
    const png = new Png(this.context.app.service, this.context.artefacts.url(file), visible(cut(file, 200)));
    png.element.classList.add('whole');
    await dialog(
      (close) =>
        html`<div class="stack">
          <h2 id="dialog-title">${name(file)}</h2>
          <div class="scroll">${png.element}</div>
          <div class="row"><span class="grow"></span><button type="button" autofocus @click=${() => close()}>Close</button></div>
        </div>`,
    );
    png.close();
  }

  async #get(url, called) {
    this.#busy = called;
    this.context.changed();
    try {
      await this.context.app.service.download(url, called);
    } catch (error) {
      this.context.app.messages.show(`${error.message} ${error.detail ?? ''}`, 'bad');
    }
    this.#busy = '';
    this.context.changed();
  }

  close() {}
}
