import { html, nothing } from '../../vendor/lit/lit-html.js';
import { confirm } from '../../parts/dialog.js';
import { bytes, count } from '../../parts/format.js';
import { failure, loading } from '../../parts/notice.js';
import { cut } from '../../parts/text.js';
import { poll } from '../../shell/poll.js';
import { path } from '../../shell/service.js';
import { backEndsTable, bundlesTable, pluginsTable, reloadReport } from './backends-tables.js';
import { consequence, jarName } from './data/installed.js';
import { fileName } from './data/words.js';
import { make } from './follow.js';

const SECONDS = 2;
const LARGEST_JAR = 128 * 1024 * 1024;
const JAR_NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,150}\.jar$/;

const ACTIONS = {
  start: { method: 'POST', steps: ['start'], doing: 'being started', done: 'started', word: '' },
  stop: { method: 'POST', steps: ['stop'], doing: 'being stopped', done: 'stopped', word: 'Stop it' },
  uninstall: { method: 'DELETE', steps: [], doing: 'being uninstalled', done: 'uninstalled', word: 'Uninstall it' },
};

/** Back ends, plugins and bundles with what is wrong with them, and what can be done about it. */
export class BackEndsPage {
  #view;
  #installed = null;
  #bundles = null;
  #error = null;
  #file = null;
  #busy = '';
  #result = null;
  #failed = null;
  #reload = null;
  #poll;

  constructor(view) {
    this.#view = view;
    this.#poll = poll(SECONDS, (signal) => this.#look(signal));
  }

  title() {
    return html`<h1 tabindex="-1">Back ends</h1>`;
  }

