import { html, nothing, svg } from '../../vendor/lit/lit-html.js';
import { count, milliseconds, rate, version } from '../../parts/format.js';
import { cut } from '../../parts/text.js';
import { KEPT_MS } from './data/history.js';
import { axisTop, line } from './data/plot-lines.js';
import { fileName } from './data/words.js';

const ROLES = { answers: 'answers', canary: 'canary', shadow: 'shadow', before: 'before' };
const MOST = 6;

/**
 * How each generation does: numbers of the last seconds, and plots of the last minutes.
 *
 * @param {import('./data/generations.js').GenerationFigures[]} all
 * @param {import('./data/feed.js').Snapshot} snapshot
 * @param {function(string): number} colour of a generation, 1 to 4
 */
export function figures(all, { history, reading }, colour) {
  const shown = all.slice(0, MOST);
  return html`<section class="card table-card stack" aria-label="Figures" tabindex="0">
    <h2>Figures</h2>
    ${shown.length ? table(shown, reading, colour) : html`<p class="quiet">Nothing was asked yet.</p>`}
    <div class="plots">
      ${plot(
        'Calls a second',
        shown,
        history,
        colour,
        (point) => point.rate,
        (value) => rate(value),
      )}
      ${plot('p99 of the time of a call', shown, history, colour, (point) => point.p99, milliseconds)}
    </div>
    <p class="small quiet">
      Numbers are those of the last 10 seconds; lines those of the last 5 minutes, as long as this page is open.
    </p>
  </section>`;
}

function table(shown, reading, colour) {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Version</th>
        <th scope="col" class="number">Calls</th>
        <th scope="col" class="number">p50</th>
        <th scope="col" class="number">p99</th>
        <th scope="col" class="number">Failed</th>
        <th scope="col" class="number wide">Calls since the start</th>
        <th scope="col" class="number wide">Pictures</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (one) =>
          html`<tr>
            <th scope="row">
              ${swatch(colour(one.key))} <code>${version(cut(one.version, 64))}</code> ${
                one.role ? html`<span class="badge ${one.role === 'answers' ? 'good' : ''}">${ROLES[one.role]}</span>` : nothing
              }
              ${
                one.opened
                  ? html`<div class="small quiet">
                      ${fileName(one.opened.files?.[0] ?? '')}, ${cut(one.opened.backend, 40)}${generationWords(one.opened)}
                    </div>`
                  : nothing
              }
            </th>
            <td class="number">${rate(one.now?.rate ?? (reading && one.role !== 'shadow' ? 0 : NaN))}</td>
            <td class="number">${milliseconds(one.now?.p50)}</td>
            <td class="number">${milliseconds(one.now?.p99)}</td>
            <td class="number">
              ${one.now?.failedRate ? html`<span class="badge bad">${rate(one.now.failedRate)}</span>` : count(one.failed)}
            </td>
            <td class="number wide">${count(one.calls)}</td>
            <td class="number wide">${count(one.pictures)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function generationWords({ generation }) {
  return generation ? `, generation ${count(generation)}` : '';
}

/** The stroke of a line, which differs in more than its colour. */
function swatch(number) {
  return html`<svg class="swatch" viewBox="0 0 24 8" width="24" height="8" aria-hidden="true">
    <path class="line series-${number}" d="M0 4H24"></path>
  </svg>`;
}

function plot(title, shown, history, colour, value, words) {
  const to = Date.now();
  const from = to - KEPT_MS;
  const lines = shown.map((one) => ({ one, points: history.points(one.key) }));
  const largest = Math.max(
    0,
    ...lines.flatMap(({ points }) =>
      points
        .filter((point) => point.at >= from)
        .map(value)
        .filter(Number.isFinite),
    ),
  );
  const top = axisTop(largest);
  const said = lines
    .map(({ one, points }) => `${version(cut(one.version, 64))} ${words(points.length ? value(points.at(-1)) : NaN)}`)
    .join(', ');
  return html`<figure class="plot">
    <figcaption class="small">${title}</figcaption>
    <div class="plot-room">
      <span class="axis top small quiet">${words(top)}</span>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label=${`${title} over the last 5 minutes, at most ${words(largest)}; now: ${said || 'nothing'}.`}
      >
        <path class="grid" d="M0 0H100M0 50H100M0 100H100"></path>
        ${lines.map(
          ({ one, points }) =>
            svg`<path class="line series-${colour(one.key)}" d=${line(points, value, { from, to, top }) || 'M0 0'}></path>`,
        )}
      </svg>
      <span class="axis left small quiet">5 min ago</span><span class="axis right small quiet">now</span>
    </div>
  </figure>`;
}
