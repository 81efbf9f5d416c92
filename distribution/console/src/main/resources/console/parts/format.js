// Numbers and times as people read them, the same everywhere.

const LOCALE = 'en-GB';

function fixed(digits) {
  return new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const DECIMALS = [fixed(0), fixed(1), fixed(2), fixed(3)];
const CLOCK = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium' });
const WHEN = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });

/** What stands for a number that is not there. */
export const NONE = '–';

function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

/** `12,345`. */
export function count(value) {
  return isNumber(value) ? DECIMALS[0].format(value) : NONE;
}

/** With so many decimals. */
export function decimal(value, digits = 2) {
  return isNumber(value) ? DECIMALS[digits].format(value) : NONE;
}

/** Of a share from 0 to 1: `79.5 %`. */
export function percent(share, digits = 1) {
  return isNumber(share) ? `${DECIMALS[digits].format(100 * share)} %` : NONE;
}

/** A probability: `0.0 %` is said of nothing that is more than that. */
export function probability(p) {
  if (!isNumber(p)) {
    return NONE;
  }
  return p > 0 && p < 0.0005 ? '< 0.1 %' : percent(p);
}

/** `1 picture`, `2 pictures`. */
export function many(value, one, more = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : more}`;
}

/** A time that was measured: `0.8 ms`, `23 ms`, `1.4 s`, `3 min 20 s`. */
export function milliseconds(ms) {
  if (!isNumber(ms)) {
    return NONE;
  }
  if (ms < 10) {
    return `${DECIMALS[1].format(ms)} ms`;
  }
  if (ms < 1000) {
    return `${DECIMALS[0].format(ms)} ms`;
  }
  if (ms < 60_000) {
    return `${DECIMALS[1].format(ms / 1000)} s`;
  }
  return span(ms);
}

/** A long time: `3 min 20 s`, `2 h 5 min`, `4 d 3 h`. */
export function span(ms) {
  if (!isNumber(ms)) {
    return NONE;
  }
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first < 0) {
    return '0 s';
  }
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

/** `17 kB`, `4.2 MB`. */
export function bytes(value) {
  if (!isNumber(value)) {
    return NONE;
  }
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let rest = value;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${DECIMALS[unit > 0 && rest < 10 ? 1 : 0].format(rest)} ${units[unit]}`;
}

/** A moment, in the time of this machine. */
export function moment(text) {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? NONE : WHEN.format(date);
}

/** The time of day of a moment. */
export function time(moment) {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? NONE : CLOCK.format(date);
}

/** How often something happens in a second: `0.3/s`, `12/s`; nothing is `0`. */
export function rate(perSecond) {
  if (!isNumber(perSecond)) {
    return NONE;
  }
  if (perSecond === 0) {
    return '0';
  }
  return perSecond < 0.05 ? '< 0.1/s' : `${DECIMALS[perSecond < 10 ? 1 : 0].format(perSecond)}/s`;
}

/** How long ago a moment was: `just now`, `4 min ago`. */
export function ago(text, now = Date.now()) {
  const ms = now - new Date(text).getTime();
  if (Number.isNaN(ms)) {
    return NONE;
  }
  return ms < 5000 ? 'just now' : `${span(ms).split(' ').slice(0, 2).join(' ')} ago`;
}

/** The first digits of a version, which is a hash. */
export function version(hash) {
  return hash ? hash.slice(0, 12) : NONE;
}

/** A word of the engine, such as `MODEL_NOT_FOUND` or `READY`, for people. */
export function words(text) {
  return String(text ?? '')
    .toLowerCase()
    .replaceAll('_', ' ');
}
