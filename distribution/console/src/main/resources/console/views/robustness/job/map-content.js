// What the heat map of a job shows. No page here.
import { percent } from '../../../parts/format.js';
import { shareColour } from '../../../parts/heat-layout.js';
import { visible } from '../../../parts/text.js';
import { cellKey } from './replay.js';

const CLEAN = 'clean';

/**
 * The rows and columns of the map: clean pictures first, then each corruption that was ordered, then what came besides.
 *
 * @param {{name: string, severities: number[]}[]} expected
 * @param {Iterable<{augmentation: string, severity: number}>} cells those that are finished
 * @returns {{rows: {name: string, severities: number[]}[], severities: number[]}}
 */
export function frame(expected, cells) {
  const rows = new Map([[CLEAN, new Set([0])], ...expected.map(({ name, severities }) => [name, new Set(severities)])]);
  for (const { augmentation, severity } of cells) {
    rows.set(augmentation, (rows.get(augmentation) ?? new Set()).add(severity));
  }
  const severities = [...new Set([...rows.values()].flatMap((own) => [...own]))].filter((one) => one > 0).sort((a, b) => a - b);
  return {
    rows: [...rows].map(([name, own]) => ({ name, severities: [...own].sort((a, b) => a - b) })),
    severities: severities.length ? severities : [1],
  };
}

/** Of a finished cell the share of right answers; sequences have none. */
export function accuracy(cell) {
  return cell && typeof cell.correct === 'number' ? cell.correct / Math.max(1, cell.pictures) : NaN;
}

/** What the heat map of one model shows, for `HeatMap.show`. */
export function content(model, { rows, severities }, cells) {
  const find = (row, severity) => cells.get(cellKey(model, rows[row].name, severity));
  return {
    rows: rows.map((row) => visible(row.name)),
    columns: severities.map((severity) => `severity ${severity}`),
    wide: new Set(rows.flatMap((row, i) => (row.name === CLEAN ? [i] : []))),
    hint: 'A cell is one corruption at one severity; its number is the share of right answers: blue is much, orange is little. Point at a cell, or use the arrow keys.',
    cell(row, column) {
      const clean = rows[row].name === CLEAN;
      const severity = clean ? 0 : severities[column];
      const cell = find(row, severity);
      if (!cell) {
        return null;
      }
      const share = accuracy(cell);
      const where = clean ? 'Clean pictures' : `${visible(rows[row].name)}, severity ${severity}`;
      return Number.isNaN(share)
        ? { text: '✓', said: `${where}: finished.`, colour: (palette) => palette['surface-2'] }
        : {
            text: percent(share, 0),
            said: `${where}: ${percent(share, 2)} right, ${cell.correct} of ${cell.pictures} pictures.`,
            colour: (palette) => shareColour(share, palette),
          };
    },
  };
}
