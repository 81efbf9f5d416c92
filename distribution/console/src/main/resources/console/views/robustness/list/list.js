import { html, nothing, render } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { repeat } from '../../../vendor/lit/directives/repeat.js';
import { many } from '../../../parts/format.js';
import { empty, failure, loading } from '../../../parts/notice.js';
import { typed } from '../../../parts/typed.js';
import { poll } from '../../../shell/poll.js';
import { address } from '../../../shell/route.js';
import { ANY, hasEnded, inTurn, STATES } from './jobs.js';
import { Orders } from './orders.js';
import { Pages } from './pages.js';
import { row } from './row.js';

const SECONDS = 2;
const MOST_GOING = 200;

/** Shows the list of jobs: those that run and wait, in their turn, and below them those that have ended, the newest first. */
export function open(host, app, route) {
  const orders = new Orders(app.service, () => draw());
  const ended = new Pages((query, signal) => app.service.get(`/v1/jobs?${query}`, { signal }));
  let filter = read(route);
  let going = null;
  let error = null;
  let closed = false;

  const hears = {
    changed(job) {
      going = going && going.map((one) => (one.id === job.id ? job : one));
      ended.replace(job);
      polling.now();
      draw();
    },
    removed(job) {
      ended.remove(job.id);
      draw();
      // The button that had the focus is gone.
      host.querySelector('h1').focus();
    },
  };

  async function ask(signal) {
    try {
      const common = { ...(filter.kind && { kind: filter.kind }), ...(filter.model && { model: filter.model }) };
      const wanted = filter;
      const { going: unfinished, ended: finished } = states();
      const query = new URLSearchParams({ ...common, state: unfinished ?? '', size: MOST_GOING });
      const [page] = await Promise.all([
        unfinished ? app.service.get(`/v1/jobs?${query}`, { signal }) : { jobs: [] },
        finished ? ended.refresh({ ...common, state: finished }, signal) : null,
      ]);
      if (wanted === filter) {
        going = inTurn(page.jobs);
        error = null;
      }
    } catch (failed) {
      if (!signal.aborted) {
        error = failed;
        draw();
      }
      throw failed;
    }
    draw();
  }

  function states() {
    return STATES.find((state) => state.id === filter.state) ?? ANY;
  }

  function choose(change) {
    filter = { ...filter, ...change };
    ended.clear();
    going = null;
    history.replaceState(
      null,
      '',
      address('robustness', [], Object.fromEntries(Object.entries(filter).filter(([, value]) => value))),
    );
    restart();
    draw();
  }

  function draw() {
    if (closed) {
      return;
    }
    render(page(), host);
    orders.want([...(going ?? []), ...ended.jobs]);
  }

  function page() {
    return html` <div class="row">
        <h1 class="grow" tabindex="-1">Robustness</h1>
        <a class="button" href=${address('robustness', ['compare'])}>Compare models</a>
        <a class="button main" href=${address('robustness', ['new'])}>Order a job</a>
      </div>
      ${error && !error.isOffline ? failure(error) : nothing}
      <form class="row filters" role="search" @submit=${(event) => event.preventDefault()}>
        <label
          >Kind
          <select .value=${live(filter.kind)} @change=${(event) => choose({ kind: event.target.value })}>
            <option value="">all</option>
            <option value="robustness">robustness</option>
            <option value="evaluation">evaluation</option>
          </select>
        </label>
        <label
          >State
          <select .value=${live(filter.state)} @change=${(event) => choose({ state: event.target.value })}>
            <option value="">all</option>
            ${STATES.map((state) => html`<option value=${state.id}>${state.text}</option>`)}
          </select>
        </label>
        <label
          >Model
          <input
            type="search"
            placeholder="its whole name"
            .value=${typed(filter.model)}
            autocomplete="off"
            spellcheck="false"
            @change=${(event) => choose({ model: event.target.value.trim() })}
          />
        </label>
      </form>
      <section class="stack tight" aria-labelledby="going" ?hidden=${!states().going}>
        <h2 id="going">Running and waiting</h2>
        ${
          going === null
            ? error
              ? nothing
              : loading('Jobs')
            : going.length
              ? html`<ul class="jobs card">
                  ${repeat(
                    going,
                    (job) => job.id,
                    (job) => row(app, job, known(job), hears),
                  )}
                </ul>`
              : html`<p class="quiet">No job runs or waits.</p>`
        }
      </section>
      <section class="stack tight" aria-labelledby="ended" ?hidden=${!states().ended}>
        <div class="row">
          <h2 id="ended" class="grow">Ended</h2>
          <button type="button" class="fresh" ?hidden=${!ended.fresh} @click=${() => (ended.takeFresh(), draw())}>
            Show ${many(ended.fresh, 'new one')}
          </button>
        </div>
        ${ended.isLoaded ? list() : error ? nothing : loading('Jobs')}
        <div class="row">
          <button type="button" ?disabled=${!ended.isBehind} @click=${() => turn('newest')}>Newest</button>
          <button type="button" ?disabled=${!ended.hasMore} @click=${() => turn('older')}>Older</button>
        </div>
      </section>`;
  }

  function list() {
    if (!ended.jobs.length) {
      return filter.kind || filter.model || filter.state
        ? empty(
            'No job is like this.',
            html`<button type="button" @click=${() => choose({ kind: '', state: '', model: '' })}>Show all</button>`,
          )
        : empty(
            'No job has ended yet.',
            html`<p>
              A job asks models about many pictures, clean and corrupted, and says how many answers are right.
              <a href=${address('robustness', ['new'])}>Order the first one.</a>
            </p>`,
          );
    }
    return html`<ul class="jobs card">
      ${repeat(
        ended.jobs,
        (job) => job.id,
        (job) => row(app, job, known(job), hears),
      )}
    </ul>`;
  }

  function known(job) {
    const waiting = hasEnded(job) ? [] : going.filter((one) => one.state === 'QUEUED');
    return { order: orders.of(job.id), gone: ended.isGone(job.id), turn: waiting.indexOf(job) + 1 };
  }

  function turn(way) {
    ended.turn(way);
    restart();
    draw();
    host.querySelector('#ended').scrollIntoView({ block: 'nearest' });
  }

  let polling = poll(SECONDS, ask);
  function restart() {
    polling.stop();
    polling = poll(SECONDS, ask);
  }
  draw();
  return {
    update(to) {
      const next = read(to);
      if (JSON.stringify(next) !== JSON.stringify(filter)) {
        choose(next);
      }
    },
    close() {
      closed = true;
      polling.stop();
      orders.close();
    },
  };
}

function read({ query }) {
  return { kind: query.get('kind') ?? '', state: query.get('state') ?? '', model: query.get('model') ?? '' };
}
