// Colours for canvases. The tokens are resolved by the browser, because they differ in light and dark.

/**
 * The colours of tokens such as `--series-1`, as they are now.
 *
 * @param {HTMLElement} place where they count
 * @param {string[]} names
 * @returns {Object<string, number[]>} red, green and blue, 0 to 255, by the name without dashes
 */
export function tokens(place, names) {
  const probe = document.createElement('span');
  probe.hidden = true;
  place.append(probe);
  const found = {};
  for (const name of names) {
    probe.style.color = `var(${name})`;
    found[name.slice(2)] = rgb(getComputedStyle(probe).color);
  }
  probe.remove();
  return found;
}

function rgb(text) {
  return text
    .match(/[\d.]+/g)
    .slice(0, 3)
    .map(Number);
}

/** A colour between two: `share` 0 is the first, 1 the second. */
export function mix(from, to, share) {
  return from.map((part, i) => Math.round(part + (to[i] - part) * share));
}

/** As CSS and canvases take it. */
export function css(colour) {
  return `rgb(${colour.join(' ')})`;
}

/** Black or white, whichever can be read better on a ground (WCAG 2.2, relative luminance). */
export function inkOn(ground) {
  const [r, g, b] = ground.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000' : '#fff';
}

/** Calls whenever the colours change, by the system or by the button; answers what ends that. */
export function whenColoursChange(call) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', call);
  window.addEventListener('themechange', call);
  return () => {
    system.removeEventListener('change', call);
    window.removeEventListener('themechange', call);
  };
}
