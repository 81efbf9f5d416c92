import { classify } from './classify.js';
import { Latest } from './latest.js';

/** How many measures of a name are kept for whoever looks at the page's performance. */
const MOST_MEASURES = 300;

/** Refusals after which the same question may be answered: no answer, unknown version, too much to do, not ready. */
const PASSING = [0, 404, 429, 503];

/**
 * What each chosen model says about the picture that is shown, as fast as its wishes change.
 *
 * @typedef {object} Card
 * @property {import('./answerers.js').Answerer} answerer
 * @property {object|null} answer the newest one; of another picture, or under another corruption, while a newer one is under way
 * @property {object|null} wanted what that answer is of: `picture`, `terms`
 * @property {object|null} clean what was said of the same picture without a corruption, if it was asked
 * @property {Error|null} error why there is no answer to what is wanted
 * @property {boolean} isAsking
 */
export class Answers {
  #service;
  #changed;
  #lanes = new Map();

  /**
   * @param {import('../../shell/service.js').Service} service
   * @param {function(Card|null): void} changed hears of each answer that is to be shown
   */
  constructor(service, changed) {
    this.#service = service;
    this.#changed = changed;
  }

  /** @returns {Card[]} in the order in which they were chosen */
  get cards() {
    return [...this.#lanes.values()].map((lane) => ({ ...lane.card, isAsking: lane.latest.isAsking }));
  }

  /** Whether one was refused for a reason that may be gone by now. */
  get hasPassingFailure() {
    return this.cards.some((card) => PASSING.includes(card.error?.status));
  }

  /**
   * Asks all of them.
   *
   * @param {import('./answerers.js').Answerer[]} answerers
   * @param {import('./pictures.js').Picture|null} picture
   * @param {import('./classify.js').Terms} terms
   * @param {{measure?: string, since?: number}} cause when the user did what this answers, and what to call the time until then
   */
  ask(answerers, picture, terms, cause = {}) {
    const lanes = new Map();
    for (const answerer of answerers) {
      lanes.set(answerer.id, this.#lanes.get(answerer.id) ?? this.#lane(answerer));
      this.#lanes.delete(answerer.id);
    }
    this.#lanes.forEach((lane) => lane.latest.drop());
    this.#lanes = lanes;
    for (const answerer of answerers) {
      this.#want(lanes.get(answerer.id), { answerer, picture, terms, cause });
    }
  }

  /** Ends what is under way. */
  close() {
    this.#lanes.forEach((lane) => lane.latest.drop());
    this.#lanes.clear();
  }

  #lane(answerer) {
    const lane = { card: { answerer, answer: null, wanted: null, clean: null, error: null }, latest: null };
    lane.latest = new Latest(
      (wanted, signal) => classify(this.#service, wanted.answerer, wanted.picture, wanted.terms, signal),
      (wanted, answer, error) => this.#answered(lane, wanted, answer, error),
    );
    return lane;
  }

  #want(lane, wanted) {
    const { card } = lane;
    const isOther = card.picture !== wanted.picture || card.answerer.pin !== wanted.answerer.pin;
    if (isOther) {
      lane.latest.drop();
    }
    lane.card = { ...card, answerer: wanted.answerer, picture: wanted.picture, clean: isOther ? null : card.clean };
    if (wanted.picture) {
      lane.latest.want(wanted);
    } else {
      lane.card = { ...lane.card, answer: null, wanted: null, error: null };
    }
  }

  #answered(lane, wanted, answer, error) {
    if (error) {
      // What was said before stays, greyed: a service that is away for a moment takes nothing from the page.
      lane.card = { ...lane.card, error };
    } else {
      lane.card = { ...lane.card, answer, wanted, error: null, clean: wanted.terms.with ? lane.card.clean : answer };
    }
    this.#changed(lane.card);
    if (!error && wanted.cause.measure) {
      requestAnimationFrame(() => measure(wanted));
    }
  }
}

function measure({ answerer, cause, terms }) {
  if (performance.getEntriesByName(cause.measure).length >= MOST_MEASURES) {
    performance.clearMeasures(cause.measure);
  }
  performance.measure(cause.measure, { start: cause.since, detail: { model: answerer.id, with: terms.with } });
}
