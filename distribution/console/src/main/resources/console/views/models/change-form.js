import { html, nothing } from '../../vendor/lit/lit-html.js';
import { moment } from '../../parts/format.js';
import { failure } from '../../parts/notice.js';
import { cut } from '../../parts/text.js';
import { LONGEST_WHO, TAKES, missing } from './data/order.js';
import { sentences } from './data/sentences.js';
import { ACTIONS, ALLOWANCES, fileName } from './data/words.js';

const TARGETS = {
  folder: 'What the artifacts folder has',
  file: 'Another file',
  from: 'The files of another model',
  version: 'An older version',
  backend: 'The same files, by another back end',
};

/**
 * The form of a change.
 *
 * @param {object} state `draft`, `model` (or `undefined`), `isNew`, `names`, `backends`, `versions`, `held`, `files`, `preview`, `error`,
 *     `sending`
 * @param {{set: function(object), send: function(), close: function()}} does
 */
export function changeForm(state, does) {
  const { draft: one } = state;
  const takes = TAKES[one.action];
  const lacks =
    missing(one) || (one.action === 'rollback' && !state.preview ? 'Wait until it is clear what it comes back to.' : '');
  return html`<form
    class="stack"
    novalidate
    @submit=${(event) => {
      event.preventDefault();
      if (!lacks && !state.sending) {
        does.send();
      }
    }}
  >
    ${state.isNew ? newName(one, does) : nothing} ${takes.target ? target(state, does) : nothing}
    ${one.action === 'rollback' ? rollbackTarget(state, does) : nothing} ${takes.weight ? weight(one, does) : nothing}
    ${takes.gate ? gate(one, does) : nothing} ${takes.terms ? terms(one, does) : nothing}
    <label>
      <span>Who changes it, for the journal</span>
      <input
        name="who"
        autocomplete="name"
        placeholder="console"
        maxlength=${LONGEST_WHO}
        .value=${one.who}
        @input=${(event) => does.set({ who: event.target.value })}
      />
    </label>
    <section class="notice" id="what-happens" aria-label="What will happen">
      <h3>What will happen</h3>
      ${sentences(one, state.model, state.preview, state.held).map((sentence) => html`<p>${sentence}</p>`)}
    </section>
    ${state.error ? failure(state.error) : nothing}
    <div class="row dialog-actions">
      <span class="grow small quiet" id="lacks">${lacks}</span>
      <button type="button" @click=${does.close}>Cancel</button>
      <button
        type="submit"
        class=${one.action === 'unload' || one.action === 'abort' ? 'danger' : 'main'}
        ?disabled=${Boolean(lacks)}
        aria-disabled=${lacks || state.sending ? 'true' : 'false'}
        aria-describedby="what-happens"
      >
        ${ACTIONS[one.action].title}
      </button>
    </div>
  </form>`;
}

function newName(one, does) {
  return html`<label>
    <span>Name that callers will use</span>
    <input
      name="model"
      required
      autofocus
      spellcheck="false"
      autocomplete="off"
      .value=${one.model}
      @input=${(event) => does.set({ model: event.target.value })}
    />
  </label>`;
}

function target(state, does) {
  const { draft: one } = state;
  return html`<div class="pair">
    <label>
      <span>What is to answer</span>
      <select name="target" ?autofocus=${!state.isNew} @change=${(event) => does.set({ target: event.target.value })}>
        ${Object.entries(TARGETS).map(
          ([id, title]) => html`<option value=${id} ?selected=${id === one.target}>${title}</option>`,
        )}
      </select>
    </label>
    ${targetField(state, does)}
  </div>`;
}

