// What a form asks for, as the body of a request. No page is needed.

/** Which fields the actions take: a target, terms, a gate, a weight. */
export const TAKES = {
  load: { target: true, terms: true, gate: false, weight: false },
  unload: { target: false, terms: false, gate: false, weight: false },
  swap: { target: true, terms: true, gate: true, weight: false },
  canary: { target: true, terms: true, gate: true, weight: true },
  weight: { target: false, terms: false, gate: false, weight: true },
  shadow: { target: true, terms: true, gate: true, weight: false },
  promote: { target: false, terms: false, gate: false, weight: false },
  abort: { target: false, terms: false, gate: false, weight: false },
  rollback: { target: false, terms: true, gate: false, weight: false },
};

/** How many characters who changes something may have. */
export const LONGEST_WHO = 200;

/**
 * @typedef {object} Draft
 * @property {string} action of `TAKES`
 * @property {string} model
 * @property {'folder'|'file'|'from'|'version'|'backend'} target
 * @property {string} file
 * @property {string} from
 * @property {string} version of a target, or of a roll-back; empty for the one before
 * @property {string} backend
 * @property {number} percent of a canary
 * @property {string[]} allow
 * @property {boolean} agree
 * @property {boolean} gated
 * @property {string} gate
 * @property {number} minutes of the gate
 * @property {string} who
 */

/** @returns {Draft} */
export function draft(action, model, rest = {}) {
  return {
    action,
    model,
    target: action === 'load' ? 'folder' : 'file',
    file: '',
    from: '',
    version: '',
    backend: '',
    percent: 5,
    allow: [],
    agree: false,
    gated: false,
    gate: '',
    minutes: 60,
    who: '',
    ...rest,
  };
}

/** The word of the path that a draft is sent to. */
export function pathWord(one) {
  return one.action === 'weight' ? 'canary' : one.action;
}

/** The body of the request. */
export function order(one) {
  const takes = TAKES[one.action];
  return {
    ...(takes.target && one.target !== 'folder' ? { [one.target]: one[one.target].trim() } : {}),
    ...(one.action === 'rollback' && one.version ? { version: one.version } : {}),
    ...(takes.weight ? { weight: one.percent / 100 } : {}),
    ...(takes.terms && one.allow.length ? { allow: one.allow } : {}),
    ...(takes.terms && one.agree ? { agree: true } : {}),
    ...(takes.gate && one.gated ? { gate: one.gate.trim(), gate_deadline_s: Math.round(60 * one.minutes) } : {}),
    who: one.who.trim() || 'console',
  };
}

const NEEDED = {
  file: 'Name a file.',
  from: 'Choose a model.',
  version: 'Choose a version.',
  backend: 'Choose a back end.',
};

/** What is still missing, as a sentence; empty if the draft can be sent. */
export function missing(one) {
  const takes = TAKES[one.action];
  if (!one.model.trim()) {
    return 'Give the model a name.';
  }
  if (takes.target && one.target !== 'folder' && !one[one.target].trim()) {
    return NEEDED[one.target];
  }
  if (takes.weight && !(one.percent > 0 && one.percent < 100)) {
    return 'A canary answers more than 0 % and less than 100 % of the calls.';
  }
  if (takes.gate && one.gated && !one.gate.trim()) {
    return 'Name the plan of the gate.';
  }
  if (takes.gate && one.gated && !(one.minutes >= 1 && one.minutes <= 10_080)) {
    return 'A gate has 1 minute to 7 days.';
  }
  if (one.who.length > LONGEST_WHO) {
    return `Who changes it may have ${LONGEST_WHO} characters.`;
  }
  return '';
}
