import { probability } from '../../parts/format.js';
import { cut } from '../../parts/text.js';
import { called } from './answerers.js';

/** How much of a class's name is in a sentence. */
const SHOWN = 60;

/**
 * What all say together, in a sentence.
 *
 * @param {import('./answers.js').Card[]} cards
 * @returns {{text: string, isSame: boolean}|null} `null` as long as nobody has answered
 */
export function agreement(cards) {
  const told = cards.filter((card) => card.answer && !card.error);
  if (!told.length) {
    return null;
  }
  const labels = new Set(told.map((card) => card.answer.top[0].label));
  if (told.length === 1) {
    return { text: `${told[0].answerer.model} says ${says(told[0].answer)}.`, isSame: true };
  }
  if (labels.size === 1) {
    const all = told.length === 2 ? 'Both say' : `All ${told.length} say`;
    return { text: `${all} ${cut([...labels][0], SHOWN)}: ${list(told.map((card) => sure(card.answer)))}.`, isSame: true };
  }
  return {
    text: `They disagree: ${list(told.map((card) => `${called(card.answerer)} says ${says(card.answer)}`))}.`,
    isSame: false,
  };
}

/** The best class with its probability: `bubblefin (91.0 %)`. */
export function says(answer) {
  return `${cut(answer.top[0].label, SHOWN)} (${sure(answer)})`;
}

function sure(answer) {
  return probability(answer.top[0].probability);
}

function list(parts) {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
