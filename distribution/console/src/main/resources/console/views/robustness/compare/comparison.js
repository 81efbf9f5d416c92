import { pool } from '../../../parts/pool.js';
import { Artefacts } from '../report/artefacts.js';
import { Cells } from '../report/figures.js';
import { answers } from './answers.js';
import { inCommon, paired } from './pairs.js';

/** Of corruptions; each reads two cells at a time. */
const AT_ONCE = 3;

/**
 * Compares two models on the pictures that both were asked about.
 *
 * @param {import('../../../shell/service.js').Service} service
 * @param {{job: string, model: string}} a
 * @param {{job: string, model: string}} b
 * @param {{progress: function(number, number): void, signal: AbortSignal}} hears
 */
export async function compare(service, a, b, { progress, signal }) {
  const stores = new Map([a.job, b.job].map((id) => [id, new Artefacts(service, id)]));
  const reports = await Promise.all([a, b].map((side) => stores.get(side.job).json('robustness.json')));
  const cells = reports.map((report) => new Cells(report));
  const { samePictures, common, others } = inCommon(...reports);
  const result = { a, b, cells, samePictures, others, rows: [], gate: await gateOf(stores.get(a.job), a, b) };
  const wanted = common
    .map((corruption) => ({
      ...corruption,
      severities: corruption.severities.filter(
        (severity) => cells[0].find(a.model, corruption.name, severity) && cells[1].find(b.model, corruption.name, severity),
      ),
    }))
    .filter((corruption) => corruption.severities.length);
  if (!samePictures) {
    return result;
  }
  const all = wanted.length * 2;
  let done = 0;
  const read = async (side, own, { name, severities }) => {
    const found = [];
    for (const severity of severities) {
      const cell = own.find(side.model, name, severity);
      found.push(answers(await stores.get(side.job).bytes(`cells/answers/${cell.cell}.bin`)));
    }
    done += 1;
    progress(done, all);
    return found;
  };
  const one = async (corruption) => {
    const [first, second] = await Promise.all([read(a, cells[0], corruption), read(b, cells[1], corruption)]);
    const tests = wanted.length;
    result.rows.push({
      ...corruption,
      ...paired(first, second, tests),
      each: corruption.severities.map((severity, i) => ({ severity, ...paired([first[i]], [second[i]], tests) })),
    });
  };
  await pool(
    wanted.map((corruption) => () => one(corruption)),
    AT_ONCE,
    signal,
  );
  const order = new Map(wanted.map((corruption, i) => [corruption.name, i]));
  result.rows.sort((x, y) => order.get(x.name) - order.get(y.name));
  return result;
}

/** What a gate of the job has said of these two; `null` when it was not asked. */
async function gateOf(store, a, b) {
  if (a.job !== b.job || !(await store.has('gate/gate.json'))) {
    return null;
  }
  const gate = await store.json('gate/gate.json');
  const pair = [gate.baseline, gate.candidate];
  return pair.includes(a.model) && pair.includes(b.model) && a.model !== b.model ? gate : null;
}
