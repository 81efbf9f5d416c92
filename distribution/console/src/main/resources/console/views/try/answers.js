import { classify } from './classify.js';
import { Latest } from './latest.js';

/** How many measures of a name are kept for whoever looks at the page's performance. */
const MOST_MEASURES = 300;

/**
 * What each chosen model says about the picture that is shown, as fast as its wishes change.
 *
 * @typedef {object} Card
 * @property {import('./offers.js').Offer} offer
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

  /**
   * Asks all of them.
   *
   * @param {import('./offers.js').Offer[]} offers
   * @param {import('./pictures.js').Picture|null} picture
   * @param {import('./classify.js').Terms} terms
   * @param {{measure?: string, since?: number}} cause when the user did what this answers, and what to call the time until then
   */
  ask(offers, picture, terms, cause = {}) {
    const lanes = new Map();
    for (const offer of offers) {
      lanes.set(offer.id, this.#lanes.get(offer.id) ?? this.#lane(offer));
      this.#lanes.delete(offer.id);
    }
    this.#lanes.forEach((lane) => lane.latest.drop());
    this.#lanes = lanes;
    for (const offer of offers) {
      this.#want(lanes.get(offer.id), { offer, picture, terms, cause });
    }
  }

  /** Ends what is under way. */
  close() {
    this.#lanes.forEach((lane) => lane.latest.drop());
    this.#lanes.clear();
  }

  #lane(offer) {
    const lane = { card: { offer, answer: null, wanted: null, clean: null, error: null }, latest: null };
    lane.latest = new Latest(
      (wanted, signal) => classify(this.#service, wanted.offer, wanted.picture, wanted.terms, signal),
      (wanted, answer, error) => this.#answered(lane, wanted, answer, error),
    );
    return lane;
  }

  #want(lane, wanted) {
    const { card } = lane;
    const isOther = card.picture !== wanted.picture || card.offer.pin !== wanted.offer.pin;
    if (isOther) {
      lane.latest.drop();
    }
    lane.card = { ...card, offer: wanted.offer, picture: wanted.picture, clean: isOther ? null : card.clean };
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

function measure({ offer, cause, terms }) {
  if (performance.getEntriesByName(cause.measure).length >= MOST_MEASURES) {
    performance.clearMeasures(cause.measure);
  }
  performance.measure(cause.measure, { start: cause.since, detail: { model: offer.id, with: terms.with } });
}
