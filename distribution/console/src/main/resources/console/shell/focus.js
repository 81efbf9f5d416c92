// Whoever works by keyboard goes on from where the focus is. When the control that has it goes away – a message that is closed, a row
// that is removed, a button that has done its work – browsers begin anew at the top of the page.

const TABBABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary';

const CONTROL = 'a[href], button, input, select, textarea, summary, label, [tabindex]';

/** How many places are remembered: a dialog that was opened from a dialog leads back to the page. */
const MOST_PLACES = 8;

/**
 * Puts the focus back on the control that had it, or on one near it when that one has gone away or cannot be used. What a view does
 * itself comes first; who clicks beside all controls wants none.
 *
 * @param {Document} document
 */
export function keepFocus(document) {
  let places = [];
  let isLeft = false;
  document.addEventListener('focusin', ({ target }) => {
    places = [[target, ...ancestors(target)], ...places].slice(0, MOST_PLACES);
    isLeft = false;
  });
  document.addEventListener('pointerdown', ({ target }) => {
    isLeft = !target.closest?.(CONTROL);
  });
  const look = () => {
    if (places.length && !isLeft && document.activeElement === document.body && document.hasFocus()) {
      const [[last]] = places;
      (isUsable(last) ? last : near(places, document))?.focus({ preventScroll: true });
    }
  };
  new MutationObserver(() => {
    look();
    // What was disabled or hidden loses the focus when the page is drawn.
    requestAnimationFrame(() => requestAnimationFrame(look));
  }).observe(document.body, { attributeFilter: ['disabled', 'hidden', 'open', 'class'], childList: true, subtree: true });
}

function ancestors(element) {
  const all = [];
  for (let one = element.parentElement; one; one = one.parentElement) {
    all.push(one);
  }
  return all;
}

function near(places, document) {
  const main = document.querySelector('main');
  for (const place of places) {
    for (const ancestor of place.slice(1)) {
      if (ancestor.contains(main)) {
        break;
      }
      const found = ancestor.isConnected && [...ancestor.querySelectorAll(TABBABLE)].find(isUsable);
      if (found) {
        return found;
      }
    }
  }
  return main;
}

function isUsable(element) {
  return element.isConnected && !element.disabled && element.checkVisibility({ visibilityProperty: true });
}
