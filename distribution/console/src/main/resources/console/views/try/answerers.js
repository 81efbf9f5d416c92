// What can be asked: the models of the service, and canaries beside what answers.

/**
 * A model as it answers, its canary, or one of its versions.
 *
 * @typedef {object} Answerer
 * @property {string} id the model's name, for a canary with `@` and its version; as in links
 * @property {string} model
 * @property {string} version a hash; empty while it is not known
 * @property {string} pin the version to ask for; empty for whatever answers
 * @property {'answers'|'canary'|'version'} role
 * @property {string} state
 * @property {boolean} ready whether it answers at once
 * @property {string} reason why it does not answer
 * @property {string} backend
 * @property {string} device
 * @property {number} folds
 * @property {number} weight of a canary: its share of the callers
 */

const PIN_DIGITS = 12;

/**
 * The answerers of a list of models; callers and operators get lists of different shapes.
 *
 * @param {object[]} models the answer to `GET /v1/models`
 * @returns {Answerer[]} by model, each canary behind what it stands beside
 */
export function answerers(models) {
  return models.flatMap((model) => {
    const canary = model.canary ?? operatorsCanary(model.trial);
    const answers = {
      id: model.name,
      model: model.name,
      version: model.version ?? '',
      // While there is a canary, a question without a version may be answered by either of the two.
      pin: canary && model.version ? model.version.slice(0, PIN_DIGITS) : '',
      role: 'answers',
      state: model.state,
      ready: model.ready ?? model.state === 'READY',
      reason: model.reason ?? model.error?.message ?? '',
      backend: backend(model.backend, model.backend_version),
      device: model.device ?? '',
      folds: Array.isArray(model.folds) ? model.folds.length : (model.folds ?? 1),
      weight: 1,
    };
    return canary ? [answers, beside(answers, canary)] : [answers];
  });
}

function operatorsCanary(trial) {
  return trial?.kind === 'CANARY' ? { ...trial.version, weight: trial.weight } : null;
}

function beside(answers, canary) {
  const pin = canary.version.slice(0, PIN_DIGITS);
  return {
    ...answers,
    id: `${answers.model}@${pin}`,
    version: canary.version,
    pin,
    role: 'canary',
    backend: backend(canary.backend, canary.backend_version),
    weight: canary.weight,
  };
}

function backend(name, version) {
  return [name, version].filter(Boolean).join(' ');
}

/**
 * Those that are chosen, in that order. A version that a link names and the list does not have is an answerer all the same: the
 * service says what is wrong with it.
 *
 * @param {string[]} ids
 * @param {Answerer[]} all
 */
export function chosen(ids, all) {
  return ids.map((id) => all.find((answerer) => answerer.id === id) ?? named(id, all)).filter(Boolean);
}

function named(id, all) {
  const [, model, pin] = /^(.+)@([0-9a-f]{8,64})$/.exec(id) ?? [];
  const answers = all.find((answerer) => answerer.model === model);
  if (!answers) {
    return null;
  }
  const same = all.find((answerer) => answerer.model === model && answerer.version.startsWith(pin));
  return same?.role === 'canary' ? same : { ...answers, id, pin, version: same?.version ?? pin, role: 'version' };
}

/** What is asked when nobody has chosen: the first model that answers; of two models both, which is what two are looked at for. */
export function first(all) {
  const models = all.filter((one) => one.role === 'answers');
  if (models.length === 2 && models.every((one) => one.ready)) {
    return models.map((one) => one.id);
  }
  const answerer = models.find((one) => one.ready) ?? all[0];
  return answerer ? [answerer.id] : [];
}

/** What an answerer is called in sentences. */
export function called(answerer) {
  if (answerer.role === 'canary') {
    return `the canary of ${answerer.model}`;
  }
  return answerer.role === 'version' ? `${answerer.model} ${answerer.pin}` : answerer.model;
}
