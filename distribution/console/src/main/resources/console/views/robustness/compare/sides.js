import { html } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { moment } from '../../../parts/format.js';
import { cut, visible } from '../../../parts/text.js';
import { path } from '../../../shell/service.js';
import { title } from '../list/jobs.js';

const MOST = 200;

/** A side of a comparison, as the address has it: `JOB:MODEL`. */
export function side(text) {
  const at = (text ?? '').indexOf(':');
  return at > 0 ? { job: text.slice(0, at), model: text.slice(at + 1) } : null;
}

export function sideText({ job, model }) {
  return `${job}:${model}`;
}

/** The robustness jobs that may be compared: the latest ones, and those that are named. */
export async function candidates(service, named, signal) {
  const { jobs } = await service.get(`/v1/jobs?state=succeeded&kind=robustness&size=${MOST}`, { signal });
  const missing = named.filter((id) => !jobs.some((job) => job.id === id));
  const others = await Promise.all([...new Set(missing)].map((id) => service.get(path('v1', 'jobs', id), { signal })));
  return [...others, ...jobs.filter((job) => !job.expired)];
}

/** Chooses a model of a job. */
export function chooser(label, chosen, jobs, choose) {
  const value = chosen ? sideText(chosen) : '';
  return html`<label
    >${label}
    <select .value=${live(value)} @change=${(event) => choose(side(event.target.value))}>
      <option value="" ?selected=${!value}>choose a model</option>
      ${jobs.map(
        (job) =>
          html`<optgroup label=${`${visible(cut(title(job), 60))}, ${moment(job.created)}`}>
            ${job.models.map((model) => {
              const own = sideText({ job: job.id, model: model.name });
              return html`<option value=${own} ?selected=${own === value}>
                ${visible(cut(model.name, 60))} (${job.id.split('-')[0].replace(/^0+/, '')})
              </option>`;
            })}
          </optgroup>`,
      )}
    </select>
  </label>`;
}