  content({ models }) {
    if (!this.#installed) {
      return this.#error ? failure(this.#error, () => this.#poll.now()) : loading('Back ends');
    }
    const { backends, plugins } = this.#installed;
    const broken = plugins.filter((plugin) => plugin.problem);
    return html`
      ${
        broken.length
          ? html`<p class="notice bad">
              <strong
                >${count(broken.length)} of ${count(plugins.length)} plugins do nothing; what is wrong is said below.</strong
              >
            </p>`
          : nothing
      }
      <section class="card table-card" aria-label="Back ends">
        <h2>Back ends</h2>
        ${backEndsTable(backends, models)}
      </section>
      <section class="card table-card stack" aria-label="Plugins">
        <h2>Plugins</h2>
        ${pluginsTable(plugins, backends, this.#busy, (action, plugin) => this.#ask(action, plugin))} ${this.#install()}
        <div role="status" class="stack tight">
          ${this.#busy ? html`<p>${this.#busy} …</p>` : nothing} ${this.#failed ? failure(this.#failed) : nothing}
          ${this.#result ? done(this.#result) : nothing}
        </div>
      </section>
      <section class="card stack" aria-label="Tokens and certificate">
        <h2>Tokens and certificate</h2>
        <p class="quiet">They are read again when their files change. A file that cannot be used changes nothing.</p>
        <div><button type="button" @click=${() => this.#readAgain()}>Read tokens and certificate again</button></div>
        <div role="status">${this.#reload ? reloadReport(this.#reload) : nothing}</div>
      </section>
      <details class="card" @toggle=${(event) => event.target.open && this.#lookAtBundles()}>
        <summary><h2 class="inline">All bundles</h2></summary>
        ${this.#bundles ? bundlesTable(this.#bundles) : loading('Bundles')}
      </details>
    `;
  }

  close() {
    this.#poll.stop();
  }

  #install() {
    return html`<form
      class="row"
      @submit=${(event) => {
        event.preventDefault();
        this.#put(event.target);
      }}
    >
      <label class="grow-little">
        <span>Jar to install, or to put in place of the one with its name</span>
        <input
          type="file"
          accept=".jar,application/java-archive"
          required
          @change=${(event) => this.#picked(event.target.files[0] ?? null)}
        />
      </label>
      <button type="submit" aria-disabled=${!this.#file || this.#busy !== '' ? 'true' : 'false'}>Install</button>
    </form>`;
  }

  #picked(file) {
    this.#file = file;
    this.#failed = file ? refusal(file) : null;
    this.#result = null;
    this.#view.render();
  }

  async #put(form) {
    const file = this.#file;
    if (!file || this.#busy || refusal(file)) {
      return;
    }
    const known = this.#installed.plugins.find((plugin) => jarName(plugin) === file.name);
    if (known && !(await this.#confirmed('update', known, 'Put it in its place'))) {
      return;
    }
    const done = await this.#make(file.name, 'being sent', known ? 'updated' : 'installed', {
      method: 'PUT',
      path: path('v1', 'plugins', file.name),
      body: file,
      type: 'application/java-archive',
    });
    if (done) {
      form.reset();
      this.#file = null;
      this.#view.render();
    }
  }

  async #ask(action, plugin) {
    const jar = jarName(plugin);
    const { method, steps, doing, done, word } = ACTIONS[action];
    if (!word || (await this.#confirmed(action, plugin, word))) {
      await this.#make(jar, doing, done, { method, path: path('v1', 'plugins', jar, ...steps) });
      if (document.activeElement === document.body) {
        // What was pressed has gone with its plugin.
        document.querySelector('.models-view input[type="file"]')?.focus();
      }
    }
  }

  #confirmed(action, plugin, word) {
    const { snapshot } = this.#view.feed;
    return confirm({
      title: `${word}: ${fileName(plugin.file)}?`,
      does: consequence(action, plugin, this.#installed.backends, snapshot.models),
      action: word,
    });
  }

  async #make(jar, doing, done, request) {
    this.#busy = `${fileName(jar)} is ${doing}`;
    this.#failed = null;
    this.#result = null;
    this.#view.render();
    try {
      const operation = await make(this.#view.app.service, request, () => {}, this.#view.signal);
      const wrong = operation.problem;
      this.#failed = wrong ? { message: wrong.title, detail: wrong.detail } : null;
      this.#result = wrong ? null : { sentence: `${fileName(jar)} is ${done}.`, plugin: operation.result ?? {} };
    } catch (error) {
      this.#failed = this.#view.signal.aborted ? null : error;
    }
    this.#busy = '';
    this.#view.render();
    this.#poll.now();
    return this.#result !== null;
  }

  async #readAgain() {
    try {
      this.#reload = await this.#view.app.service.post('/v1/reload', undefined, { signal: this.#view.signal });
    } catch (error) {
      this.#reload = error.problem?.reloaded ? error.problem : { error };
    }
    this.#view.render();
  }

  async #look(signal) {
    try {
      this.#installed = await this.#view.app.service.get('/v1/backends', { signal });
      this.#error = null;
    } catch (error) {
      if (!signal.aborted) {
        this.#error = error;
      }
      throw error;
    } finally {
      this.#view.render();
    }
  }

  async #lookAtBundles() {
    this.#bundles = await this.#view.app.service.get('/v1/bundles', { signal: this.#view.signal }).catch(() => this.#bundles);
    this.#view.render();
  }
}

/** What was done, and what is wrong with a plugin all the same; one that was stopped says so, which nobody needs to hear again. */
function done({ sentence, plugin }) {
  const wrong = plugin.problem && !/stopped|uninstalled/.test(sentence);
  return html`<p class="notice ${wrong ? 'warn' : 'good'}">
    ${sentence} ${wrong ? html`It does nothing yet: ${cut(plugin.problem, 500)} ${cut(plugin.remedy ?? '', 500)}` : nothing}
  </p>`;
}

/** Why a file cannot be a plugin; `null` if it may be one. */
function refusal(file) {
  if (!JAR_NAME.test(file.name)) {
    return {
      message: 'This is not the name of a jar.',
      detail: 'A jar is called by letters, digits and ._+- and ends with .jar; rename the file.',
    };
  }
  return file.size > LARGEST_JAR
    ? {
        message: `The jar has ${bytes(file.size)}.`,
        detail: 'A jar that is sent has at most 134 MB; copy it into the plugins folder.',
      }
    : null;
}
