// The view "Models": what answers, what is changed, the journal, and what is installed.
//
// Names of its controls, for tests:
//   links     Models, Changes, Journal, Back ends (navigation "Parts of this view"); All models; each name of a model
//   list      Filter models (search), Show (group of buttons All, Ready, Failed, …), Load a new name, Previous page, Next page
//   a model   Swap…, Canary…, Shadow…, Roll back…, Unload…, Load…, Promote…, Abort…, Share of the canary in percent,
//             Set the weight, As it is
//   dialog    What is to answer, File on the service's machine; …, Percent, Only if a gate lets it pass, Plan of the gate, …,
//             Who changes it, …; its last button is called as the action; Cancel the gate, Change the order, Close
//   journal   Model, Operation, Outcome, Older, Newest; Details of … (button of a row)
//   back ends Jar to install, Install, Start, Stop…, Uninstall…, Read tokens and certificate again
import { html, nothing, render } from '../../vendor/lit/lit-html.js';
import { failure, loading } from '../../parts/notice.js';
import { stylesheet } from '../../parts/stylesheet.js';
import { time } from '../../parts/format.js';
import { readyOf } from '../../shell/model-list.js';
import { address } from '../../shell/route.js';
import { BackEndsPage } from './backends-page.js';
import { ChangeDialog } from './change-dialog.js';
import { ChangesPage } from './changes-page.js';
import { Feed } from './data/feed.js';
import { History } from './data/history.js';
import { JournalPage } from './journal-page.js';
import { ListPage } from './list-page.js';
import { ModelPage } from './model-page.js';
import { runningLine, runs } from './operation.js';

await Promise.all([stylesheet('style/models.css'), stylesheet('style/models-figures.css')]);

/** Figures of the last minutes, also while another view is looked at in between. */
const HISTORY = new History();

const TABS = [
  { id: '', title: 'Models', page: ListPage },
  { id: 'changes', title: 'Changes', page: ChangesPage },
  { id: 'journal', title: 'Journal', page: JournalPage },
  { id: 'backends', title: 'Back ends', page: BackEndsPage },
];

/** Shows the view. */
export function open(host, app, route) {
  const view = new ModelsView(host, app);
  view.update(route);
  return view;
}

/** The parts of the view, one of which is shown, and what they have in common. */
class ModelsView {
  #host;
  #ending = new AbortController();
  #page = null;
  #shown = '';
  #counted = '';

  constructor(host, app) {
    this.#host = host;
    this.app = app;
    this.feed = new Feed(app.service, HISTORY, () => this.#news());
  }

  /** Ends with the view. */
  get signal() {
    return this.#ending.signal;
  }

  update(route) {
    const [name = ''] = route.parts;
    const tab = TABS.find((one) => one.id === (route.query.get('tab') ?? '')) ?? TABS[0];
    const shown = name ? `model ${name}` : `tab ${tab.id} ${route.query}`;
    if (shown === this.#shown) {
      return;
    }
    const first = this.#shown === '';
    this.#shown = shown;
    this.#page?.close();
    this.#page = name ? new ModelPage(this, name) : new tab.page(this, route.query);
    this.render();
    if (!first) {
      this.#host.querySelector('h1')?.focus();
      window.scrollTo(0, 0);
    }
  }

  close() {
    this.#ending.abort();
    this.#page?.close();
    this.feed.stop();
  }

  /** Asks what a change is to be, and makes it. */
  async change(action, name, rest = {}) {
    const asked = document.activeElement;
    await new ChangeDialog(this.app, this.feed, this.signal, action, name, rest).open();
    this.render();
    // The button that was pressed may have gone with what it was for.
    if (!asked?.isConnected || document.activeElement === document.body) {
      (asked?.isConnected ? asked : this.#host.querySelector('h1'))?.focus();
    }
  }

  /** Shows what is known now. */
  render() {
    if (this.signal.aborted || !this.#page) {
      return;
    }
    const { snapshot } = this.feed;
    render(
      html`<div class="stack models-view">
        ${this.#page.title()} ${this.#tabs(snapshot)} ${this.#underWay(snapshot)}
        ${
          snapshot.error && snapshot.loaded
            ? html`<p class="notice warn">
                No news since ${time(snapshot.at)}: what is shown is from then. ${snapshot.error.message}
              </p>`
            : nothing
        }
        ${
          snapshot.loaded
            ? html`<div class="stack ${snapshot.error ? 'stale' : ''}">${this.#page.content(snapshot)}</div>`
            : snapshot.error
              ? failure(snapshot.error, () => (snapshot.error.isDenied ? this.app.askForToken() : this.feed.now()))
              : loading('Models')
        }
      </div>`,
      this.#host,
    );
  }

  #news() {
    const { models, loaded } = this.feed.snapshot;
    const ready = readyOf(models);
    if (loaded && this.#counted !== `${ready}/${models.length}`) {
      this.#counted = `${ready}/${models.length}`;
      this.app.counted(ready, models.length);
    }
    this.render();
  }

  #tabs({ operations }) {
    const running = operations.filter(runs).length;
    const isModel = this.#shown.startsWith('model ');
    return html`<nav class="tabs" aria-label="Parts of this view">
      ${TABS.map(
        (tab) =>
          html`<a
            href=${address('models', [], tab.id ? { tab: tab.id } : {})}
            aria-current=${!isModel && this.#shown.startsWith(`tab ${tab.id} `) ? 'page' : nothing}
            >${tab.title}${tab.id === 'changes' && running ? ` (${running})` : ''}</a
          >`,
      )}
    </nav>`;
  }

  /** One line that is always there, so that nothing moves when a change begins. */
  #underWay({ operations, loaded }) {
    const running = operations.filter(runs);
    const more = running.length - 1;
    return html`<p class="under-way small">
      ${
        !loaded
          ? nothing
          : running.length
            ? html`<span class="badge warn">under way</span> ${runningLine(running[0])}
                ${more > 0 ? html`and <a href=${address('models', [], { tab: 'changes' })}>${more} more</a>` : nothing}`
            : html`<span class="quiet">No change is under way.</span>`
      }
    </p>`;
  }
}
