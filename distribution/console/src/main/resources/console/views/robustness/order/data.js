import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { bytes, many, moment, percent } from '../../../parts/format.js';
import { cut, visible } from '../../../parts/text.js';
import { note } from './models.js';

/**
 * Chooses the pictures: those of the artifacts folder, a data set of the service, or an archive that is sent.
 *
 * @param {{fields: object, datasets: object[]|null, uploads: object[]|null, sending: object|null, problems: object}} state
 * @param {{change: function(object): void, send: function(File): void, stop: function(): void}} does
 */
export function data({ fields, datasets, uploads, sending, problems }, does) {
  const value = fields.upload ? `upload ${fields.upload}` : fields.data ? `data ${fields.data}` : '';
  const choose = (event) => {
    const [kind, ...rest] = event.target.value.split(' ');
    does.change({ data: kind === 'data' ? rest.join(' ') : '', upload: kind === 'upload' ? rest.join(' ') : '' });
  };
  const known = [...(datasets ?? []).map((each) => `data ${each.name}`), ...(uploads ?? []).map((each) => `upload ${each.id}`)];
  const option = (id, text) => html`<option value=${id} ?selected=${id === value}>${text}</option>`;
  return html`<fieldset>
    <legend>Pictures</legend>
    <label
      >Data set
      <select .value=${live(value)} aria-describedby="data-problem" @change=${choose}>
        ${option('', 'Test split of the artifacts folder')}
        ${value && !known.includes(value) ? option(value, visible(cut(value))) : nothing}
        ${(datasets ?? []).map((each) => option(`data ${each.name}`, `${visible(cut(each.name, 60))} (${many(each.classes, 'class', 'classes')})`))}
        ${(uploads ?? []).map((each) =>
          option(
            `upload ${each.id}`,
            `Upload ${visible(cut(each.root || each.id, 40))}, ${many(each.pictures, 'picture')}, ${moment(each.created)}`,
          ),
        )}
      </select>
    </label>
    ${note('data', problems.data)}
    ${
      sending?.asking
        ? html`<div class="row">
            <progress class="grow" max="1" .value=${sending.share} aria-label="Upload"></progress>
            <span class="counted small" role="status">${sending.share < 1 ? percent(sending.share, 0) : 'being unpacked'}</span>
            <button type="button" @click=${does.stop}>Stop</button>
          </div>`
        : html`<label
            >Or upload a ZIP archive with one folder for each class (up to ${bytes(2 ** 30)})
            <input
              type="file"
              accept=".zip,application/zip"
              aria-describedby="upload-problem"
              @change=${(event) => event.target.files[0] && does.send(event.target.files[0])}
            />
          </label>`
    }
    ${note('upload', sending?.error ? `${sending.error.message} ${sending.error.detail ?? ''}` : '')}
    ${
      fields.upload
        ? html`<label class="choice"
            ><input
              type="checkbox"
              .checked=${live(fields.uploadGoes)}
              @change=${(event) => does.change({ uploadGoes: event.target.checked })}
            />
            Delete the upload with the job</label
          >`
        : nothing
    }
    ${
      fields.data || fields.upload
        ? html`<label
              >Table of pictures and labels inside it${fields.kind === 'evaluation' ? '' : ', if not all pictures'}
              <input
                .value=${live(fields.split)}
                placeholder="such as test_split.csv"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="split-problem"
                @input=${(event) => does.change({ split: event.target.value })}
            /></label>
            ${note('split', problems.split)}`
        : nothing
    }
  </fieldset>`;
}
