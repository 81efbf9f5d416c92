// Reads the figures of models from the text of GET /metrics (Prometheus 0.0.4). No page is needed.

const LINE = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-z_]+)="((?:[^"\\]|\\.)*)"/g;
const DURATION = 'pokeai_call_duration_seconds';

/**
 * One reading of what the models have done since they first answered.
 *
 * @typedef {object} VersionCounts
 * @property {string} model
 * @property {string} version the whole hash; empty for calls that failed before they had a model
 * @property {number} ok calls that were answered
 * @property {Map<string, number>} failed calls that were not, by outcome
 * @property {number} pictures
 * @property {{le: number, count: number}[]} buckets calls that took at most `le` seconds
 *
 * @typedef {object} Reading
 * @property {Map<string, VersionCounts>} versions by `keyOf`
 * @property {Map<string, number>} waiting changes that wait or run, by model
 * @property {number} startedAt when the process began, in milliseconds since 1970; NaN if it is not said
 */

/** What a version of a model is found by. */
export function keyOf(model, version) {
  return `${model}\n${version}`;
}

/**
 * @param {string} text
 * @returns {Reading}
 */
export function readMetrics(text) {
  const reading = { versions: new Map(), waiting: new Map(), startedAt: NaN };
  for (const line of text.split('\n')) {
    const parts = line.startsWith('p') ? LINE.exec(line) : null;
    if (parts) {
      take(reading, parts[1], parts[2] ?? '', Number(parts[3]));
    }
  }
  return reading;
}

function take(reading, metric, labels, value) {
  switch (metric) {
    case 'process_start_time_seconds':
      reading.startedAt = 1000 * value;
      break;
    case 'pokeai_changes_waiting':
      reading.waiting.set(labelsOf(labels).model, value);
      break;
    case 'pokeai_calls_total': {
      const { outcome, ...who } = labelsOf(labels);
      const counts = countsOf(reading, who);
      if (outcome === 'ok') {
        counts.ok = value;
      } else {
        counts.failed.set(outcome, value);
      }
      break;
    }
    case 'pokeai_pictures_total':
      countsOf(reading, labelsOf(labels)).pictures = value;
      break;
    case `${DURATION}_bucket`: {
      const { le, ...who } = labelsOf(labels);
      countsOf(reading, who).buckets.push({ le: le === '+Inf' ? Infinity : Number(le), count: value });
      break;
    }
    default:
  }
}

function countsOf(reading, { model = '', version = '' }) {
  const key = keyOf(model, version);
  let counts = reading.versions.get(key);
  if (!counts) {
    counts = { model, version, ok: 0, failed: new Map(), pictures: 0, buckets: [] };
    reading.versions.set(key, counts);
  }
  return counts;
}

function labelsOf(text) {
  const labels = {};
  for (const [, label, value] of text.matchAll(LABEL)) {
    labels[label] = value.replace(/\\(.)/g, (whole, sign) => (sign === 'n' ? '\n' : sign));
  }
  return labels;
}
