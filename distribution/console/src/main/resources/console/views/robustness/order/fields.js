// The form of an order as data: what is in its fields, what is wrong with them, and the order that it stands for. No page here.
import { visible } from '../../../parts/text.js';

const MOST_MODELS = 64;
const MARGIN = /^\d{1,2}(\.\d{1,6})?$/;
/** What the suite `all` holds. */
const ALL = ['pokeai', 'imagenet-c', 'c-bar', 'edge'];
const DAY_SECONDS = 86_400;
const LONGEST_DAYS = 3650;

/** A form that nobody has touched. */
export const EMPTY = {
  kind: 'robustness',
  models: [],
  data: '',
  upload: '',
  uploadGoes: false,
  split: '',
  suites: ['pokeai'],
  corruptions: [],
  severities: [1, 2, 3, 4, 5],
  seed: '0',
  report: true,
  predictions: false,
  gated: false,
  baseline: '',
  candidate: '',
  margin: '1',
  alpha: '0.05',
  sequential: false,
  pinned: false,
  days: '',
  leaks: true,
  outOfFold: false,
};

/** The form of an order that was given before. */
export function fieldsOf(order) {
  const gate = order.gate;
  return {
    ...EMPTY,
    kind: order.kind ?? EMPTY.kind,
    models: (order.models ?? []).map((model) => model.name ?? model),
    data: order.data ?? '',
    upload: order.upload ?? '',
    uploadGoes: order.upload_keep === false,
    split: order.split ?? '',
    suites:
      order.suites?.length || order.corruptions?.length
        ? (order.suites ?? []).flatMap((suite) => (suite === 'all' ? ALL : [suite]))
        : EMPTY.suites,
    corruptions: (order.corruptions ?? []).map((each) => {
      const [name, severity] = typeof each === 'string' ? each.split(':') : [each.name];
      return { name, severities: each.severities ?? (severity ? [Number(severity)] : []) };
    }),
    severities: order.severities?.length ? order.severities : EMPTY.severities,
    seed: String(order.seeds?.[0] ?? order.seed ?? 0),
    report: order.report ?? true,
    predictions: order.predictions ?? false,
    gated: Boolean(gate),
    baseline: gate?.baseline ?? '',
    candidate: gate?.candidate ?? '',
    margin: gate?.margin?.replace('pt', '') ?? EMPTY.margin,
    alpha: String(gate?.alpha ?? EMPTY.alpha),
    sequential: gate?.sequential ?? false,
    pinned: order.pinned ?? false,
    days: order.ttl_seconds ? String(order.ttl_seconds / DAY_SECONDS) : '',
    leaks: order.leaks ?? true,
    outOfFold: order.out_of_fold ?? false,
  };
}

/** The order, as `POST /v1/jobs` takes it; what is as usual is left out. */
export function orderOf(fields) {
  const common = {
    kind: fields.kind,
    models: fields.models,
    ...(fields.upload ? { upload: fields.upload } : fields.data ? { data: fields.data } : {}),
    ...(fields.upload && fields.uploadGoes ? { upload_keep: false } : {}),
    ...(fields.split.trim() && (fields.upload || fields.data) ? { split: fields.split.trim() } : {}),
    ...(fields.pinned ? { pinned: true } : {}),
    ...(fields.days ? { ttl_seconds: Math.round(Number(fields.days) * DAY_SECONDS) } : {}),
  };
  if (fields.kind === 'evaluation') {
    return { ...common, leaks: fields.leaks, out_of_fold: fields.outOfFold };
  }
  return {
    ...common,
    ...(fields.suites.length ? { suites: fields.suites } : {}),
    ...(fields.corruptions.length
      ? { corruptions: fields.corruptions.map(({ name, severities }) => (severities.length ? { name, severities } : name)) }
      : {}),
    ...(fields.severities.length < EMPTY.severities.length ? { severities: fields.severities } : {}),
    seed: Number(fields.seed),
    report: fields.report,
    ...(fields.predictions ? { predictions: true } : {}),
    ...(fields.gated
      ? {
          gate: {
            baseline: fields.baseline,
            candidate: fields.candidate,
            margin: `${fields.margin}pt`,
            alpha: Number(fields.alpha),
            ...(fields.sequential ? { sequential: true } : {}),
          },
        }
      : {}),
  };
}

