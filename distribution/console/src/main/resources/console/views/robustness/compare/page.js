import { html, nothing, render } from '../../../vendor/lit/lit-html.js';
import { count } from '../../../parts/format.js';
import { empty, failure } from '../../../parts/notice.js';
import { address } from '../../../shell/route.js';
import { compare } from './comparison.js';
import { Result } from './result.js';
import { candidates, chooser, side, sideText } from './sides.js';

/** Shows two models beside each other: `a` and `b` of the address are `JOB:MODEL`. */
export function open(host, app, route) {
  const ends = new AbortController();
  let a = side(route.query.get('a'));
  let b = side(route.query.get('b'));
  let jobs = null;
  let error = null;
  let asking = null;
  let progress = '';
  let result = null;

  async function learn() {
    try {
      jobs = await candidates(
        app.service,
        [a, b].filter(Boolean).map((one) => one.job),
        ends.signal,
      );
      if (!a && !b) {
        suggest();
      }
      run();
    } catch (failed) {
      if (!ends.signal.aborted) {
        error = failed;
        draw();
      }
    }
  }

  /** The two models of the latest job that has two. */
  function suggest() {
    const job = jobs.find((one) => one.models.length > 1);
    if (job) {
      a = { job: job.id, model: job.models[0].name };
      b = { job: job.id, model: job.models[1].name };
    }
  }

  async function run() {
    asking?.abort();
    result?.close();
    result = null;
    error = null;
    if (!a || !b) {
      draw();
      return;
    }
    history.replaceState(null, '', address('robustness', ['compare'], { a: sideText(a), b: sideText(b) }));
    const own = new AbortController();
    asking = own;
    progress = 'Reading the figures …';
    draw();
    try {
      const found = await compare(app.service, a, b, {
        signal: own.signal,
        progress(done, all) {
          progress = `Reading the answers: ${count(done)} of ${count(all)} …`;
          draw();
        },
      });
      if (!own.signal.aborted) {
        result = new Result(found, draw);
      }
    } catch (failed) {
      if (own.signal.aborted) {
        return;
      }
      error = failed;
    }
    progress = '';
    draw();
  }

  function choose(change) {
    ({ a, b } = { a, b, ...change });
    run();
  }

  function draw() {
    if (ends.signal.aborted) {
      return;
    }
    render(
      html`
        <p class="small"><a href=${address('robustness')}>All jobs</a></p>
        <h1 tabindex="-1">Compare models</h1>
        ${
          jobs && !jobs.length
            ? empty(
                'No robustness job has ended yet.',
                html`<a href=${address('robustness', ['new'])}>Order one with two models.</a>`,
              )
            : html`<div class="row sides">
                ${chooser('First model', a, jobs ?? [], (to) => choose({ a: to }))}
                <button type="button" ?disabled=${!a || !b} @click=${() => choose({ a: b, b: a })}>Swap sides</button>
                ${chooser('Second model', b, jobs ?? [], (to) => choose({ b: to }))}
              </div>`
        }
        <p class="small" role="status">${progress}</p>
        ${error ? failure(error, run) : nothing} ${result ? result.template() : nothing}
      `,
      host,
    );
  }

  draw();
  learn();
  return {
    update(to) {
      const next = { a: side(to.query.get('a')), b: side(to.query.get('b')) };
      if (JSON.stringify(next) !== JSON.stringify({ a, b })) {
        choose(next);
      }
    },
    close() {
      ends.abort();
      asking?.abort();
      result?.close();
    },
  };
}
