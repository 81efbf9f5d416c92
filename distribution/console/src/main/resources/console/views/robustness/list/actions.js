import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { confirm } from '../../../parts/dialog.js';
import { cut } from '../../../parts/text.js';
import { path } from '../../../shell/service.js';
import { allowed, title } from './jobs.js';

/**
 * The buttons of a job.
 *
 * @param {import('../../../shell/app.js').App} app
 * @param {object} job
 * @param {{changed: function(object): void, removed: function(object): void, removing?: function(object): void}} hears what has come of
 *     it; `removing` before it is deleted
 * @param {boolean} named whether the buttons say of which job they are, because there are several
 */
export function actions(app, job, hears, named = false) {
  const may = allowed(job);
  const of = named ? `: ${cut(title(job), 60)}, ${job.id}` : '';
  const button = (action, text, does, style = '') =>
    html`<button type="button" class=${style} aria-label=${text + of} data-action=${action} @click=${does}>${text}</button>`;
  const change = (what) => (event) => act(app, job, hears, what, event.currentTarget);
  return html`<div class="row actions">
    ${may.pause ? button('pause', 'Pause', change('pause')) : nothing}
    ${may.resume ? button('resume', 'Resume', change('resume')) : nothing}
    ${may.keep ? button('keep', job.pinned ? 'Do not keep' : 'Keep', change(job.pinned ? 'unpin' : 'pin')) : nothing}
    ${may.cancel ? button('cancel', 'Cancel the job', (event) => cancel(app, job, hears, event.currentTarget), 'danger') : nothing}
    ${may.remove ? button('delete', 'Delete', () => remove(app, job, hears), 'danger') : nothing}
  </div>`;
}

async function act(app, job, hears, what, button) {
  const place = button?.closest('.actions');
  try {
    hears.changed(await app.service.post(path('v1', 'jobs', job.id, what)));
    // The button may be gone, such as 'Pause' of a job that is paused now.
    if (document.activeElement === document.body) {
      place?.querySelector('button')?.focus();
    }
  } catch (error) {
    app.messages.show(`${error.message} ${error.detail ?? ''}`, 'bad');
  }
}

async function cancel(app, job, hears, button) {
  const sure = await confirm({
    title: 'Cancel the job?',
    does: `${cut(title(job), 100)} (${job.id}) ends after its batch. What it has finished stays; it cannot go on.`,
    action: 'Cancel the job',
  });
  if (sure) {
    await act(app, job, hears, 'cancel', button);
  }
}

async function remove(app, job, hears) {
  const sure = await confirm({
    title: 'Delete the job?',
    does: `${cut(title(job), 100)} (${job.id}) and all files that it has made are deleted.`,
    action: 'Delete',
  });
  if (!sure) {
    return;
  }
  hears.removing?.(job);
  try {
    await app.service.delete(path('v1', 'jobs', job.id));
    hears.removed(job);
  } catch (error) {
    app.messages.show(`${error.message} ${error.detail ?? ''}`, 'bad');
  }
}