/**
 * What is wrong, by field, as far as that is known here; the service has the last word.
 *
 * @param {number} cells how many cells the corruptions are for each model, without the clean one
 */
export function problemsOf(fields, cells) {
  const wrong = {};
  const say = (field, no, sentence) => {
    if (no) {
      wrong[field] ??= sentence;
    }
  };
  say('models', fields.models.length === 0, 'Choose a model.');
  say(
    'models',
    fields.models.length > MOST_MODELS,
    `A job asks at most ${MOST_MODELS} models, and ${fields.models.length} are chosen.`,
  );
  if (fields.kind === 'evaluation') {
    say('models', fields.models.length > 1, 'An evaluation is of one model. Order a job for each of them.');
  } else {
    say('corruptions', cells === 0, 'Choose a suite or a corruption.');
    say('severities', fields.severities.length === 0, 'Choose a severity.');
    say('seed', !/^-?\d{1,16}$/.test(fields.seed) || !Number.isSafeInteger(Number(fields.seed)), 'A seed is a whole number.');
    if (fields.gated) {
      const outside = [fields.baseline, fields.candidate].find((name) => !fields.models.includes(name));
      say(
        'gate',
        outside !== undefined,
        `The gate needs two of the models${outside ? `; '${visible(outside)}' is not among them` : ''}.`,
      );
      say('gate', fields.baseline === fields.candidate, 'The baseline and the candidate have to be two models.');
      say('margin', !MARGIN.test(fields.margin) || !(Number(fields.margin) > 0), 'Write points of accuracy, such as 1 or 0.5.');
      const alpha = Number(fields.alpha);
      say('alpha', !(alpha >= 0.0002 && alpha <= 0.5), 'A share from 0.0002 to 0.5.');
    }
  }
  say(
    'days',
    fields.days !== '' && !(Number(fields.days) > 0 && Number(fields.days) <= LONGEST_DAYS),
    `A number of days, up to ${LONGEST_DAYS}.`,
  );
  return wrong;
}

/** Fields of the form that are called otherwise than those of the order. */
const CALLED = {
  suites: 'corruptions',
  seeds: 'seed',
  upload: 'data',
  ttl_seconds: 'days',
  baseline: 'gate',
  candidate: 'gate',
};
const SHOWN = new Set(['models', 'data', 'split', 'corruptions', 'severities', 'gate', 'margin', 'alpha', 'seed', 'days']);

/** What a sentence is about says where it is shown, if the service names no field. */
const ABOUT = [
  ['split', /\bsplit\b|table of pictures/i],
  ['data', /data set|upload|pictures were named/i],
  ['models', /model/i],
];

/** The field that a refusal of the service is about; an empty text for the form as a whole. */
export function fieldOf(error) {
  // Such as `corruptions[0]` and `gate.margin`.
  const named = String(error.problem?.field ?? '')
    .replace(/\[.*$/, '')
    .split('.')
    .at(-1);
  const field = CALLED[named] ?? named;
  return SHOWN.has(field) ? field : (ABOUT.find(([, pattern]) => pattern.test(error.message))?.[0] ?? '');
}

/** A refusal as it stands at its field: what is wrong, what to do, and what is allowed. */
export function refusal(error) {
  const allowed = [].concat(error.problem?.allowed ?? []);
  const listed = allowed.length ? ` Allowed: ${allowed.slice(0, 20).join(', ')}${allowed.length > 20 ? ', …' : ''}.` : '';
  return `${error.message} ${error.detail}${listed}`;
}

/** The plan that `pokeai robustness --plan FILE` takes. */
export function planOf(fields) {
  const { models, data, split, suites, corruptions, severities, seed, predictions } = orderOf(fields);
  const plan = { models, suites, corruptions, severities, seeds: [seed], data, split: split && `${data}/${split}`, predictions };
  return JSON.stringify(plan, null, 2);
}

/** What gives the order by hand. The token is not in it. */
export function curlOf(fields, { origin, key, hasToken }) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  return [
    `curl -X POST ${quoted(`${origin}/v1/jobs`)}`,
    `  -H 'Content-Type: application/json'`,
    `  -H 'Idempotency-Key: "${key}"'`,
    ...(hasToken ? ['  -H "Authorization: Bearer $TOKEN"'] : []),
    `  -d ${quoted(JSON.stringify(orderOf(fields)))}`,
  ].join(' \\\n');
}
