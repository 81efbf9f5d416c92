// Where the cells of a heat map lie, and which colour they have: numbers only, no page.
import { mix } from './colours.js';

const ROW = 24;
const WIDEST_CELL = 72;
const NARROWEST_CELL = 9;

/**
 * Sizes in CSS pixels.
 *
 * @param {{width: number, rows: number, columns: number, label: number, square: boolean}} wish `label` is the width that the names of
 *     rows want; `square` cells are as high as they are wide
 * @returns {{left: number, top: number, cell: number, row: number, width: number, height: number, showsText: boolean}}
 */
export function layout({ width, rows, columns, label, square }) {
  const left = Math.ceil(Math.min(label, width * 0.45));
  const fitting = Math.floor((width - left) / Math.max(1, columns));
  const cell = Math.max(NARROWEST_CELL, Math.min(square ? ROW : WIDEST_CELL, fitting));
  const row = square ? cell : ROW;
  const top = square ? left : ROW;
  return {
    left,
    top,
    cell,
    row,
    width: left + cell * columns,
    height: top + row * rows,
    showsText: cell >= (square ? 20 : 26),
  };
}

/** Which cell is at a point, as `[row, column]`, or `null`. */
export function cellAt(place, rows, columns, x, y) {
  const row = Math.floor((y - place.top) / place.row);
  const column = Math.floor((x - place.left) / place.cell);
  return row >= 0 && row < rows && column >= 0 && column < columns ? [row, column] : null;
}

/** The cell that a key leads to: arrows, Home and End along a row, Page Up and Page Down along a column. */
export function moved(key, [row, column], rows, columns) {
  const to = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, columns - 1],
    PageUp: [0, column],
    PageDown: [rows - 1, column],
  }[key];
  return to && [Math.max(0, Math.min(rows - 1, to[0])), Math.max(0, Math.min(columns - 1, to[1]))];
}

const STEPS = 10;

/**
 * Of a share of right answers: orange for 0, the ground in the middle, blue for 1, in steps. Blue and orange are told apart by
 * colour-blind people, and the numbers stand in the cells.
 *
 * @param {{surface: number[], good: number[], bad: number[]}} palette
 */
export function shareColour(share, palette) {
  return differenceColour(2 * share - 1, palette);
}

/** Of a number from -1 to 1: orange below 0, blue above. */
export function differenceColour(value, { surface, good, bad }) {
  const step = Math.round(Math.min(1, Math.abs(value)) * STEPS) / STEPS;
  return mix(surface, value < 0 ? bad : good, step * 0.85);
}

/** The lowest count of each step: small counts are told apart, too. */
export const COUNT_STEPS = [1, 2, 3, 6, 11, 21, 51, 101, 501];

/** Of a count: steps that grow as its logarithm does. */
export function countColour(count, hue, { surface }) {
  const step = COUNT_STEPS.findLastIndex((least) => count >= least) + 1;
  return mix(surface, hue, step ? 0.15 + (0.85 * step) / COUNT_STEPS.length : 0);
}
