import { path, ServiceError } from '../../shell/service.js';

/** How many classes are asked for; views show fewer of them without asking again. */
export const MOST_CLASSES = 10;

/**
 * What is asked about a picture.
 *
 * @typedef {{with: string, seed: string, seen: boolean}} Terms `with` as the service takes it, empty for the picture as it is
 */

/** The address of a question, as it is also shown to people. */
export function classifyPath(answerer, terms, top = MOST_CLASSES) {
  const query = new URLSearchParams({ top });
  if (answerer.pin) {
    query.set('version', answerer.pin);
  }
  if (terms.with) {
    query.set('with', terms.with);
    if (terms.seed !== '0') {
      query.set('seed', terms.seed);
    }
  }
  if (answerer.folds > 1) {
    query.set('per_fold', 'true');
  }
  if (terms.seen) {
    query.set('seen', 'true');
  }
  return `${path('v1', 'models', answerer.model, 'classify')}?${query}`;
}

/**
 * Asks a model about a picture.
 *
 * @param {import('../../shell/service.js').Service} service
 * @param {import('./answerers.js').Answerer} answerer
 * @param {import('./pictures.js').Picture} picture
 * @param {Terms} terms
 * @param {AbortSignal} signal
 * @returns {Promise<object>} what the service says, and `whole_ms`: how long that took
 */
export async function classify(service, answerer, picture, terms, signal) {
  const since = performance.now();
  const response = await service.send('POST', classifyPath(answerer, terms), {
    body: picture.blob,
    type: picture.type,
    signal,
    seconds: 120,
  });
  let answer;
  try {
    answer = await response.json();
  } catch (failure) {
    throw signal?.aborted ? failure : new ServiceError(0, { title: 'The answer broke off.', detail: 'Try again.' });
  }
  if (!answer.top?.length) {
    throw new ServiceError(response.status, { title: 'The model has answered nothing.', ...answer.error });
  }
  return { ...answer, whole_ms: performance.now() - since };
}

/**
 * The same, and again when the service has too much to do: after as long as it says, some times.
 */
export async function classifyPatiently(service, answerer, picture, terms, signal) {
  for (let turn = 1; ; turn++) {
    try {
      return await classify(service, answerer, picture, terms, signal);
    } catch (error) {
      if (error.status !== 429 || turn === 5) {
        throw error;
      }
      await pause(Math.min(30, error.retrySeconds || 1) * 1000, signal);
    }
  }
}

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
