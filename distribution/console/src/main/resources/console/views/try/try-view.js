import { render } from '../../vendor/lit/lit-html.js';
import { address } from '../../shell/route.js';
import { MODEL_LISTS, readyOf } from '../../shell/model-list.js';
import { poll } from '../../shell/poll.js';
import { copy, told } from '../../parts/copy.js';
import { agreement } from './agreement.js';
import { Answers } from './answers.js';
import { Breaks } from './breaks.js';
import { photographs } from './camera.js';
import { choicesOf, isSeed, MOST_MODELS, queryOf } from './choices.js';
import { corruptions, replaced, withOf, withSecond } from './corruptions.js';
import { example } from './example.js';
import { intake } from './intake.js';
import { chosen, answerers } from './answerers.js';
import { page } from './page.js';
import { mayClear, save } from './keeping.js';
import { firstState } from './state.js';
import { Survey } from './survey.js';

const MODELS_SECONDS = 5;

/** Seeds that are drawn are short enough to be read and typed. */
const MOST_RANDOM_SEED = 100_000;

/** What was said is read out when answers have stopped coming for so long. */
const QUIET_MS = 700;

/** Holds what the user has chosen, and asks for what follows from it. */
export class TryView {
  #host;
  #app;
  #query;
  #answers;
  #breaks;
  #survey;
  #poll;
  #ends;
  #frame = 0;
  #telling = 0;
  #kept;
  #closed = new AbortController();
  #state;

