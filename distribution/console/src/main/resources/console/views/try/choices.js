import { linkOf, stepsOf, usual } from './corruptions.js';
import { first } from './answerers.js';

/** How many models are asked side by side. */
export const MOST_MODELS = 6;

/** How many classes of an answer may be shown. */
export const TOPS = [3, 5, 10];

const SEED = /^(0|-?[1-9][0-9]{0,17})$/;

/**
 * What a user has chosen, apart from the pictures; a link holds all of it.
 *
 * @typedef {{models: string[], steps: import('./corruptions.js').Step[], seed: string, top: number}} Choices
 */

/**
 * Reads a link, and fills in what it does not say.
 *
 * @param {URLSearchParams} query
 * @param {import('./answerers.js').Answerer[]} answerers
 * @param {object[]} corruptions
 * @returns {Choices}
 */
export function choicesOf(query, answerers, corruptions) {
  const models = [...new Set(query.getAll('model'))].slice(0, MOST_MODELS);
  const steps = stepsOf(query.get('with'), corruptions);
  const plain = usual(corruptions);
  const top = Number(query.get('top'));
  return {
    models: models.length ? models : first(answerers),
    steps: steps.length || !plain ? steps : [{ name: plain.name, severity: 0 }],
    seed: isSeed(query.get('seed')) ? query.get('seed') : '0',
    top: TOPS.includes(top) ? top : TOPS[0],
  };
}

/** Whether a text is a seed that the service takes. */
export function isSeed(text) {
  return SEED.test(text ?? '');
}

/** The query of a link to the same choices. */
export function queryOf({ models, steps, seed, top }) {
  const query = models.map((model) => ['model', model]);
  if (steps.length) {
    query.push(['with', linkOf(steps)]);
  }
  if (seed !== '0') {
    query.push(['seed', seed]);
  }
  if (top !== TOPS[0]) {
    query.push(['top', String(top)]);
  }
  return query;
}
