import { html, nothing, render } from '../../../vendor/lit/lit-html.js';
import { agoOf } from '../../../parts/ago.js';
import { many, moment, span } from '../../../parts/format.js';
import { failure, loading } from '../../../parts/notice.js';
import { cut, name, visible } from '../../../parts/text.js';
import { address } from '../../../shell/route.js';
import { path } from '../../../shell/service.js';
import { actions } from '../list/actions.js';
import { badge, dataOf, duration, hasEnded, progress, sentence, share, title, verdict } from '../list/jobs.js';
import { Artefacts } from '../report/artefacts.js';
import { follow } from './follow.js';
import { partsOf } from './parts.js';

/** Shows one job: where it stands, and what it has found. */
export function open(host, app, route) {
  const id = route.parts[0];
  const ends = new AbortController();
  const context = {
    app,
    id,
    artefacts: new Artefacts(app.service, id),
    /** As the service says it. */
    job: null,
    /** As its events add up to it. */
    live: null,
    order: null,
    augmentations: null,
    query: route.query,
    changed: () => draw(),
  };
  let wanted = route.parts[1] ?? '';
  let part = null;
  let opening = 0;
  let error = null;
  let seen = '';

  const hears = {
    changed(job) {
      context.job = job;
      draw();
    },
    removing() {
      // It has ended, so that no event is missed; asked for later, they would be those of a job that is not there.
      stop();
    },
    removed() {
      location.hash = address('robustness');
    },
  };

  async function look() {
    try {
      context.job = await app.service.get(path('v1', 'jobs', id), { signal: ends.signal });
      error = null;
    } catch (failed) {
      if (ends.signal.aborted) {
        return;
      }
      error = failed;
    }
    draw();
  }

  async function once(where, key) {
    try {
      context[key] = await app.service.get(where, { signal: ends.signal });
      draw();
    } catch {
      // The map is then of the cells that have come.
    }
  }

  const stop = follow(app.service, id, {
    changed(live) {
      context.live = live;
      // Times and expiry are no events: the service is asked at each change of the state.
      const now = `${live.history.length} ${live.pinned} ${live.over}`;
      if (now !== seen) {
        seen = now;
        look();
      }
      draw();
    },
    failed(failed) {
      error = failed;
      draw();
    },
  });

  /** The job as both say it: events are newer than the last answer. */
  function current() {
    const { job, live } = context;
    if (!job || !live?.state || live.lastEvent < (job.last_event ?? 0)) {
      return job;
    }
    return {
      ...job,
      state: live.state,
      progress: live.progress ?? job.progress,
      result: live.result ?? job.result,
      fault: live.fault ?? job.fault,
      pinned: live.pinned,
    };
  }

  function draw() {
    if (ends.signal.aborted) {
      return;
    }
    const titled = document.activeElement === host.querySelector('h1');
    render(page(current()), host);
    // The title that had the focus was that of a page that was loading.
    if (titled && document.activeElement === document.body) {
      host.querySelector('h1').focus({ preventScroll: true });
    }
  }

  function page(job) {
    const back = html`<p class="small"><a href=${address('robustness')}>All jobs</a></p>`;
    if (!job) {
      return html`${back}
        <h1 tabindex="-1">Job ${name(id)}</h1>
        ${error ? failure(error, look) : loading('The job')}`;
    }
    const parts = partsOf(job.kind, job.state === 'SUCCEEDED' && !job.expired, hasEnded(job));
    choose(parts.find((one) => one.id === wanted) ?? parts[0]);
    return html` ${back} ${head(job)} ${error && !error.isOffline ? failure(error, look) : nothing} ${status(job)}
      <nav class="parts" aria-label="Parts of the job">
        ${parts.map(
          (one) =>
            html`<a
              href=${address('robustness', [id, ...(one.id ? [one.id] : [])])}
              aria-current=${one.id === part.id ? 'page' : nothing}
              >${one.title}</a
            >`,
        )}
      </nav>
      <div class="part stack">
        ${part.error ? failure(part.error) : part.shown ? part.shown.template() : loading(part.title)}
      </div>`;
  }

  function head(job) {
    const state = badge(job);
    const gate = verdict(job);
    return html`<header class="stack tight">
      <div class="row">
        <h1 tabindex="-1">${name(title(job))}</h1>
        <span class="badge ${state.kind}" role="status">${state.text}</span>
        ${gate ? html`<span class="badge ${gate.kind}">${gate.text}</span>` : nothing}
        ${job.pinned ? html`<span class="badge">kept</span>` : nothing}
      </div>
      <p class="small quiet">
        ${context.order ? html`${name(dataOf(context.order))} · ` : nothing}ordered
        ${agoOf(job.created)}${job.ended && job.started ? ` · took ${span(duration(job))}` : ''}${
          job.expires && !job.pinned && !job.expired ? ` · files are kept until ${moment(job.expires)}` : ''
        }
        · <code>${visible(cut(id))}</code>
      </p>
      <div class="row">
        ${actions(app, job, hears)}
        <a class="button" href=${address('robustness', ['new'], { like: id })}>Order it again</a>
        ${
          job.kind === 'robustness' && job.state === 'SUCCEEDED' && !job.expired
            ? html`<a class="button" href=${address('robustness', ['compare'], compared(job))}>Compare</a>`
            : nothing
        }
      </div>
    </header>`;
  }

  function status(job) {
    // The other parts have their own to say.
    const found = hasEnded(job) && job.result && part.id !== '' ? '' : sentence(job);
    const kind = job.fault ? 'bad' : job.state === 'PAUSED' ? 'warn' : job.result?.gate ? verdict(job).kind : '';
    if (!found && !job.expired && hasEnded(job)) {
      return nothing;
    }
    return html`<div class="stack tight status">
      ${
        found
          ? html`<div class="notice ${kind}">
              <p>${cut(found, 1200)}</p>
              ${job.result?.gate ? html`<p class="small">${cut(job.result.sentence, 2000)}</p>` : nothing}
              ${job.result?.left_out ? html`<p class="small">${many(job.result.left_out, 'row')} of the data set ${job.result.left_out === 1 ? 'is' : 'are'} left out of some figure.</p>` : nothing}
            </div>`
          : nothing
      }
      ${job.expired ? html`<div class="notice"><p>Its files were deleted when its time had come. Its receipt is kept.</p></div>` : nothing}
      ${
        hasEnded(job)
          ? nothing
          : html`<div class="row">
              <progress class="grow" max="1" .value=${share(job) ?? 0} aria-label="Progress"></progress>
              <span class="counted">${progress(job) || '…'}</span>
            </div>`
      }
    </div>`;
  }

  async function choose(next) {
    if (part && part.id === next.id) {
      return;
    }
    part?.shown?.close();
    const own = { ...next, shown: null, error: null };
    part = own;
    opening += 1;
    const turn = opening;
    try {
      const { Part } = await next.load();
      if (turn === opening && !ends.signal.aborted) {
        own.shown = new Part(context);
      }
    } catch (failed) {
      own.error = { message: 'This part did not load.', detail: 'Load the page again.' };
    }
    draw();
    showCurrent();
  }

  /** On a narrow page, of the links to the parts. */
  function showCurrent() {
    const link = host.querySelector('.parts [aria-current]');
    if (link) {
      const room = link.parentElement;
      room.scrollLeft = Math.max(0, link.offsetLeft - room.offsetLeft - (room.clientWidth - link.offsetWidth) / 2);
    }
  }

  once(path('v1', 'jobs', id, 'order'), 'order');
  once('/v1/augmentations', 'augmentations');
  look();
  draw();
  return {
    update(to) {
      wanted = to.parts[1] ?? '';
      context.query = to.query;
      draw();
    },
    close() {
      ends.abort();
      stop();
      part?.shown?.close();
    },
  };
}

/** The first two models of a job, or the only one with nothing. */
function compared({ id, models }) {
  const [a, b] = models.map((model) => `${id}:${model.name}`);
  return b ? { a, b } : { a };
}
