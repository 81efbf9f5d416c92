// The words of this view. No page is needed.
import { cut } from '../../../parts/text.js';

const PLAIN = /^[\x20-\x7e]*$/;
const NAME_SHOWN = 60;

const STATES = {
  READY: { kind: 'good', text: 'ready' },
  FOUND: { kind: '', text: 'not loaded' },
  CLOSED: { kind: '', text: 'unloaded' },
  OPENING: { kind: 'warn', text: 'opening' },
  WARMING: { kind: 'warn', text: 'warming up' },
  CERTIFYING: { kind: 'warn', text: 'being checked' },
  DRAINING: { kind: 'warn', text: 'draining' },
  FAILED: { kind: 'bad', text: 'failed' },
};

/** Of a model: the kind of its badge and the word in it. */
export function stateOf(model) {
  return STATES[model.state] ?? { kind: '', text: String(model.state).toLowerCase() };
}

/** What a state means to callers. */
export function meaning(model) {
  switch (model.state) {
    case 'READY':
      return '';
    case 'FOUND':
      return 'It is opened with its first call.';
    case 'CLOSED':
      return 'Callers get 503 until it is loaded.';
    case 'FAILED':
      return 'Callers get an error until this is put right.';
    default:
      return 'It answers in a moment.';
  }
}

/** What the actions are called: on their buttons, in titles and when they are done. */
export const ACTIONS = {
  load: { title: 'Load', done: 'Loaded' },
  unload: { title: 'Unload', done: 'Unloaded' },
  swap: { title: 'Swap', done: 'Swapped' },
  canary: { title: 'Canary', done: 'Canary begun' },
  weight: { title: 'Weight of the canary', done: 'Weight changed' },
  shadow: { title: 'Shadow', done: 'Shadow begun' },
  promote: { title: 'Promote', done: 'Promoted' },
  abort: { title: 'Abort', done: 'Trial aborted' },
  rollback: { title: 'Roll back', done: 'Rolled back' },
};

const OPERATIONS = {
  LOAD: 'load',
  UNLOAD: 'unload',
  SWAP: 'swap',
  CANARY: 'canary',
  SHADOW: 'shadow',
  PROMOTE: 'promote',
  ABORT: 'abort',
  ROLLBACK: 'roll-back',
  CHANGE: 'change of files or back end',
  FAILOVER: 'fail-over',
};

/** An operation of the journal or of a change that runs: `roll-back`. */
export function operationWord(operation) {
  const known = OPERATIONS[String(operation).toUpperCase()];
  return known ?? String(operation).toLowerCase();
}

const STEPS = {
  contract: 'labels and input are compared',
  open: 'the back end reads the files',
  'warm up': 'a first batch is answered, so that no caller waits for it',
  certify: 'answers are held to the certificate, if there is one',
  compare: 'answers of both back ends are compared',
  gate: 'both are asked about the pictures of the plan',
  publish: 'calls that come now are answered by it',
  drain: 'calls that run end where they began',
};

/** What happens in a step. */
export function stepMeaning(step) {
  return STEPS[step] ?? '';
}

/**
 * A text from outside that stands in a sentence: cut, and kept from turning the sentence around it.
 *
 * @param {string} text
 */
export function inSentence(text, length = NAME_SHOWN) {
  const shown = cut(text, length);
  return PLAIN.test(shown) ? shown : `\u2068${shown}\u2069`;
}

/** The last part of a path, for a sentence. */
export function fileName(path) {
  return inSentence(String(path).split(/[\\/]/).filter(Boolean).at(-1) ?? '');
}

/** `95f4a22ca199 (creatures.onnx)`: a version as operators know it. */
export function versionWords(version) {
  if (!version) {
    return 'what the artifacts folder has';
  }
  const file = version.files?.length ? ` (${fileName(version.files[0])}${version.files.length > 1 ? ' and more' : ''})` : '';
  return `${String(version.version).slice(0, 12)}${file}`;
}

/** What may be let differ, and what it means. */
export const ALLOWANCES = {
  labels: 'Other class names, another order or number of them',
  input: 'Another preprocessing of pictures',
  disagreement: 'Other answers than those of the back end before',
  uncertified: 'No certificate, though the name has one',
  folds: 'Fewer folds than answer now',
  held: 'A version that is held, such as one that was rolled back from',
};
