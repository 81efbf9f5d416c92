import { svg } from '../vendor/lit/lit-html.js';

/** A bar for a share from 0 to 1. The number stands beside it, so it says nothing to screen readers. */
export function bar(share, colour = 'var(--series-1)') {
  const width = 100 * Math.min(1, Math.max(0, Number(share) || 0));
  return svg`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect width="100" height="6" fill="var(--surface-2)"></rect>
    <rect width=${width} height="6" fill=${colour}></rect>
  </svg>`;
}
