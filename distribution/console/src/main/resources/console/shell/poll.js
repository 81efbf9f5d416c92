/**
 * Asks again and again while the page is looked at: at once, and then `seconds` after each answer; less often while it fails, and at
 * once when the service is back (the event `servicereached` of the window).
 *
 * @param {number} seconds
 * @param {function(AbortSignal): Promise<void>} ask
 * @returns {{now: function(): void, stop: function(): void}} `now` asks at once
 */
export function poll(seconds, ask) {
  const SLOWEST_SECONDS = 15;
  let timer = 0;
  let failures = 0;
  let asking = null;
  let stopped = false;

  async function round() {
    clearTimeout(timer);
    if (stopped || asking || document.hidden) {
      return;
    }
    asking = new AbortController();
    try {
      await ask(asking.signal);
      failures = 0;
    } catch {
      // Whoever asks shows what went wrong.
      failures += 1;
    }
    asking = null;
    if (!stopped) {
      timer = setTimeout(round, 1000 * Math.min(SLOWEST_SECONDS, seconds * 2 ** failures));
    }
  }

  document.addEventListener('visibilitychange', round);
  window.addEventListener('servicereached', round);
  round();
  return {
    now: round,
    stop() {
      stopped = true;
      clearTimeout(timer);
      asking?.abort();
      document.removeEventListener('visibilitychange', round);
      window.removeEventListener('servicereached', round);
    },
  };
}