function targetField({ draft: one, files, names, versions, backends }, does) {
  switch (one.target) {
    case 'file':
      return html`<label>
        <span>File on the service's machine; relative ones begin in the artifacts folder</span>
        <input
          name="file"
          list="files"
          spellcheck="false"
          autocomplete="off"
          .value=${one.file}
          @input=${(event) => does.set({ file: event.target.value })}
        />
        <datalist id="files">${files.map((file) => html`<option value=${file}></option>`)}</datalist>
      </label>`;
    case 'from':
      return html`<label>
        <span>Model whose files are taken, folds and all</span>
        <input
          name="from"
          list="names"
          spellcheck="false"
          autocomplete="off"
          .value=${one.from}
          @input=${(event) => does.set({ from: event.target.value })}
        />
        <datalist id="names">${names.map((other) => html`<option value=${other}></option>`)}</datalist>
      </label>`;
    case 'version':
      return versionField('Version', one, versions, does);
    case 'backend':
      return choice(
        'Back end',
        'backend',
        one.backend,
        backends.map((id) => ({ value: id, text: cut(id, 60) })),
        does,
      );
    default:
      return html`<p class="small quiet">The newest files of this name, as after a start.</p>`;
  }
}

function rollbackTarget({ draft: one, versions }, does) {
  return versionField('Back to', one, versions, does, 'What answered before the last change');
}

function versionField(label, one, versions, does, first = '') {
  const options = versions.map((known) => ({
    value: known.version,
    text: `${known.version.slice(0, 12)}  ${known.files.map(fileName).join(', ').slice(0, 60)}, last ${moment(known.at)}`,
  }));
  return choice(label, 'version', one.version, options, does, first);
}

function choice(label, field, value, options, does, first = options.length ? 'Choose' : 'There is none') {
  return html`<label>
    <span>${label}</span>
    <select name=${field} @change=${(event) => does.set({ [field]: event.target.value })}>
      <option value="" ?selected=${!value}>${first || 'Choose'}</option>
      ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.text}</option>`)}
    </select>
  </label>`;
}

function weight(one, does) {
  const set = (event) => does.set({ percent: Number(event.target.value) });
  return html`<div class="pair weight">
    <label>
      <span>Share of the calls that the canary answers</span>
      <input name="slider" type="range" min="1" max="99" step="1" .value=${String(one.percent)} @input=${set} />
    </label>
    <label>
      <span>Percent</span>
      <input name="percent" type="number" min="0.1" max="99.9" step="0.1" .value=${String(one.percent)} @input=${set} />
    </label>
  </div>`;
}

function gate(one, does) {
  return html`<fieldset class="stack tight">
    <legend class="visually-hidden">Gate</legend>
    <label class="choice">
      <input name="gated" type="checkbox" .checked=${one.gated} @change=${(event) => does.set({ gated: event.target.checked })} />
      Only if a gate lets it pass
    </label>
    ${
      one.gated
        ? html`<div class="pair">
            <label>
              <span>Plan of the gate, on the service's machine</span>
              <input
                name="gate"
                spellcheck="false"
                autocomplete="off"
                placeholder="gate-plan.json"
                .value=${one.gate}
                @input=${(event) => does.set({ gate: event.target.value })}
              />
            </label>
            <label>
              <span>Minutes it has</span>
              <input
                name="minutes"
                type="number"
                min="1"
                max="10080"
                .value=${String(one.minutes)}
                @input=${(event) => does.set({ minutes: Number(event.target.value) })}
              />
            </label>
          </div>`
        : nothing
    }
  </fieldset>`;
}

function terms(one, does) {
  const allow = (id) => (event) =>
    does.set({ allow: event.target.checked ? [...one.allow, id] : one.allow.filter((other) => other !== id) });
  return html`<details>
    <summary>What may be different${one.allow.length ? ` (${one.allow.length} allowed)` : ''}</summary>
    <fieldset class="stack tight">
      <legend class="small quiet">Refused unless it is allowed here:</legend>
      ${Object.entries(ALLOWANCES).map(
        ([id, title]) =>
          html`<label class="choice">
            <input name="allow" type="checkbox" value=${id} .checked=${one.allow.includes(id)} @change=${allow(id)} />
            ${title}
          </label>`,
      )}
      <label class="choice">
        <input
          name="agree"
          type="checkbox"
          .checked=${one.agree}
          @change=${(event) => does.set({ agree: event.target.checked })}
        />
        Its answers must be those of what answers now (always asked of another back end)
      </label>
    </fieldset>
  </details>`;
}
