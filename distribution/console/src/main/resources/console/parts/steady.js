/**
 * Keeps what is drawn as it is while a pointer is pressed on it. A field that is left by pressing a button changes the page between
 * the press and the release, and the button would no longer be where it was pressed.
 *
 * @param {HTMLElement} host
 * @param {function(): void} draw
 * @param {AbortSignal} signal ends it
 * @returns {function(): void} draws now, or as soon as the pointer is up
 */
export function steady(host, draw, signal) {
  let isPressed = false;
  let isWanted = false;

  function released() {
    // After the click, which follows.
    setTimeout(() => {
      isPressed = false;
      if (isWanted) {
        isWanted = false;
        draw();
      }
    });
  }

  host.addEventListener('pointerdown', () => (isPressed = true), { signal, capture: true });
  for (const type of ['pointerup', 'pointercancel']) {
    window.addEventListener(type, released, { signal });
  }
  return () => {
    if (isPressed) {
      isWanted = true;
    } else {
      draw();
    }
  };
}
