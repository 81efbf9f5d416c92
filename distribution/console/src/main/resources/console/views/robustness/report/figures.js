// What robustness.json says, put in order for pages. No page here; docs/robustness-json.md defines every number.

/** Of ImageNet-C the four for tuning do not count in means. */
const FOR_TUNING = new Set(['speckle_noise', 'gaussian_blur', 'spatter', 'saturate']);

/** The cells of a report, found by what they are of. */
export class Cells {
  #cells = new Map();

  constructor(report) {
    this.report = report;
    this.models = report.models.map((model) => model.model);
    /** The corruptions of the run, without clean pictures: `{augmentation, suite, severities}`. */
    this.corruptions = report.augmentations
      .filter((each) => each.augmentation !== 'clean')
      .map((each) => ({
        name: each.augmentation,
        suite: each.suite ?? '',
        severities: Object.keys(each.severities)
          .map(Number)
          .sort((a, b) => a - b),
      }));
    for (const cell of report.cells) {
      this.#cells.set(JSON.stringify([cell.model, cell.augmentation, cell.severity]), cell);
    }
  }

  find(model, augmentation, severity) {
    return this.#cells.get(JSON.stringify([model, augmentation, severity]));
  }

  clean(model) {
    return this.find(model, 'clean', 0);
  }

  /** Those of a suite that count in its means, or a corruption alone. */
  membersOf({ suite, corruption }) {
    return this.corruptions.filter((each) =>
      corruption ? each.name === corruption : each.suite === suite && !FOR_TUNING.has(each.name),
    );
  }

  /** The suites of the run, each once. */
  get suites() {
    return [...new Set(this.corruptions.map((each) => each.suite))].filter(Boolean);
  }

  /** Accuracies of a corruption by severity. */
  accuracies(model, { name, severities }) {
    return severities.map((severity) => this.find(model, name, severity)).filter(Boolean);
  }

  /** The mean over the severities; NaN when none was run. */
  mean(model, corruption) {
    const cells = this.accuracies(model, corruption);
    return cells.length ? cells.reduce((sum, cell) => sum + cell.accuracy, 0) / cells.length : NaN;
  }
}

/**
 * The points `[severity, accuracy, low, high]` of a model, clean pictures at 0. Of a suite, a mean is there only where all corruptions
 * were run that were run at other severities: one over others would not be comparable with them.
 *
 * @param {Cells} cells
 * @param {string} model
 * @param {{suite?: string, corruption?: string}} of
 */
export function curve(cells, model, of) {
  const points = [];
  const clean = cells.clean(model);
  if (clean) {
    points.push([0, clean.accuracy, ...clean.interval]);
  }
  const members = cells.membersOf(of);
  if (of.corruption) {
    for (const cell of members.flatMap((member) => cells.accuracies(model, member))) {
      points.push([cell.severity, cell.accuracy, ...cell.interval]);
    }
    return points;
  }
  for (const severity of [...new Set(members.flatMap((member) => member.severities))].sort((a, b) => a - b)) {
    // The run has computed it, with an interval over pictures.
    const mean = cells.report.severities.find(
      (each) => each.model === model && each.suite === of.suite && each.severity === severity,
    );
    if (mean?.accuracy) {
      points.push([severity, mean.accuracy.value, ...(mean.accuracy.interval ?? [])]);
    }
  }
  return points;
}

/** What a curve is of at first: a suite with several severities, if one was run. */
export function firstCurve(cells) {
  const several = cells.corruptions.find((each) => each.suite && each.severities.length > 1);
  const suite = several?.suite ?? cells.suites[0];
  return suite ? { suite } : { corruption: cells.corruptions[0]?.name };
}

/** A figure, which has an interval or not, as `{value, low, high}`. */
export function figure(shown) {
  if (typeof shown === 'number') {
    return { value: shown };
  }
  return { value: shown?.value, low: shown?.interval?.[0] ?? shown?.low, high: shown?.interval?.[1] ?? shown?.high };
}
