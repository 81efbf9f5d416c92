// What the heat map of a confusion matrix shows. No page here.
import { count, many, percent } from '../../../parts/format.js';
import { countColour } from '../../../parts/heat-layout.js';
import { cut, visible } from '../../../parts/text.js';

/**
 * @param {{classes: {name: string}[], confusion: number[][]}} evaluation
 * @param {string} order `index`, or `errors` for the classes with most errors first
 */
export function matrix({ classes, confusion }, order) {
  const places = classes.map((_, i) => i);
  if (order === 'errors') {
    const errors = places.map((i) => wrong(confusion, i));
    places.sort((a, b) => errors[b] - errors[a] || a - b);
  }
  const names = places.map((i) => visible(cut(classes[i].name, 60)));
  return {
    rows: names,
    columns: names,
    hint: 'Blue: right answers; orange: confusions. Rows are true classes, columns answers. Point at a cell, or use the arrow keys.',
    cell(row, column) {
      const number = confusion[places[row]][places[column]];
      const all = confusion[places[row]].reduce((sum, each) => sum + each, 0);
      const right = row === column;
      return {
        text: number ? count(number) : '',
        said: `${names[row]}, answered ${right ? 'right' : names[column]}: ${many(number, 'picture')} of ${count(all)}, ${percent(all ? number / all : NaN)}.`,
        colour: (palette) => countColour(number, right ? palette.good : palette.bad, palette),
      };
    },
  };
}

/** Pictures of a class that are taken for others, and of others that are taken for it. */
function wrong(confusion, of) {
  let sum = 0;
  for (let i = 0; i < confusion.length; i += 1) {
    if (i !== of) {
      sum += confusion[of][i] + confusion[i][of];
    }
  }
  return sum;
}
