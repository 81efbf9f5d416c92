// Two models on the same pictures. No page here.

/** Of a standard normal variable, by bisection of its distribution function. */
export function normalQuantile(p) {
  let low = -10;
  let high = 10;
  for (let i = 0; i < 80; i += 1) {
    const middle = (low + high) / 2;
    if (normal(middle) < p) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}

/** Φ(x), by the series of Abramowitz and Stegun 26.2.10 near 0 and the continued fraction 26.2.14 beyond. */
function normal(x) {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const far = Math.abs(x);
  if (far < 3) {
    let term = x;
    let sum = x;
    for (let k = 1; k < 60; k += 1) {
      term *= (x * x) / (2 * k + 1);
      sum += term;
    }
    return 0.5 + density * sum;
  }
  let fraction = far;
  for (let k = 60; k > 0; k -= 1) {
    fraction = far + k / fraction;
  }
  const tail = density / fraction;
  return x < 0 ? tail : 1 - tail;
}

/**
 * How much better the second model is than the first, in the mean over some cells, paired over pictures: cells of one picture are not
 * independent, so that the difference of a picture is its mean over the cells.
 *
 * <p>The interval is that of Bonett and Price (2012), as the gate has it: two pictures are added, one fully for each model.
 *
 * @param {object[]} first answers of the first model, a cell each
 * @param {object[]} second those of the second one, in the same order
 * @param {number} tests how many such differences are looked at together
 * @returns {{pictures: number, difference: number, low: number, high: number, onlyFirst: number, onlySecond: number, isBeyond: boolean}}
 *     counts of `only…` are cells in which one alone is right; `isBeyond` that an interval which is wide enough for all `tests` at once
 *     (Bonferroni) leaves out 0
 */
export function paired(first, second, tests) {
  const cells = first.length;
  let pictures = 0;
  let sum = 0;
  let squares = 0;
  let onlyFirst = 0;
  let onlySecond = 0;
  const rows = first[0]?.rows ?? 0;
  for (let row = 0; row < rows; row += 1) {
    if ([...first, ...second].every((cell) => cell.counts(row))) {
      let own = 0;
      for (let i = 0; i < cells; i += 1) {
        const step = Number(second[i].isRight(row)) - Number(first[i].isRight(row));
        own += step;
        onlySecond += step > 0 ? 1 : 0;
        onlyFirst += step < 0 ? 1 : 0;
      }
      pictures += 1;
      sum += own;
      squares += own * own;
    }
  }
  const n = pictures + 2;
  const mean = sum / cells / n;
  const deviation = Math.sqrt(Math.max(0, (squares / cells / cells + 2) / n - mean * mean) / n);
  const half = (alpha) => normalQuantile(1 - alpha / 2) * deviation;
  return {
    pictures,
    difference: pictures ? sum / cells / pictures : NaN,
    low: Math.max(-1, mean - half(0.05)),
    high: Math.min(1, mean + half(0.05)),
    onlyFirst,
    onlySecond,
    isBeyond: pictures > 0 && Math.abs(mean) > half(0.05 / Math.max(1, tests)),
  };
}

/**
 * Which corruptions two runs have in common, and why others cannot be compared.
 *
 * @param {object} a a `robustness.json`
 * @param {object} b another one, or the same
 * @returns {{samePictures: boolean, common: {name: string, suite: string, severities: number[]}[], others: {name: string, why: string}[]}}
 */
export function inCommon(a, b) {
  const samePictures = a.data.root === b.data.root;
  const common = [];
  const others = [];
  for (const one of a.augmentations) {
    const other = b.augmentations.find((each) => each.augmentation === one.augmentation);
    if (!other) {
      others.push({ name: one.augmentation, why: 'only the first run has it' });
    } else if (one.draws && a.seed !== b.seed) {
      others.push({ name: one.augmentation, why: `the seeds differ: ${a.seed} and ${b.seed}` });
    } else {
      const severities = Object.keys(one.severities)
        .filter((severity) => one.severities[severity].definition === other.severities[severity]?.definition)
        .map(Number)
        .sort((x, y) => x - y);
      if (severities.length) {
        common.push({ name: one.augmentation, suite: one.suite ?? '', severities });
      } else {
        others.push({ name: one.augmentation, why: 'it is defined otherwise, or was run at other severities' });
      }
    }
  }
  for (const other of b.augmentations) {
    if (!a.augmentations.some((each) => each.augmentation === other.augmentation)) {
      others.push({ name: other.augmentation, why: 'only the second run has it' });
    }
  }
  return { samePictures, common, others };
}
