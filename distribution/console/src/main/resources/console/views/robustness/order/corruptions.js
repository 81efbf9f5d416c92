import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { live } from '../../../vendor/lit/directives/live.js';
import { many } from '../../../parts/format.js';
import { name, visible } from '../../../parts/text.js';
import { chosen } from './choices.js';
import { note } from './models.js';

const KNOWN = [
  ['pokeai', 'PokeAI'],
  ['imagenet-c', 'ImageNet-C'],
  ['c-bar', 'ImageNet-C-bar'],
  ['edge', 'Edge cameras'],
  ['imagenet-p', 'ImageNet-P, sequences'],
];

/**
 * Chooses suites, single corruptions, and severities, and says how many cells that is for each model.
 *
 * @param {{fields: object, augmentations: object[]|null, problems: object}} state
 * @param {function(object): void} change of the fields
 */
export function corruptions({ fields, augmentations, problems }, change) {
  const all = augmentations ?? [];
  const ids = new Set(all.map((each) => each.suite ?? ''));
  const suites = [
    ...KNOWN.filter(([id]) => ids.has(id)),
    ...[...ids].filter((id) => id && !KNOWN.some(([known]) => known === id)).map((id) => [id, id]),
  ];
  const toggle = (id, is) => change({ suites: is ? [...fields.suites, id] : fields.suites.filter((each) => each !== id) });
  return html` <fieldset aria-describedby="corruptions-problem">
      <legend>Suites</legend>
      <p class="small quiet">A cell is one corruption at one severity; each model is asked about all pictures in each cell.</p>
      <div class="choices">
        ${augmentations ? nothing : html`<p class="quiet">Corruptions …</p>`}
        ${suites.map(([id, title]) => {
          const own = chosen({ suites: [id], severities: fields.severities }, all);
          return html`<label class="choice">
            <input
              type="checkbox"
              .checked=${live(fields.suites.includes(id))}
              @change=${(event) => toggle(id, event.target.checked)}
            />
            <span>${visible(title)}</span>
            <span class="small quiet">${many(own.length, 'corruption')}, ${many(cellsOf(own), 'cell')}</span>
          </label>`;
        })}
      </div>
      <details>
        <summary>Single corruptions${fields.corruptions.length ? `: ${fields.corruptions.length} chosen` : ''}</summary>
        ${suites.concat(ids.has('') ? [['', 'Others']] : []).map(([id, title]) => single(id, title, fields, all, change))}
      </details>
      ${note('corruptions', problems.corruptions)}
    </fieldset>
    <fieldset aria-describedby="severities-problem">
      <legend>Severities</legend>
      <div class="row">
        ${[1, 2, 3, 4, 5].map(
          (severity) =>
            html`<label class="choice"
              ><input
                type="checkbox"
                .checked=${live(fields.severities.includes(severity))}
                @change=${(event) => change({ severities: without(fields.severities, severity, event.target.checked) })}
              />${severity}</label
            >`,
        )}
      </div>
      <p class="small quiet">A corruption that has only one severity is run at it.</p>
      ${note('severities', problems.severities)}
    </fieldset>`;
}

/** How many cells of one model some corruptions are, without the clean one. */
export function cellsOf(corruptions) {
  return corruptions.reduce((sum, each) => sum + each.severities.length, 0);
}

function without(list, item, is) {
  return (is ? [...list, item] : list.filter((each) => each !== item)).sort((a, b) => a - b);
}

function single(id, title, fields, all, change) {
  const own = all.filter((each) => (each.suite ?? '') === id);
  const inside = fields.suites.includes(id);
  const toggle = (corruption, is) =>
    change({
      corruptions: is
        ? [...fields.corruptions, { name: corruption, severities: [] }]
        : fields.corruptions.filter((each) => each.name !== corruption),
    });
  return html`<fieldset class="plain">
    <legend>${visible(title)}</legend>
    <div class="choices columns">
      ${own.map((each) => {
        const mine = fields.corruptions.find((one) => one.name === each.name);
        return html`<label class="choice">
          <input
            type="checkbox"
            ?disabled=${inside}
            .checked=${live(inside || Boolean(mine))}
            @change=${(event) => toggle(each.name, event.target.checked)}
          />
          ${name(each.name)}
          ${mine?.severities.length ? html`<span class="small quiet">at ${mine.severities.join(', ')}</span>` : nothing}
        </label>`;
      })}
    </div>
  </fieldset>`;
}
