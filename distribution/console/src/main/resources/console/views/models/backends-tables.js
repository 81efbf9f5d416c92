import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { count } from '../../parts/format.js';
import { failure } from '../../parts/notice.js';
import { cut, name } from '../../parts/text.js';
import { backEndsOf, jarName } from './data/installed.js';
import { fileName } from './data/words.js';

function stateBadge({ state, problem }) {
  const kind = problem ? 'bad' : state === 'active' ? 'good' : 'warn';
  return html`<span class="badge ${kind}">${cut(state, 40)}</span>`;
}

/** Back ends with how many models they answer for, and on which devices. */
export function backEndsTable(backends, models) {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Back end</th>
        <th scope="col">State</th>
        <th scope="col" class="wide">Version</th>
        <th scope="col" class="number">Models</th>
        <th scope="col">Devices</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        backends,
        (one) => `${one.id}\n${one.bundle}\n${one.version}`,
        (one) => {
          const answered = models.filter((model) => model.backend === one.id && model.state === 'READY');
          const devices = [...new Set(answered.map((model) => model.device).filter(Boolean))];
          return html`<tr>
            <th scope="row">${name(one.id)}</th>
            <td>${stateBadge(one)}</td>
            <td class="wide">
              ${cut(one.version, 60)}
              <div class="small quiet">${cut(one.file, 100)}</div>
            </td>
            <td class="number">${count(answered.length)}</td>
            <td>
              ${
                devices.length
                  ? cut(devices.join(', '), 60)
                  : html`<span class="quiet" title="It is asked when a model is opened">–</span>`
              }
            </td>
          </tr>`;
        },
      )}
    </tbody>
  </table>`;
}

/**
 * Jars in the plugins folders, with what is wrong and what can be done.
 *
 * @param {string} busy what is being done; nothing else can be meanwhile
 * @param {function(string, object): void} ask
 */
export function pluginsTable(plugins, backends, busy, ask) {
  return html`<table class="plugins">
    <thead>
      <tr>
        <th scope="col">Plugin</th>
        <th scope="col">State</th>
        <th scope="col" class="wide">Version</th>
        <th scope="col">Actions</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        plugins,
        (one) => one.file,
        (one) =>
          html`<tr>
            <th scope="row">
              <span title=${cut(one.file, 1000)}>${name(jarName(one))}</span>
              ${
                one.problem
                  ? html`<div class="small why">${cut(one.problem, 500)}</div>
                      ${one.remedy ? html`<div class="small quiet">${cut(one.remedy, 500)}</div>` : nothing}`
                  : html`<div class="small quiet">${brings(one, backends)}</div>`
              }
            </th>
            <td>${stateBadge(one)}</td>
            <td class="wide">${cut(one.version, 60)}</td>
            <td>
              <div class="row">
                ${one.state === 'active' ? button('Stop…', 'stop', one, busy, ask) : button('Start', 'start', one, busy, ask)}
                ${button('Uninstall…', 'uninstall', one, busy, ask)}
              </div>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function brings(plugin, backends) {
  const ids = backEndsOf(plugin, backends);
  return ids.length ? `back end ${cut(ids.join(', '), 100)}` : cut(plugin.bundle, 100);
}

function button(title, action, plugin, busy, ask) {
  return html`<button
    type="button"
    class=${action === 'uninstall' ? 'danger' : ''}
    aria-label=${`${title} ${fileName(plugin.file)}`}
    aria-disabled=${busy ? 'true' : 'false'}
    @click=${busy ? nothing : () => ask(action, plugin)}
  >
    ${title}
  </button>`;
}

/** All bundles of the framework. */
export function bundlesTable(bundles) {
  return html`<div class="scroll bundles" tabindex="0" role="region" aria-label="All bundles">
    <table>
      <thead>
        <tr>
          <th scope="col" class="number">Id</th>
          <th scope="col">Bundle</th>
          <th scope="col">State</th>
          <th scope="col">Version</th>
          <th scope="col" class="wide">File</th>
        </tr>
      </thead>
      <tbody>
        ${bundles.map(
          (one) =>
            html`<tr>
              <td class="number">${one.id}</td>
              <th scope="row">${name(one.bundle)}</th>
              <td>${cut(one.state, 40)}</td>
              <td>${cut(one.version, 60)}</td>
              <td class="wide small">${fileName(one.location)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const OUTCOMES = { RELOADED: 'read again', UNCHANGED: 'as it was', FAILED: 'could not be used; it is as it was' };

/** What was read again, and what needs a restart. */
export function reloadReport({ error, reloaded = [], needs_restart: restart = [] }) {
  if (error) {
    return failure(error);
  }
  return html`<div class="stack tight">
    ${
      reloaded.length
        ? html`<ul>
            ${reloaded.map(
              (one) =>
                html`<li>
                  ${cut(one.name, 60)}: ${OUTCOMES[one.outcome] ?? one.outcome}
                  ${one.problem ? html`<div class="why">${cut(one.problem, 500)}</div>` : nothing}
                </li>`,
            )}
          </ul>`
        : html`<p>This service has no tokens and no certificate, so there was nothing to read.</p>`
    }
    ${
      restart.length
        ? html`<p class="small quiet">These change by a restart alone: ${cut(restart.join(', '), 500)}.</p>`
        : nothing
    }
  </div>`;
}
