// Where an answer breaks: the first severity at which it differs from that of severity 0.

import { probability } from '../../parts/format.js';
import { cut } from '../../parts/text.js';

/**
 * What became of an answer with growing severity.
 *
 * @typedef {object} Verdict
 * @property {'open'|'holds'|'breaks'} kind `open` while it is not known
 * @property {number} at the severity at which it breaks; of one that holds, the last
 * @property {object|null} from the best class of severity 0: `label`, `index`, `probability`
 * @property {object|null} to the best class at `at`
 * @property {number} back the first severity after it at which the first class is back; 0 if there is none
 */

/**
 * @param {(object|null)[]} best the best class of each severity from 0 on; `null` where there is no answer yet, or none
 * @returns {Verdict}
 */
export function verdict(best) {
  const [clean] = best;
  if (!clean) {
    return { kind: 'open', at: 0, from: null, to: null, back: 0 };
  }
  for (let severity = 1; severity < best.length; severity++) {
    if (!best[severity]) {
      return { kind: 'open', at: 0, from: clean, to: null, back: 0 };
    }
    if (best[severity].index !== clean.index) {
      const back = best.findIndex((one, later) => later > severity && one?.index === clean.index);
      return { kind: 'breaks', at: severity, from: clean, to: best[severity], back: Math.max(0, back) };
    }
  }
  return { kind: 'holds', at: best.length - 1, from: clean, to: best.at(-1), back: 0 };
}

/** The same in a sentence. */
export function sentenceOf({ kind, at, from, to, back }) {
  if (kind === 'breaks') {
    return `breaks at severity ${at}: ${of(from)} → ${of(to)}${back ? `; right again at ${back}` : ''}`;
  }
  return kind === 'holds' ? `holds up to severity ${at}: ${of(from)} → ${probability(to.probability)}` : '';
}

function of(best) {
  return `${cut(best.label, 60)} ${probability(best.probability)}`;
}
