import { svg } from '../../vendor/lit/lit-html.js';

const SIZE = 10;

/**
 * A square for each severity: full as long as the answer holds, crossed out where it breaks, empty behind. The number stands
 * beside it, so it says nothing to screen readers.
 *
 * @param {number} severities
 * @param {'open'|'holds'|'breaks'} kind
 * @param {number} at
 */
export function marks(severities, kind, at) {
  const shown = Math.min(severities, 10);
  return svg`<svg class="marks" width=${shown * (SIZE + 3)} height=${SIZE} aria-hidden="true">
    ${Array.from({ length: shown }, (_, index) => square(index, kind, at))}
  </svg>`;
}

function square(index, kind, at) {
  const x = index * (SIZE + 3) + 0.5;
  const severity = index + 1;
  if (kind === 'breaks' && severity === at) {
    return svg`<path d=${`M${x} .5l9 9m0-9l-9 9`} stroke="var(--bad)" stroke-width="2" fill="none"></path>`;
  }
  const isHeld = kind === 'holds' || (kind === 'breaks' && severity < at);
  const fill = isHeld ? 'var(--series-1)' : 'none';
  return svg`<rect x=${x} y=".5" width="9" height="9" fill=${fill} stroke="var(--line-strong)"></rect>`;
}
