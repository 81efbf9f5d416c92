import { render } from '../../vendor/lit/lit-html.js';
import { address } from '../../shell/route.js';
import { poll } from '../../shell/poll.js';
import { styled } from '../../parts/styled.js';
import { agreement } from './agreement.js';
import { Answers } from './answers.js';
import { Breaks } from './breaks.js';
import { photograph } from './camera.js';
import { choicesOf, isSeed, MOST_MODELS, queryOf } from './choices.js';
import { copied } from './copying.js';
import { corruptions, usual, withOf } from './corruptions.js';
import { example } from './example.js';
import { intake } from './intake.js';
import { chosen, offers } from './offers.js';
import { page } from './page.js';
import { save } from './saving.js';
import { firstState } from './state.js';
import { Survey } from './survey.js';

const MODELS_SECONDS = 5;

/** How strong a corruption is when it is chosen while the picture is clean: in the middle. */
const STRENGTH = 3;

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
  #drawn = 0;
  #shots = 0;
  #frame = 0;
  #telling = 0;
  #state = firstState();

  constructor(host, app, route) {
    this.#host = host;
    this.#app = app;
    this.#query = route.query;
    styled('style/try.css');
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
    if ([...route.query.keys()].length) {
      this.#query = route.query;
      this.#choose();
    } else {
      this.#remember();
    }
  }

  close() {
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
      const models = await this.#app.service.get('/v1/models', { signal });
      const all = offers(models);
      const isFirst = !this.#state.offers;
      this.#state = { ...this.#state, offers: all, offersError: null };
      this.#app.counted(models.filter((model) => model.ready ?? model.state === 'READY').length, models.length);
      if (isFirst) {
        this.#choose();
      } else {
        this.#renewed();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#change({ offersError: error });
      }
      throw error;
    }
  }

  async #learn() {
    try {
      const all = corruptions(await this.#app.service.get('/v1/augmentations'));
      this.#state = { ...this.#state, corruptions: all, corruptionsError: null };
      this.#choose();
    } catch (error) {
      this.#change({ corruptionsError: error });
    }
  }

  /** Takes the link's choices as soon as it is known what there is to choose from. */
  #choose() {
    const { offers: all, corruptions: known } = this.#state;
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

  /** The list of models has come again; those whose version is another one are asked again. */
  #renewed() {
    const before = this.#answers.cards.map((card) => card.offer);
    const now = this.#offers();
    const isOther = now.length !== before.length || now.some((offer, index) => offer.version !== before[index].version);
    this.#change({});
    if (isOther) {
      this.#ask();
    }
  }

  #offers() {
    return chosen(this.#state.models, this.#state.offers ?? []);
  }

  #terms() {
    return { with: withOf(this.#state.slots), seed: this.#state.seed, seen: true };
  }

  #ask(cause) {
    const { pictures, slots, corruptions: known } = this.#state;
    const terms = this.#terms();
    const all = this.#offers();
    this.#answers.ask(all, pictures.shown, terms, cause);
    this.#breaks.follow({ picture: pictures.shown, offers: all, slots, seed: terms.seed, corruptions: known ?? [] });
    this.#render();
  }

  #answered(card) {
    if (card?.error?.status === 404) {
      this.#poll.now(); // It may have another version by now.
    }
    this.#render();
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#change({ told: agreement(this.#answers.cards)?.text ?? '' }), QUIET_MS);
  }

  async #add(files, since = performance.now()) {
    const first = () => this.#ask({ measure: 'pokeai:first-answer', since });
    const refused = await this.#state.pictures.add(files, first);
    this.#change({ refused });
  }

  #pictured(change, focus) {
    change(this.#state.pictures);
    this.#ask();
    if (focus) {
      // What had the focus may be gone with its picture.
      this.#host.querySelector('.strip input:checked, .pictures button')?.focus();
    }
  }

  #corrupt(index, name) {
    const slots = this.#state.slots.map((slot, at) =>
      at === index ? { name, severity: this.#strength(name, slot.severity || STRENGTH) } : slot,
    );
    this.#chosen({ slots: slots.length ? slots : [{ name, severity: this.#strength(name, STRENGTH) }] });
  }

  #strength(name, severity) {
    return Math.min(severity, this.#state.corruptions.find((one) => one.name === name).severities);
  }

  #second(on) {
    const [slot] = this.#state.slots;
    const other = this.#state.corruptions.find((one) => one.name === 'jpeg_compression') ?? usual(this.#state.corruptions);
    this.#chosen({ slots: on ? [slot, { name: other.name, severity: this.#strength(other.name, 2) }] : [slot] });
  }

  #startSurvey() {
    const { surveyOffer, surveySuite, corruptions: known, pictures, seed } = this.#state;
    const all = this.#offers();
    const offer = all.find((one) => one.id === surveyOffer) ?? all[0];
    this.#survey.start({ picture: pictures.shown, offer, seed }, known.filter((one) => !surveySuite || one.suite === surveySuite));
  }

  #chosen(change, cause) {
    this.#state = { ...this.#state, ...change };
    this.#remember();
    this.#ask(cause);
  }

  #remember() {
    // Not a step back in the browser's history: there would be one for each move of the slider.
    window.history.replaceState(null, '', address('try', [], queryOf(this.#state)));
  }

  #does = {
    files: (files) => this.#add(files),
    camera: async () => {
      const since = performance.now();
      const shot = await photograph(this.#shots + 1);
      if (shot) {
        this.#shots += 1;
        this.#add([shot], since);
      }
    },
    draw: async () => this.#add([await example(this.#drawn++)]),
    show: (id) => this.#pictured((pictures) => pictures.show(id)),
    remove: (id) => this.#pictured((pictures) => pictures.remove(id), true),
    clear: () => this.#pictured((pictures) => pictures.clear(), true),
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
    search: (search) => this.#change({ search }),
    searchCorruption: (corruptionSearch) => this.#change({ corruptionSearch }),
    openCorruptions: (corruptionsOpen) => this.#change({ corruptionsOpen }),
    corrupt: (index, name) => this.#corrupt(index, name),
    second: (on) => this.#second(on),
    severity: (index, severity) => {
      const slots = this.#state.slots.map((slot, at) => (at === index ? { ...slot, severity } : slot));
      this.#chosen({ slots }, { measure: 'pokeai:slider', since: performance.now() });
    },
    seed: (seed) => this.#chosen({ seed: isSeed(seed) ? seed : this.#state.seed }),
    top: (top) => this.#chosen({ top }),
    everySeverity: (on) => this.#breaks.turn(on),
    corruptTo: (name, severity) => this.#chosen({ slots: [{ name, severity }] }),
    survey: () => this.#startSurvey(),
    stopSurvey: () => this.#survey.stop(),
    surveyTerms: (change) => this.#change(change),
    copyTerms: (change) => this.#change(change),
    copy: async (text) => {
      const isDone = await copied(text);
      this.#app.messages.show(isDone ? 'Copied.' : 'The browser does not let this page copy. Select the text.', isDone ? 'good' : 'bad');
    },
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