  /**
   * @param {HTMLElement} host
   * @param {import('../../shell/app.js').App} app
   * @param {{query: URLSearchParams}} route
   * @param {{pictures: import('./pictures.js').Pictures, query: URLSearchParams, drawings: number, photos: number}} kept what
   *     outlives the view
   */
  constructor(host, app, route, kept) {
    this.#host = host;
    this.#app = app;
    this.#kept = kept;
    this.#query = route.query.size ? route.query : kept.query;
    this.#state = firstState(kept.pictures);
    this.#answers = new Answers(app.service, (card) => this.#answered(card));
    this.#breaks = new Breaks(app.service, () => this.#soon());
    this.#survey = new Survey(app.service, () => this.#soon());
    this.#ends = intake(host, {
      files: (files) => this.#add(files),
      nothing: (sentence) => this.#change({ refused: [sentence] }),
    });
    this.#render();
    this.#poll = poll(MODELS_SECONDS, (signal) => this.#look(signal));
    this.#learn();
  }

  /** Restores what a link says; one without choices changes nothing. */
  update(route) {
    if (route.query.size) {
      this.#query = route.query;
      this.#choose();
    } else {
      this.#remember();
    }
  }

  close() {
    this.#closed.abort();
    this.#poll.stop();
    this.#ends();
    this.#answers.close();
    this.#breaks.close();
    this.#survey.stop();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#telling);
  }

  async #look(signal) {
    try {
      const models = await this.#app.service.get(MODEL_LISTS[this.#app.place.port], { signal });
      const all = answerers(models);
      const isFirst = !this.#state.answerers;
      this.#state = { ...this.#state, answerers: all, answerersError: null };
      this.#app.counted(readyOf(models), models.length);
      if (isFirst) {
        this.#choose();
      } else {
        this.#renewed();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#change({ answerersError: error });
      }
      throw error;
    }
  }

  async #learn() {
    try {
      const all = corruptions(await this.#app.service.get('/v1/augmentations', { signal: this.#closed.signal }));
      this.#state = { ...this.#state, corruptions: all, corruptionsError: null };
      this.#choose();
    } catch (error) {
      if (!this.#closed.signal.aborted) {
        this.#change({ corruptionsError: error });
      }
    }
  }

  /** Takes the link's choices as soon as it is known what there is to choose from. */
  #choose() {
    const { answerers: all, corruptions: known } = this.#state;
    if (!all || !known) {
      // A picture need not wait for the list of corruptions.
      this.#change(all ? { models: choicesOf(this.#query, all, []).models } : {});
      this.#ask();
      return;
    }
    this.#change(choicesOf(this.#query, all, known));
    this.#remember();
    this.#ask();
  }

  /** The list of models has come again: another version may answer, or the service does again. */
  #renewed() {
    const before = this.#answers.cards;
    const now = this.#answerers();
    const isSame = now.length === before.length && now.every((one, at) => one.version === before[at].answerer.version);
    if (!isSame || this.#answers.hasPassingFailure) {
      this.#ask();
    } else {
      this.#render();
    }
  }

  #answerers() {
    return chosen(this.#state.models, this.#state.answerers ?? []);
  }

  #terms() {
    return { with: withOf(this.#state.steps), seed: this.#state.seed, seen: true };
  }

  #ask(cause) {
    if (this.#closed.signal.aborted) {
      return; // A picture was still being read when the view was left; it is there when the view is back.
    }
    const { pictures, steps, corruptions: known } = this.#state;
    const terms = this.#terms();
    const all = this.#answerers();
    this.#answers.ask(all, pictures.shown, terms, cause);
    this.#breaks.follow({ picture: pictures.shown, answerers: all, steps, seed: terms.seed, corruptions: known ?? [] });
    this.#render();
  }

  #answered(card) {
    this.#render();
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#change({ told: agreement(this.#answers.cards)?.text ?? '' }), QUIET_MS);
  }

  async #add(files, since = performance.now()) {
    const first = () => this.#ask({ measure: 'pokeai:first-answer', since });
    const refused = await this.#state.pictures.add(files, first);
    this.#change({ refused });
  }

  #pictured(change) {
    change(this.#state.pictures);
    this.#ask();
    this.#refocus('.strip input:checked', '[data-test=remove]', '.pictures button');
  }

  /** What had the focus may be gone; what stands in its place has it then. */
  #refocus(...places) {
    if (document.activeElement === document.body) {
      places
        .map((place) => this.#host.querySelector(place))
        .find(Boolean)
        ?.focus();
    }
  }

  #startSurvey() {
    const { surveyAnswerer, surveySuite, corruptions: known, pictures, seed } = this.#state;
    const all = this.#answerers();
    const answerer = all.find((one) => one.id === surveyAnswerer) ?? all[0];
    const suite = known.filter((one) => !surveySuite || one.suite === surveySuite);
    this.#survey.start({ picture: pictures.shown, answerer, seed }, suite);
  }

  #seeded(seed) {
    if (!isSeed(seed)) {
      this.#app.messages.show('A seed is a whole number of at most 18 digits.');
    }
    this.#chosen({ seed: isSeed(seed) ? seed : this.#state.seed });
  }

  #chosen(change, cause) {
    this.#state = { ...this.#state, ...change };
    this.#remember();
    this.#ask(cause);
  }

  #remember() {
    // Not a step back in the browser's history: there would be one for each move of the slider.
    this.#kept.query = new URLSearchParams(queryOf(this.#state));
    window.history.replaceState(null, '', address('try', [], this.#kept.query));
  }

  #does = {
    files: (files) => this.#add(files),
    camera: async () => this.#add(await photographs(this.#kept)),
    draw: async () => this.#add([await example(this.#kept)]),
    show: (id) => this.#pictured((pictures) => pictures.show(id)),
    remove: (id) => this.#pictured((pictures) => pictures.remove(id)),
    clear: async () => {
      if (await mayClear(this.#state.pictures.all)) {
        this.#pictured((pictures) => pictures.clear());
      }
    },
    closeRefused: () => this.#change({ refused: [] }),
    again: () => {
      this.#poll.now();
      if (this.#state.corruptions) {
        this.#ask();
      } else {
        this.#learn();
      }
    },
    choose: (id, on) => {
      const models = this.#state.models.filter((one) => one !== id);
      this.#chosen({ models: on ? [...models, id].slice(0, MOST_MODELS) : models });
    },
    corrupt: (index, name) => this.#chosen({ steps: replaced(this.#state.steps, index, name, this.#state.corruptions) }),
    second: (on) => {
      const { steps, corruptions: known } = this.#state;
      this.#chosen({ steps: on ? withSecond(steps, known) : steps.slice(0, 1) });
      this.#refocus('.second select', '[data-test=second]', 'summary');
    },
    severity: (index, severity) => {
      const steps = this.#state.steps.map((step, at) => (at === index ? { ...step, severity } : step));
      this.#chosen({ steps }, { measure: 'pokeai:slider', since: performance.now() });
    },
    seed: (seed) => this.#seeded(seed.trim()),
    anotherSeed: () => this.#seeded(String(Math.floor(Math.random() * MOST_RANDOM_SEED))),
    top: (top) => {
      this.#change({ top });
      this.#remember();
    },
    everySeverity: (on) => this.#breaks.turn(on),
    corruptTo: (name, severity) => this.#chosen({ steps: [{ name, severity }] }),
    survey: () => this.#startSurvey(),
    stopSurvey: () => this.#survey.stop(),
    set: (change) => this.#change(change),
    copy: async (text) => told(this.#app.messages, await copy(text)),
    save: () => save(this.#state.pictures.shown),
  };

  #change(change) {
    this.#state = { ...this.#state, ...change };
    this.#render();
  }

  /** For what comes in quick succession: once for each frame of the screen. */
  #soon() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#render());
  }

  #render() {
    const state = {
      ...this.#state,
      cards: this.#answers.cards,
      terms: this.#terms(),
      breaks: this.#breaks,
      survey: this.#survey,
      origin: window.location.origin,
      hasToken: this.#app.session.token !== '',
    };
    render(page(state, this.#does), this.#host);
  }
}
