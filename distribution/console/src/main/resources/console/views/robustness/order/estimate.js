import { html, nothing } from '../../../vendor/lit/lit-html.js';
import { bytes, count, decimal, many, percent, span } from '../../../parts/format.js';

/**
 * What an order would take, in sentences. The room for it is there before it is known.
 *
 * @param {{value: object|null, asking: boolean}} estimate
 * @param {{fields: object, cells: number, valid: boolean}} wish `cells` for each model, without the clean one
 */
export function estimate({ value, asking }, { fields, cells, valid }) {
  const known = (text) => (value ? text(value) : valid ? '…' : '–');
  const robust = fields.kind === 'robustness';
  return html`<section class="card stack tight estimate ${asking ? 'old' : ''}" aria-labelledby="estimate" aria-busy=${asking}>
    <h2 id="estimate">What it takes</h2>
    <dl>
      ${
        robust
          ? html`<dt>Cells</dt>
              <dd>
                ${many(fields.models.length * (cells + 1), 'cell')}: ${many(fields.models.length, 'model')}, each with
                ${many(cells, 'cell')} and the clean pictures
              </dd>`
          : nothing
      }
      <dt>Pictures</dt>
      <dd>${known((it) => many(it.pictures, 'picture'))}</dd>
      <dt>Inferences</dt>
      <dd>${known((it) => count(it.answers))}</dd>
      <dt>Time</dt>
      <dd>
        ${known((it) => `about ${span(it.time_ms)}${of(it.report_ms, span, fields)}; longer beside callers`)}
      </dd>
      <dt>Disk</dt>
      <dd>
        ${known(
          (it) =>
            `at most ${bytes(it.disk_bytes)}${of(it.report_bytes, bytes, fields)}; ${bytes(it.meanwhile_bytes)} more while it runs`,
        )}
      </dd>
    </dl>
    ${robust && fields.gated ? detection(value, fields) : nothing}
    <p class="small quiet" role="status">
      ${asking && valid ? 'Estimating …' : value ? 'Estimated by a short probe on this machine.' : ''}
    </p>
  </section>`;
}

/** How much of it page and plots take; those of an evaluation are not estimated. */
function of(report, format, { kind }) {
  if (kind !== 'robustness') {
    return ', and its page and plots';
  }
  return report ? `, ${format(report)} of it for page and plots` : '';
}

function points(share) {
  return typeof share === 'number' ? `${decimal(100 * share, 1)} points` : 'no drop';
}

/** What the gate is able to see: what `pokeai robustness --dry-run` says. */
function detection(value, fields) {
  const rows = value?.detection ?? [];
  const usual = rows.find((row) => row.discordance === 0.1);
  const margin = Number(fields.margin) / 100;
  return html`<h3>What the gate can see</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Answers that differ</th>
          <th scope="col">Drop found in the mean</th>
          <th scope="col">in one cell</th>
        </tr>
      </thead>
      <tbody>
        ${(rows.length ? rows : [{ discordance: 0.05 }, { discordance: 0.1 }, { discordance: 0.2 }]).map(
          (row) =>
            html`<tr>
              <th scope="row">${percent(row.discordance, 0)}</th>
              <td>${value ? points(row.mean) : '…'}</td>
              <td>${value ? points(row.cell) : '…'}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="small">
      Found with a power of 80
      %.${
        usual && (usual.mean === undefined || usual.mean > margin)
          ? html` <strong>The margin of ${decimal(100 * margin, 2)} points is below that:</strong> a drop of the margin will often
              be INCONCLUSIVE. Use a larger margin, or more pictures.`
          : nothing
      }
    </p>`;
}
