// A change from the request to its result.

const LOOK_MS = 250;
const LOST_LOOK_MS = 2000;

/**
 * Asks for a change and follows it to its end, through interruptions. It goes on whether or not anybody follows it.
 *
 * @param {import('../../shell/service.js').Service} service
 * @param {{method: string, path: string, json?: object, body?: Blob, type?: string}} request
 * @param {function(object): void} seen is called with the operation each time it was looked at
 * @param {AbortSignal} signal ends the following, not the change
 * @returns {Promise<object>} the operation when it is done
 */
export async function make(service, request, seen, signal) {
  const content = request.json === undefined ? {} : { body: JSON.stringify(request.json), type: 'application/json' };
  const response = await service.send(request.method, request.path, {
    body: request.body,
    type: request.type,
    ...content,
    headers: { Prefer: 'respond-async' },
    // A jar may take long to send.
    seconds: request.body ? 0 : 30,
    signal,
  });
  const begun = await response.json();
  if (response.status !== 202) {
    // A server that does not know the preference answers with the result.
    return { id: '', operation: '', subject: '', at: '', state: 'DONE', status: response.status, result: begun };
  }
  seen(begun);
  return follow(service, begun, seen, signal);
}

/** Follows a change that runs to its end. */
export async function follow(service, operation, seen, signal) {
  let last = operation;
  while (last.state === 'RUNNING') {
    await pause(LOOK_MS, signal);
    try {
      last = await service.get(`/v1/operations/${encodeURIComponent(operation.id)}`, { signal });
      seen(last);
    } catch (error) {
      if (!error.isOffline) {
        throw error;
      }
      seen({ ...last, isLost: true });
      await pause(LOST_LOOK_MS, signal);
    }
  }
  return last;
}

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    function stop() {
      clearTimeout(timer);
      reject(new DOMException('Not followed any more.', 'AbortError'));
    }
    signal.addEventListener('abort', stop, { once: true });
  });
}
