import { html } from '../vendor/lit/lit-html.js';

/** How much of a text from outside is shown; the rest is in its title, up to some more. */
const SHOWN = 120;
const TITLE = 1000;

// Controls, and marks that turn the direction of what follows: they are shown, and do nothing.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A text from outside without anything that cannot be seen. */
export function visible(text) {
  return String(text ?? '').replace(HIDDEN, '\ufffd');
}

/** The same, cut at a length. */
export function cut(text, length = SHOWN) {
  const all = visible(text);
  return all.length > length ? `${all.slice(0, length - 1)}…` : all;
}

/**
 * A name from outside – a class, a file, a model – which may be long, in any script, or made to look like something else.
 *
 * @param {string} style `short` keeps it in one line
 */
export function name(text, style = '') {
  const shown = cut(text);
  const whole = cut(text, TITLE);
  return html`<bdi class="name ${style}" title=${shown === whole && style !== 'short' ? '' : whole}>${shown}</bdi>`;
}

/**
 * The path of a file, which breaks between its words where it has no room, and inside one only if that alone is too long.
 *
 * @param {string} text
 */
export function pathName(text) {
  const whole = cut(text, TITLE);
  return html`<bdi class="path">${whole.split(/(?<=[/_.-])/).map((part) => html`${part}<wbr />`)}</bdi>`;
}
