// What is done to a picture before the models see it: one corruption or two, each with a severity.

/** How many corruptions may come one after the other. */
export const MOST_STEPS = 2;

/** How strong a corruption is when it is chosen while the picture is clean: in the middle. */
const STRENGTH = 3;

/** How strong the second one begins; two together are more than each. */
const SECOND_STRENGTH = 2;

/**
 * A corruption and how strong it is; severity 0 is the picture as it is.
 *
 * @typedef {{name: string, severity: number}} Step
 */

/** Those of `GET /v1/augmentations` that a picture can be tried with. */
export function corruptions(augmentations) {
  return augmentations.filter((one) => one.kind === 'corruption');
}

/** The corruption that the slider is for when nobody has chosen one. */
export function usual(all) {
  return all.find((one) => one.name === 'fog') ?? all[0];
}

/**
 * By suite and family, in the order in which they come; those that have every word of a search in their name, suite or family.
 *
 * @returns {{title: string, members: object[]}[]}
 */
export function groups(all, search = '') {
  const words = search.toLowerCase().replaceAll('_', ' ').split(' ').filter(Boolean);
  const found = new Map();
  for (const one of all) {
    const text = `${one.name} ${one.suite ?? ''} ${one.family}`.toLowerCase().replaceAll('_', ' ');
    if (words.every((word) => text.includes(word))) {
      const title = groupOf(one);
      found.set(title, [...(found.get(title) ?? []), one]);
    }
  }
  return [...found].map(([title, members]) => ({ title, members }));
}

/** `imagenet-c, weather`; once where suite and family are called the same. */
export function groupOf(one) {
  return one.suite && one.suite !== one.family ? `${one.suite}, ${one.family}` : one.family;
}

/** What the service is to do, such as `fog:3+jpeg_compression:2`; an empty text for the picture as it is. */
export function withOf(steps) {
  return steps
    .filter((step) => step.severity > 0)
    .map((step) => `${step.name}:${step.severity}`)
    .join('+');
}

/** The same for a link, which also remembers what is chosen at severity 0. */
export function linkOf(steps) {
  return steps.map((step) => `${step.name}:${step.severity}`).join('+');
}

/**
 * Reads what a link says, as far as it makes sense. A `+` that was typed into an address is a space by now.
 *
 * @returns {Step[]}
 */
export function stepsOf(text, all) {
  const steps = [];
  for (const part of (text ?? '').split(/[+ ]/)) {
    const [name, severity = '1'] = part.split(':');
    const known = all.find((one) => one.name === name);
    if (known && steps.length < MOST_STEPS) {
      steps.push({ name, severity: Math.min(known.severities, Math.max(0, Math.round(Number(severity)) || 0)) });
    }
  }
  return steps;
}

/** The steps with another corruption in one of them, as strong as the one before. */
export function replaced(steps, index, name, all) {
  const severity = steps[index]?.severity || STRENGTH;
  const step = { name, severity: Math.min(severity, all.find((one) => one.name === name).severities) };
  return steps.length ? steps.map((other, at) => (at === index ? step : other)) : [step];
}

/** The steps with a second corruption after the first. */
export function withSecond([step], all) {
  const { name, severities } = all.find((one) => one.name === 'jpeg_compression') ?? usual(all);
  return [step, { name, severity: Math.min(SECOND_STRENGTH, severities) }];
}
