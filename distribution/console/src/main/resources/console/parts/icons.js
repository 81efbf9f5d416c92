import { svg } from '../vendor/lit/lit-html.js';

// Drawn here, because fonts differ in what they have. They say nothing to screen readers: whoever uses one names it.

function icon(content) {
  return svg`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${content}</svg>`;
}

export const KEY = icon(svg`<circle cx="7" cy="13" r="3.5"/><path d="M9.5 10.5 16.5 3.5M13.5 6.5l2.5 2.5"/>`);
export const SUN = icon(
  svg`<circle cx="10" cy="10" r="3.5"/><path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4"/>`,
);
export const MOON = icon(svg`<path d="M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12Z"/>`);
export const HALF = icon(svg`<circle cx="10" cy="10" r="7"/><path d="M10 3a7 7 0 0 1 0 14Z" fill="currentColor"/>`);
export const EXPAND = icon(svg`<path d="M12 3h5v5M8 17H3v-5M17 3l-6 6M3 17l6-6"/>`);
export const CROSS = icon(svg`<path d="M5 5l10 10M15 5 5 15"/>`);
