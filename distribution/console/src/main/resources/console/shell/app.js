import { render } from '../vendor/lit/lit-html.js';
import { chrome } from './chrome.js';
import { keepFocus } from './focus.js';
import { Messages } from './messages.js';
import { MODEL_LISTS, readyOf } from './model-list.js';
import { poll } from './poll.js';
import { route } from './route.js';
import { Service, ServiceError } from './service.js';
import { Session } from './session.js';
import { askForToken } from './token.js';
import { VIEWS } from './views.js';

const HEALTH_SECONDS = 5;

/**
 * The console: the frame, and in it the view that the address names. Views get the app itself: `service`, `messages`, `place`, and
 * `session`.
 */
export class App {
  #host;
  #window;
  #open = null;
  #opening = 0;
  #countedAt = 0;
  #asking = false;
  #hasDeclined = false;
  #state = { views: VIEWS, view: '', health: '', models: null, offline: false, error: null };

  /**
   * @param {HTMLElement} host
   * @param {Window} window
   */
  constructor(host, window) {
    this.#host = host;
    host.replaceChildren();
    this.#window = window;
    keepFocus(window.document);
    this.session = new Session(window.sessionStorage, window.localStorage);
    this.service = new Service(this.session, {
      reached: () => this.#setOffline(false),
      lost: () => this.#setOffline(true),
      denied: (error) => this.#denied(error),
    });
    this.messages = new Messages(window.document.body.appendChild(window.document.createElement('div')));
    /** Where the page was given: `port` is `administration` or `public`. */
    this.place = { port: 'public', version: '' };
    this.#setTheme(this.session.theme);
  }

  async start() {
    try {
      this.place = await this.service.get('service.json');
    } catch (error) {
      this.#render({ error });
      setTimeout(() => this.start(), HEALTH_SECONDS * 1000);
      return;
    }
    const views = VIEWS.filter((view) => this.place.port === 'administration' || view.forCallers);
    this.#render({ views, error: null });
    this.#window.addEventListener('hashchange', () => this.#show());
    poll(HEALTH_SECONDS, (signal) => this.#look(signal));
    await this.#show();
  }

  /** How many models there are and answer, for the head of the page; a view that knows says it. */
  counted(ready, all) {
    this.#countedAt = Date.now();
    this.#render({ models: { ready, all } });
  }

  /** Asks for a token, because somebody wants to give one. */
  askForToken() {
    return this.#askToken();
  }

  async #show() {
    const wanted = route(this.#window.location.hash);
    const view = this.#state.views.find((one) => one.id === wanted.view) ?? this.#state.views[0];
    if (this.#open?.view === view) {
      this.#open.shown.update(wanted);
      return;
    }
    const turn = ++this.#opening;
    this.#open?.shown.close();
    this.#open = null;
    this.#render({ view: view.id });
    this.#window.document.title = `${view.title} – PokeAI console`;
    // The frame leaves its content alone.
    const room = this.#host.querySelector('.room');
    room.replaceChildren();
    try {
      const module = await view.load();
      if (turn === this.#opening) {
        const host = room.appendChild(this.#window.document.createElement('div'));
        host.className = `view ${view.id}`;
        this.#open = { view, shown: module.open(host, this, wanted) };
      }
    } catch {
      this.#render({
        error: new ServiceError(0, { title: `The view ${view.title} did not load.`, detail: 'Load the page again.' }),
      });
    }
  }

  async #look(signal) {
    const response = await fetch('/health/ready', { signal, cache: 'no-store' }).catch(() => null);
    if (signal.aborted) {
      return;
    }
    this.#setOffline(!response);
    if (response) {
      this.#render({ health: (await response.json()).status });
    }
    // The view on show may not know.
    if (response && Date.now() - this.#countedAt > 2 * HEALTH_SECONDS * 1000) {
      await this.#count(signal);
    }
  }

  async #count(signal) {
    const models = await this.service.get(MODEL_LISTS[this.place.port], { signal });
    this.#render({ models: { ready: readyOf(models), all: models.length } });
  }

  #setOffline(offline) {
    if (offline !== this.#state.offline) {
      this.#render({ offline });
      if (!offline) {
        // Whoever asks again and again need not wait any longer.
        this.#window.dispatchEvent(new Event('servicereached'));
      }
    }
  }

  async #denied(error) {
    if (!this.#asking && !this.#hasDeclined) {
      await this.#askToken(error.message);
    }
  }

  async #askToken(sentence = 'Calls are made without a token unless there is one here.') {
    this.#asking = true;
    const changed = await askForToken(this.session, { sentence, port: this.place.port });
    this.#asking = false;
    // Whoever does not want to give one is not asked again by what asks again and again; the key in the head is there.
    this.#hasDeclined = !changed;
    if (changed) {
      this.#window.location.reload();
    }
  }

  #setTheme(theme) {
    this.session.theme = theme;
    this.#window.document.documentElement.dataset.theme = theme;
    this.#render({});
    this.#window.dispatchEvent(new Event('themechange'));
  }

  #render(change) {
    this.#state = { ...this.#state, ...change };
    render(
      chrome(
        { ...this.#state, place: this.place, theme: this.session.theme, hasToken: this.session.token !== '' },
        { setTheme: (theme) => this.#setTheme(theme), askToken: () => this.#askToken() },
      ),
      this.#host,
    );
  }
}
