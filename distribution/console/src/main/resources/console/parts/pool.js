/**
 * Does many things, so many at once, in their order; nothing new begins after a failure, which is thrown.
 *
 * @param {Iterable<function(): Promise<void>>} work
 * @param {number} atOnce
 * @param {AbortSignal} signal nothing new begins after it
 */
export async function pool(work, atOnce, signal) {
  const rest = work[Symbol.iterator]();
  let failed = false;
  const worker = async () => {
    for (let next = rest.next(); !next.done && !failed && !signal.aborted; next = rest.next()) {
      await next.value().catch((error) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
