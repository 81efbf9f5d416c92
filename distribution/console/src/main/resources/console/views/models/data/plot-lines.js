// How points become lines. No page is needed.

/** Without a reading for so long, a line ends. */
const GAP_MS = 10_000;

/**
 * The path of an SVG, in a room of 100 by 100.
 *
 * @param {{at: number}[]} points oldest first
 * @param {function(object): number} value NaN where there is none
 * @param {{from: number, to: number, top: number}} axes times and the largest value
 */
export function line(points, value, { from, to, top }) {
  let text = '';
  let last = null;
  for (const point of points) {
    const y = value(point);
    if (point.at < from || !Number.isFinite(y)) {
      last = null;
      continue;
    }
    const x = (100 * (point.at - from)) / (to - from);
    const joins = last && point.at - last.at <= GAP_MS;
    text += `${joins ? 'L' : 'M'}${x.toFixed(2)} ${(100 - (100 * y) / top).toFixed(2)}`;
    // A point alone is a short stroke.
    text += joins ? '' : 'h0.01';
    last = point;
  }
  return text;
}

/** The end of an axis: 1, 2 or 5 times a power of ten, not below the largest value. */
export function axisTop(largest) {
  if (!(largest > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(largest));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= largest);
}
