// What a change is going to do, in sentences for this model. No page is needed.
import { decimal } from '../../../parts/format.js';
import { fileName, inSentence, versionWords } from './words.js';

/**
 * @param {import('./order.js').Draft} one
 * @param {object|undefined} model as `GET /v1/models` has it; `undefined` for a name that is new
 * @param {object|null} preview of a roll-back: what `GET …/rollback` answers
 * @param {object[]} held versions that were rolled back from, as `heldVersions` finds them
 * @returns {string[]}
 */
export function sentences(one, model, preview, held = []) {
  const now = answering(model);
  const next = targetWords(one, model);
  switch (one.action) {
    case 'load':
      return now
        ? [
            `${now} answers already. If ${next} is something else, it takes over without an interruption.`,
            checks(next),
            ...holds(one, held),
            ...terms(one),
          ]
        : [
            `${capital(next)} is opened, warmed up and checked. Then the name answers; until then callers get what they get now.`,
            ...holds(one, held),
            ...terms(one),
          ];
    case 'unload':
      return [
        `Calls that run now are answered by ${now || 'what is open'}. Then it is closed, and its memory is free.`,
        'Callers get 503 from then on, until it is loaded again.',
      ];
    case 'swap':
      return [...gate(one), opening(now, next), checks(next), ...holds(one, held), ...terms(one)];
    case 'canary':
      return [
        ...gate(one),
        `${capital(next)} is opened, warmed up and checked beside ${now || 'what answers'}. Then it answers ` +
          `${share(one.percent)} of the calls; ${now || 'the other'} goes on with the rest. ` +
          'A caller with a key always gets the same of the two.',
        'It stays so until the canary is promoted or aborted. Nobody is refused.',
        ...terms(one),
      ];
    case 'weight':
      return [
        `From the next call on ${trialWords(model)} answers ${share(one.percent)} of the calls. A key that reaches the ` +
          'canary keeps reaching it when the weight is raised.',
      ];
    case 'shadow':
      return [
        ...gate(one),
        `Callers go on getting answers of ${now || 'what answers'}. ${capital(next)} is opened beside it and asked the ` +
          'same; its answers are compared and never returned. Callers do not wait for it: while it is busy, ' +
          'pictures are skipped.',
        ...terms(one),
      ];
    case 'promote':
      return [
        `${capital(trialWords(model))} answers all calls. It is open already, so this takes milliseconds.`,
        `${now} is closed when the calls that run on it have ended. Nobody is refused, and it can be rolled back.`,
      ];
    case 'abort':
      return [
        model?.trial?.kind === 'SHADOW'
          ? `${capital(trialWords(model))} is not asked any more and is closed. Callers notice nothing.`
          : `${now} answers all calls again. ${capital(trialWords(model))} is closed when the calls that run on it have ` +
            'ended. Nobody is refused.',
        'Its figures stay in the journal.',
      ];
    case 'rollback':
      return rollback(preview, now);
    default:
      return [];
  }
}

function rollback(preview, now) {
  if (!preview?.to) {
    return [];
  }
  const to = versionWords(preview.to);
  return [
    opening(now || versionWords(preview.from), to),
    ...(preview.from
      ? [`${String(preview.from.version).slice(0, 12)} is held from then on: it does not come back by itself.`]
      : []),
    ...preview.notes.map((note) => inSentence(note, 400)),
  ];
}

/** What is held, and what that means for this change: named, it is taken; offered by the folder, it is not. */
function holds(one, held) {
  const isNamed = ({ version, files }) =>
    (one.target === 'version' && version === one.version) ||
    (one.target === 'file' && one.file.trim() !== '' && files.some((file) => fileName(file) === fileName(one.file.trim())));
  if (one.target === 'folder') {
    return held.length && !one.allow.includes('held')
      ? [`If the folder still has ${held.map(versionWords).join(' or ')}, which was rolled back from, it is refused: it is held.`]
      : [];
  }
  return held
    .filter(isNamed)
    .map(
      (each) => `${versionWords(each)} was rolled back from and is held. Because you name it, it is taken, and answers again.`,
    );
}

function opening(now, next) {
  return now
    ? `Callers go on getting answers of ${now} until ${next} is open, warmed up and checked. Then calls that come are ` +
        `answered by ${next}; ` +
        'those that run end where they began. Nobody is refused.'
    : `${capital(next)} is opened, warmed up and checked; then it answers.`;
}

function checks(next) {
  return `If anything is wrong with ${next}, nothing changes, and you are told what to do.`;
}

function gate(one) {
  return one.gated
    ? [
        `First both are asked about the pictures of ${fileName(one.gate) || 'the plan'}, which may take up to ` +
          `${decimal(one.minutes, 0)} min and ` +
          'can be cancelled. Only if the gate says PASS, it goes on.',
      ]
    : [];
}

const TERMS = {
  labels: 'Class names may be others than callers know today.',
  input: 'Pictures may be prepared in another way.',
  disagreement: 'The answers of another back end may differ.',
  uncertified: 'It may come without a certificate.',
  folds: 'It may have fewer folds.',
  held: 'It may be a version that is held.',
};

function terms(one) {
  return [
    ...one.allow.map((allowance) => TERMS[allowance]).filter(Boolean),
    ...(one.agree ? ['Its answers must be those of what answers now, within 0.001.'] : []),
  ];
}

/** What answers for a name now; empty if nothing does. */
export function answering(model) {
  return model?.state === 'READY' ? versionWords(model) : '';
}

function trialWords(model) {
  return model?.trial ? `the ${model.trial.kind.toLowerCase()} ${versionWords(model.trial.version)}` : 'the canary';
}

function targetWords(one, model) {
  switch (one.target) {
    case 'file':
      return fileName(one.file) || 'the file';
    case 'from':
      return one.from ? `what ${inSentence(one.from)} has` : 'what the other model has';
    case 'version':
      return one.version ? `version ${inSentence(one.version.slice(0, 12))}` : 'the version';
    case 'backend':
      return one.backend ? `the same file by the back end ${inSentence(one.backend)}` : 'the same file by another back end';
    default:
      return model?.files?.length ? fileName(model.files[0]) : 'what the artifacts folder has';
  }
}

function share(percent) {
  return `${decimal(percent, percent < 10 && !Number.isInteger(percent) ? 1 : 0)} %`;
}

/** The beginning of a sentence; a name from outside stays as it is. */
function capital(text) {
  return /^(?:what|the|version)\b/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
