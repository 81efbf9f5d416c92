import { path } from '../../../shell/service.js';
import { after, nothing } from './replay.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5000;
/** Every 15 s something comes, if only an empty line. */
const QUIET_SECONDS = 45;

/**
 * Follows the events of a job to its end: after a break it goes on with the event after the last one that it had, so that each comes
 * once, over a restart of the service, too.
 *
 * @param {import('../../../shell/service.js').Service} service
 * @param {string} id
 * @param {{changed: function(object): void, failed: function(Error): void}} hears of the job as it is now, at most once in a frame;
 *     and of what cannot get better
 * @returns {function(): void} ends it
 */
export function follow(service, id, hears) {
  const ends = new AbortController();
  let job = nothing();
  let frame = 0;

  function tell() {
    cancelAnimationFrame(frame);
    // Hidden pages have no frames.
    if (document.hidden) {
      hears.changed(job);
    } else {
      frame = requestAnimationFrame(() => hears.changed(job));
    }
  }

  async function run() {
    let pause = FIRST_PAUSE;
    while (!ends.signal.aborted && !job.over) {
      try {
        const stream = service.lines(`${path('v1', 'jobs', id, 'events')}?after=${job.lastEvent}`, {
          signal: ends.signal,
          quietSeconds: QUIET_SECONDS,
        });
        let any = false;
        for await (const line of stream) {
          any = true;
          job = after(job, line);
          tell();
        }
        // All events of a job that has ended are known: the service says so with an empty answer.
        job = any ? job : { ...job, over: true };
        pause = FIRST_PAUSE;
        tell();
      } catch (error) {
        if (ends.signal.aborted) {
          return;
        }
        if (!error.isOffline && error.status !== 429 && error.status !== 503) {
          hears.failed(error);
          return;
        }
      }
      if (!job.over) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      }
    }
  }

  run();
  return () => {
    ends.abort();
    cancelAnimationFrame(frame);
  };
}
