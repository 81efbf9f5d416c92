// The parts of a job's page, each with what it is made by. A part has `template()` and `close()`.

const ROBUSTNESS = [
  { id: '', title: 'Map', load: () => import('./overview.js') },
  { id: 'curves', title: 'Curves', ended: true, load: () => import('../report/curves.js') },
  { id: 'corruptions', title: 'Corruptions', ended: true, load: () => import('../report/errors.js') },
  { id: 'classes', title: 'Classes', ended: true, load: () => import('../report/classes.js') },
  { id: 'pictures', title: 'Pictures', ended: true, load: () => import('../report/pictures.js') },
  { id: 'scores', title: 'Scores', ended: true, load: () => import('../report/scores.js') },
];

const EVALUATION = [
  { id: '', title: 'Figures', load: () => import('../evaluation/overview.js') },
  { id: 'confusion', title: 'Confusion', ended: true, load: () => import('../evaluation/confusion.js') },
  { id: 'classes', title: 'Classes', ended: true, load: () => import('../evaluation/classes.js') },
  { id: 'reliability', title: 'Reliability', ended: true, load: () => import('../evaluation/reliability.js') },
];

const BOTH = [
  { id: 'files', title: 'Files', ended: true, load: () => import('../report/files.js') },
  { id: 'history', title: 'History', load: () => import('./history.js') },
];

/**
 * @param {string} kind of the job
 * @param {boolean} succeeded whether there are results
 * @param {boolean} ended whether there are files
 */
export function partsOf(kind, succeeded, ended) {
  return [...(kind === 'evaluation' ? EVALUATION : ROBUSTNESS), ...BOTH].filter(
    (part) => !part.ended || (part.id === 'files' ? ended : succeeded),
  );
}
