import { html, nothing, render } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { copy, told } from '../../../parts/copy.js';
import { failure } from '../../../parts/notice.js';
import { steady } from '../../../parts/steady.js';
import { address } from '../../../shell/route.js';
import { path } from '../../../shell/service.js';
import { chosen } from './choices.js';
import { cellsOf, corruptions } from './corruptions.js';
import { data } from './data.js';
import { estimate } from './estimate.js';
import { Estimates } from './estimates.js';
import { curlOf, EMPTY, fieldOf, fieldsOf, orderOf, planOf, problemsOf, refusal } from './fields.js';
import { extras, gate } from './gate.js';
import { models } from './models.js';
import { upload } from './upload.js';

/**
 * Shows the form that orders a job. In the address, `like` is a job whose order is taken, and `models`, `data`, `baseline`, `candidate`
 * and `kind` fill single fields.
 */
export function open(host, app, route) {
  const ends = new AbortController();
  const known = { models: null, augmentations: null, datasets: null, uploads: null };
  let fields = prefilled(route.query);
  let filter = '';
  let guess = { value: null, error: null, asking: false };
  let refused = null;
  let tried = false;
  let touched = false;
  let ordering = false;
  let sending = null;
  let failed = null;
  let key = newKey();
  const draw = steady(host, () => paint(), ends.signal);
  const estimates = new Estimates(app.service, (change) => {
    guess = { ...guess, ...change };
    draw();
  });

  function change(to) {
    touched = true;
    fields = { ...fields, ...to };
    if (fields.kind === 'evaluation') {
      fields.models = fields.models.slice(0, 1);
    }
    // Another order is another job; the same one, sent twice, is the same.
    key = newKey();
    refused = null;
    draw();
  }

  async function learn(name, where, of = (body) => body) {
    try {
      known[name] = of(await app.service.get(where, { signal: ends.signal }));
      if (name === 'models' && !fields.models.length && known.models.length === 1) {
        fields = { ...fields, models: [known.models[0].name] };
      }
      if (name === 'datasets' && !touched && !route.query.get('like') && !fields.data && known.datasets.length === 1) {
        fields = { ...fields, data: known.datasets[0].name };
      }
      draw();
    } catch (error) {
      if (!ends.signal.aborted) {
        failed = error;
        draw();
      }
    }
  }

  async function takeOrder(id) {
    try {
      const order = await app.service.get(path('v1', 'jobs', id, 'order'), { signal: ends.signal });
      fields = gatedBy(fieldsOf(order), route.query);
    } catch (error) {
      failed = error;
    }
    draw();
  }

  async function submit(event) {
    event.preventDefault();
    tried = true;
    const wrong = problems();
    paint();
    if (Object.keys(wrong).length) {
      focusProblem();
      return;
    }
    if (ordering) {
      return;
    }
    ordering = true;
    draw();
    try {
      const job = await app.service.post('/v1/jobs', orderOf(fields), {
        headers: { 'Idempotency-Key': `"${key}"` },
        seconds: 120,
      });
      location.hash = address('robustness', [job.id]);
    } catch (error) {
      refused = error;
      ordering = false;
      draw();
      focusProblem();
    }
  }

  async function send(file) {
    const stops = new AbortController();
    sending = { asking: true, share: 0, error: null, stops };
    draw();
    try {
      const made = await upload(app.service, file, {
        sent(share) {
          sending.share = share;
          draw();
        },
        signal: stops.signal,
      });
      known.uploads = [made, ...(known.uploads ?? []).filter((one) => one.id !== made.id)];
      sending = null;
      change({ upload: made.id, data: '', split: '' });
    } catch (error) {
      sending = stops.signal.aborted ? null : { asking: false, error };
      draw();
    }
  }

  function problems() {
    const wrong = problemsOf(fields, cells());
    const said = refused ?? (guess.asking ? null : guess.error);
    const field = said && fieldOf(said);
    return field ? { ...wrong, [field]: wrong[field] ?? refusal(said) } : wrong;
  }

  function cells() {
    return known.augmentations ? cellsOf(chosen(orderOf(fields), known.augmentations)) : 1;
  }

  function paint() {
    if (ends.signal.aborted) {
      return;
    }
    const valid = Object.keys(problemsOf(fields, cells())).length === 0;
    estimates.want(valid && known.models && known.augmentations ? orderOf(fields) : null);
    render(form(valid), host);
  }

  function form(valid) {
    const all = problems();
    // What nobody has come to yet is not called wrong.
    const shown = tried
      ? all
      : Object.fromEntries(Object.entries(all).filter(([field]) => !['models', 'gate'].includes(field) || refused));
    const said = refused ?? (guess.asking ? null : guess.error);
    const robust = fields.kind === 'robustness';
    const state = { fields, problems: shown, ...known };
    const nothingChosen = robust && !fields.suites.length && !fields.corruptions.length;
    return html` <p class="small"><a href=${address('robustness')}>All jobs</a></p>
      <h1 tabindex="-1">Order a job</h1>
      ${failed && !failed.isOffline ? failure(failed) : nothing}
      <form class="order" novalidate @submit=${submit}>
        <div class="stack">
          <fieldset>
            <legend>Kind of job</legend>
            ${kind('robustness', 'Robustness: clean pictures and corruptions')}
            ${kind('evaluation', 'Evaluation: one model on a test split')}
          </fieldset>
          ${models(
            { all: known.models, chosen: fields.models, filter, problem: shown.models, one: !robust },
            {
              choose: (to) => change({ models: to }),
              filter(to) {
                filter = to;
                draw();
              },
            },
          )}
          ${data({ ...state, sending }, { change, send, stop: () => sending?.stops.abort() })}
          ${robust ? corruptions({ ...state, problems: nothingChosen ? { ...shown, corruptions: all.corruptions } : shown }, change) : nothing}
          ${robust ? gate(state, change) : nothing} ${extras(state, change)}
        </div>
        <div class="beside stack">
          ${estimate(guess, { fields, cells: cells(), valid })} ${said && !fieldOf(said) ? failure(said) : nothing}
          <button type="submit" class="main" ?disabled=${ordering} aria-disabled=${!valid}>
            ${ordering ? 'Ordering …' : 'Order the job'}
          </button>
          <p class="small quiet why">${valid ? '' : firstOf(all)}</p>
          <div class="row">
            <button
              type="button"
              ?disabled=${!valid}
              @click=${() => give('curl', curlOf(fields, { origin: location.origin, key, hasToken: app.service.session.token !== '' }))}
            >
              Copy as curl
            </button>
            ${robust ? html`<button type="button" ?disabled=${!valid || fields.upload !== ''} @click=${() => give('plan', planOf(fields))}>Copy as plan</button>` : nothing}
          </div>
        </div>
      </form>`;
  }

  function kind(id, text) {
    return html`<label class="choice"
      ><input type="radio" name="kind" .checked=${live(fields.kind === id)} @change=${() => change({ kind: id })} />
      ${text}</label
    >`;
  }

  async function give(what, text) {
    told(app.messages, await copy(text), `as ${what}`);
  }

  /** The first field with a problem, for who uses the keyboard. */
  function focusProblem() {
    const wrong = [...host.querySelectorAll('.problem')].find((each) => each.textContent.trim());
    const near = wrong && host.querySelector(`[aria-describedby="${wrong.id}"]`);
    (near?.matches('fieldset') ? near.querySelector('input:not([disabled]), select') : near)?.focus();
  }

  learn('models', '/v1/models');
  learn('augmentations', '/v1/augmentations');
  learn('datasets', '/v1/datasets', (body) => body.datasets);
  learn('uploads', '/v1/uploads', (body) => body.uploads);
  if (route.query.get('like')) {
    takeOrder(route.query.get('like'));
  }
  draw();
  return {
    update() {},
    close() {
      ends.abort();
      estimates.close();
      sending?.stops?.abort();
    },
  };
}

function prefilled(query) {
  const kind = query.get('kind') === 'evaluation' ? 'evaluation' : 'robustness';
  return gatedBy({ ...EMPTY, kind, models: query.getAll('models'), data: query.get('data') ?? '' }, query);
}

/** With a gate between the two models that the address names. */
function gatedBy(fields, query) {
  const [baseline, candidate] = ['baseline', 'candidate'].map((role) => query.get(role));
  return baseline && candidate
    ? { ...fields, models: [...new Set([...fields.models, baseline, candidate])], gated: true, baseline, candidate }
    : fields;
}

/** `crypto.randomUUID` is there over HTTPS alone. */
function newKey() {
  return `console-${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Why the order cannot be sent yet: the first problem that has a sentence. */
function firstOf(problems) {
  return Object.values(problems).find((problem) => typeof problem === 'string') ?? '';
}
