// What the states of jobs mean for people. No page here.
import { count, many, span, words } from '../../../parts/format.js';

const ENDS = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED']);
const RUNNING = new Set(['PREPARING', 'RUNNING', 'PAUSING', 'CANCELLING']);

/** Whether a job has ended. */
export function hasEnded(job) {
  return ENDS.has(job.state);
}

/** Whether it is being worked on now. */
export function isRunning(job) {
  return RUNNING.has(job.state);
}

/** What may be done with a job, as `POST /v1/jobs/ID/…` and `DELETE` allow it. */
export function allowed(job) {
  return {
    pause: ['QUEUED', 'PREPARING', 'RUNNING'].includes(job.state),
    resume: job.state === 'PAUSED',
    cancel: !hasEnded(job) && job.state !== 'CANCELLING',
    remove: hasEnded(job),
    keep: !job.expired,
  };
}

/** The state, for a badge. */
export function badge(job) {
  if (job.expired) {
    return { text: 'expired', kind: '' };
  }
  const kinds = { SUCCEEDED: 'good', FAILED: 'bad', PAUSED: 'warn', PAUSING: 'warn', CANCELLING: 'warn' };
  const texts = { SUCCEEDED: 'done', QUEUED: 'waits' };
  return { text: texts[job.state] ?? words(job.state), kind: kinds[job.state] ?? '' };
}

/** What the gate of a job says, for a badge; `null` without one. */
export function verdict(job) {
  const gate = job.result?.gate;
  return gate ? { text: `gate: ${gate.outcome}`, kind: { PASS: 'good', FAIL: 'bad' }[gate.outcome] ?? 'warn' } : null;
}

/** What is known of a job by now, in a sentence: of one with a gate, what that says. */
export function sentence(job) {
  if (job.result) {
    return job.result.gate?.sentence ?? job.result.sentence;
  }
  if (job.fault) {
    return `${job.fault.problem} ${job.fault.remedy}`;
  }
  return job.reason ?? '';
}

/** How far it is: `17 of 52 cells, 3 min left`. */
export function progress({ progress: at, state }) {
  if (!at || (!at.cells && !at.answers)) {
    return state === 'QUEUED' ? 'not begun' : '';
  }
  const done = at.cells
    ? `${count(at.finished_cells)} of ${many(at.cells, 'cell')}`
    : `${count(at.finished_answers)} of ${many(at.answers, 'answer')}`;
  if (state === 'RUNNING' && at.answers && at.finished_answers === at.answers) {
    return `${done}; its files are being made`;
  }
  return state === 'RUNNING' && typeof at.left_ms === 'number' ? `${done}, ${span(at.left_ms)} left` : done;
}

/** From 0 to 1; `null` when it is not known. */
export function share({ progress: at }) {
  return at?.answers ? at.finished_answers / at.answers : null;
}

/** How long it took, or has taken so far, in milliseconds. */
export function duration(job, now = Date.now()) {
  return job.started ? new Date(job.ended ?? now).getTime() - new Date(job.started).getTime() : NaN;
}

/**
 * In the order in which they are worked on: the one that runs, those that wait, the oldest first, and those that are paused. A job
 * that was resumed is older than those that came meanwhile, and ids count up.
 */
export function inTurn(jobs) {
  const rank = (job) => (isRunning(job) ? 0 : job.state === 'QUEUED' ? 1 : 2);
  return [...jobs].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** What a job is about: `Robustness of a, b and 3 more`. */
export function title(job) {
  const names = job.models.map((model) => model.name);
  const kind = job.kind === 'evaluation' ? 'Evaluation' : 'Robustness';
  if (!names.length) {
    return kind;
  }
  const rest = names.length > 3 ? ` and ${names.length - 2} more` : '';
  return `${kind} of ${(rest ? names.slice(0, 2) : names).join(', ')}${rest}`;
}

/** What an order says of its pictures. */
export function dataOf(order) {
  if (!order) {
    return '';
  }
  const split = order.split ? `, ${order.split}` : '';
  if (order.upload) {
    return `upload ${order.upload}${split}`;
  }
  return order.data ? `data set ${order.data}${split}` : 'test split of the artifacts folder';
}

/** What an order is to find out, so that jobs of the same models are told apart. */
export function planOf(order) {
  if (order?.kind !== 'robustness') {
    return '';
  }
  const suites = order.suites ?? [];
  const own = order.corruptions?.length ?? 0;
  return [
    suites.length ? `${suites.length > 1 ? 'suites' : 'suite'} ${suites.join(', ')}` : own ? '' : 'suite pokeai',
    own ? many(own, 'corruption') : '',
    order.gate ? 'with a gate' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** For the filter of a list: what is asked for by each choice. */
export const STATES = [
  { id: 'running', text: 'running', going: 'preparing,running,pausing,cancelling' },
  { id: 'waiting', text: 'waiting', going: 'queued' },
  { id: 'paused', text: 'paused', going: 'paused' },
  { id: 'succeeded', text: 'done', ended: 'succeeded' },
  { id: 'failed', text: 'failed', ended: 'failed' },
  { id: 'cancelled', text: 'cancelled', ended: 'cancelled' },
];

/** All states before the end, and all ends. */
export const ANY = { going: 'queued,preparing,running,pausing,paused,cancelling', ended: 'succeeded,failed,cancelled' };
