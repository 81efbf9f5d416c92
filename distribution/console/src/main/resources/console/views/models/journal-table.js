import { html, nothing } from '../../vendor/lit/lit-html.js';
import { repeat } from '../../vendor/lit/directives/repeat.js';
import { moment } from '../../parts/format.js';
import { name } from '../../parts/text.js';
import { entryKey } from './data/journal-pages.js';
import { operationWord, versionWords } from './data/words.js';
import { outcomeBadge, report, took } from './report.js';

/**
 * Entries of the journal, each with its details below it when it is open.
 *
 * @param {object[]} entries
 * @param {Set<string>} open keys of those that are open
 * @param {function(string): void} toggle
 * @param {boolean} withModel whether the model is a column
 */
export function journalTable(entries, open, toggle, withModel) {
  return html`<table class="journal">
    <caption class="visually-hidden">
      Journal
    </caption>
    <thead>
      <tr>
        <th scope="col">When</th>
        ${withModel ? html`<th scope="col">Model</th>` : nothing}
        <th scope="col">What</th>
        <th scope="col" class="wide">From → to</th>
        <th scope="col" class="wide">Who</th>
        <th scope="col" class="number wide">Took</th>
        <th scope="col"><span class="visually-hidden">Details</span></th>
      </tr>
    </thead>
    <tbody>
      ${repeat(entries, entryKey, (entry) => line(entry, open.has(entryKey(entry)), toggle, withModel))}
    </tbody>
  </table>`;
}

function line(entry, isOpen, toggle, withModel) {
  const what = operationWord(entry.operation);
  return html`<tr>
      <td class="small">${moment(entry.at)}</td>
      ${withModel ? html`<th scope="row">${name(entry.model, 'short')}</th>` : nothing}
      <td>${what} ${outcomeBadge(entry)}</td>
      <td class="wide small">
        ${entry.from ? html`<div>${versionWords(entry.from)}</div>` : nothing}
        ${entry.to ? html`<div>→ ${versionWords(entry.to)}</div>` : nothing}
      </td>
      <td class="wide">${name(entry.who, 'short')}</td>
      <td class="number wide">${took(entry)}</td>
      <td class="number">
        <button
          type="button"
          class="plain"
          aria-expanded=${isOpen ? 'true' : 'false'}
          aria-label=${`Details of ${what}, ${moment(entry.at)}`}
          @click=${() => toggle(entryKey(entry))}
        >
          ${isOpen ? '▾' : '▸'}
        </button>
      </td>
    </tr>
    ${
      isOpen
        ? html`<tr class="details">
            <td colspan="7">${report(entry)}</td>
          </tr>`
        : nothing
    }`;
}
