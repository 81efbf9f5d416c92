// What the events of a job add up to. Each event counts once, in whatever pieces the stream comes. No page here.

const MOST_NOTES = 200;

/** A job before its first event. */
export function nothing() {
  return {
    lastEvent: 0,
    state: '',
    models: [],
    cells: new Map(),
    progress: null,
    history: [],
    notes: [],
    pinned: false,
    result: null,
    fault: null,
    over: false,
  };
}

/** The name of a cell in `cells`. */
export function cellKey(model, augmentation, severity) {
  return JSON.stringify([model, augmentation, severity]);
}

/**
 * The job after a line of its stream: `{id, event, data}`. A line that was had before changes nothing, and neither do events that are
 * not known.
 */
export function after(job, line) {
  if (line.event === 'end') {
    return { ...job, over: true };
  }
  const id = Number(line.id);
  if (!(id > job.lastEvent)) {
    return job;
  }
  const known = EVENTS[line.event];
  return { ...job, ...(known ? known(job, line.data) : {}), lastEvent: id };
}

const EVENTS = {
  created: (job, { at, models, pinned }) => ({
    state: 'QUEUED',
    models,
    pinned,
    history: [...job.history, { at, state: 'QUEUED', text: '' }],
  }),
  state: (job, { at, to, reason, result, fault }) => ({
    state: to,
    history: [...job.history, { at, state: to, text: reason ?? fault?.problem ?? '' }],
    result: result ?? job.result,
    fault: fault ?? job.fault,
  }),
  models: (job, { models }) => ({ models }),
  cell: (job, data) => {
    // The map is added to in place: a long run has thousands of cells, and each of them comes alone.
    job.cells.set(cellKey(data.model, data.augmentation, data.severity), data);
    return {};
  },
  progress: (job, { cells, finished_cells, answers, finished_answers, left_ms }) => ({
    progress: { cells, finished_cells, answers, finished_answers, left_ms },
  }),
  note: (job, { at, text }) => ({ notes: [...job.notes, { at, text }].slice(-MOST_NOTES) }),
  pinned: (job, { pinned }) => ({ pinned }),
};
