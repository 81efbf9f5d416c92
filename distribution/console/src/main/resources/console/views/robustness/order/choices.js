// Which cells an order stands for. No page here; docs/robustness.md says what suites hold.

/** The corruptions that PokeAI's scripts have: what an order without suites and corruptions is about. */
const USUAL = 'pokeai';
const ALL = 'all';

/** The suite of all corruptions; sequences are not in it. */
function inSuite(augmentation, suite) {
  return augmentation.suite === suite || (suite === ALL && augmentation.kind === 'corruption');
}

/**
 * The corruptions and sequences of an order, each with its severities, in the order of the list.
 *
 * @param {{suites?: string[], corruptions?: (string|{name: string, severities?: number[]})[], severities?: number[]}} order
 * @param {object[]} augmentations as `GET /v1/augmentations` lists them
 * @returns {{name: string, suite: string, severities: number[]}[]}
 */
export function chosen(order, augmentations) {
  const suites = order.suites ?? [];
  const corruptions = (order.corruptions ?? []).map(named);
  const wanted = order.severities ?? [];
  const usual = !suites.length && !corruptions.length;
  const found = new Map();
  const add = (augmentation, own) => {
    const all = Array.from({ length: augmentation.severities }, (_, i) => i + 1);
    // A corruption that has only one severity is run at it.
    const some = all.length === 1 ? all : all.filter((severity) => !own.length || own.includes(severity));
    const before = found.get(augmentation.name)?.severities ?? [];
    const severities = [...new Set([...before, ...some])].sort((a, b) => a - b);
    found.set(augmentation.name, { name: augmentation.name, suite: augmentation.suite ?? '', severities });
  };
  for (const augmentation of augmentations) {
    if ((usual ? [USUAL] : suites).some((suite) => inSuite(augmentation, suite))) {
      add(augmentation, wanted);
    }
  }
  for (const { name, severities } of corruptions) {
    const augmentation = augmentations.find((one) => one.name === name);
    if (augmentation) {
      add(augmentation, severities.length ? severities : wanted);
    }
  }
  return [...found.values()];
}

function named(corruption) {
  if (typeof corruption === 'object') {
    return { name: corruption.name, severities: corruption.severities ?? [] };
  }
  const [name, severity] = corruption.split(':');
  return { name, severities: severity ? [Number(severity)] : [] };
}
