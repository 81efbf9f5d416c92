import { css, inkOn, tokens, whenColoursChange } from './colours.js';
import { cellAt, layout, moved } from './heat-layout.js';
import { cut } from './text.js';

/** What the page's head covers, in pixels, and what is left free between a cell and its text. */
const TOP_BAR = 110;
const GAP = 4;

const FONT = '12px system-ui, sans-serif';
const PALETTE = ['--surface', '--surface-2', '--line', '--text', '--text-2', '--series-1', '--series-2', '--accent'];

/**
 * A heat map on a canvas. What it shows is drawn anew whenever it is told to; pointer, finger and arrow keys choose a cell, which is
 * read out beside it. The same numbers have to stand in a table beside it.
 */
export class HeatMap {
  #canvas = document.createElement('canvas');
  #said = document.createElement('p');
  #hint = document.createElement('p');
  #tip = document.createElement('p');
  #content = null;
  #place = null;
  #at = null;
  #drawn = 0;
  #ends = [];

  /**
   * @param {{label: string, square?: boolean}} options `label` names it for screen readers
   */
  constructor({ label, square = false }) {
    this.square = square;
    /** To be put into a page. */
    this.element = document.createElement('div');
    this.element.className = 'heat-map';
    const room = document.createElement('div');
    room.className = 'scroll';
    room.append(this.#canvas);
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute('role', 'img');
    this.#canvas.setAttribute('aria-label', `${label} Arrow keys read the cells out. A table with the same numbers follows.`);
    this.#said.className = 'visually-hidden';
    this.#said.setAttribute('aria-live', 'polite');
    this.#hint.className = 'hint small';
    this.#tip.className = 'tip small';
    this.#tip.setAttribute('aria-hidden', 'true');
    this.#tip.hidden = true;
    this.element.append(room, this.#said, this.#tip, this.#hint);
    this.#canvas.addEventListener('pointermove', (event) => this.#choose(this.#cellAt(event)));
    this.#canvas.addEventListener('pointerleave', () => this.#choose(null));
    this.#canvas.addEventListener('pointerdown', (event) => this.#choose(this.#cellAt(event)));
    this.#canvas.addEventListener('keydown', (event) => this.#key(event));
    this.#canvas.addEventListener('blur', () => this.#choose(null));
    const sizes = new ResizeObserver(() => this.#soon());
    sizes.observe(this.element);
    this.#ends = [() => sizes.disconnect(), whenColoursChange(() => this.#soon())];
  }

  /**
   * @param {{rows: string[], columns: string[], cell: function(number, number): ({text: string, said: string,
   *     colour: function(object): number[]}|null), wide?: Set<number>, hint?: string}} content `cell` of a row and a column: what is
   *     written into it, read out of it, and its colour from a palette; rows that are `wide` have one cell, their first
   */
  show(content) {
    this.#content = content;
    this.#soon();
  }

  close() {
    cancelAnimationFrame(this.#drawn);
    this.#ends.forEach((end) => end());
  }

  #soon() {
    cancelAnimationFrame(this.#drawn);
    this.#drawn = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    const width = this.element.clientWidth;
    if (!this.#content || !width) {
      return;
    }
    const { rows, columns, cell, wide = new Set() } = this.#content;
    const context = this.#canvas.getContext('2d');
    context.font = FONT;
    const names = rows.map((name) => cut(name, 40));
    const label = 12 + Math.max(40, ...names.map((name) => context.measureText(name).width));
    const place = layout({ width, rows: rows.length, columns: columns.length, label, square: this.square });
    this.#place = place;
    const colours = tokens(this.element, PALETTE);
    const palette = { ...colours, good: colours['series-1'], bad: colours['series-2'] };
    const sharp = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(place.width * sharp);
    this.#canvas.height = Math.round(place.height * sharp);
    this.#canvas.style.width = `${place.width}px`;
    this.#canvas.style.height = `${place.height}px`;
    context.scale(sharp, sharp);
    context.font = FONT;
    context.textBaseline = 'middle';
    this.#names(context, place, names, columns, css(colours.text));
    rows.forEach((_, row) => {
      for (let column = 0; column < (wide.has(row) ? 1 : columns.length); column += 1) {
        this.#cell(context, place, [row, column], cell(row, column), palette, wide.has(row) ? columns.length : 1);
      }
    });
    if (this.#at) {
      const [row, column] = this.#at;
      const span = wide.has(row) ? columns.length : 1;
      context.strokeStyle = css(colours.text);
      context.lineWidth = 2;
      context.strokeRect(
        place.left + (span > 1 ? 0 : column) * place.cell + 1,
        place.top + row * place.row + 1,
        span * place.cell - 3,
        place.row - 3,
      );
      this.#bringIntoView(place, row, column);
    }
    this.#tell();
  }

  /** Of a map that is wider than its room. */
  #bringIntoView(place, row, column) {
    const room = this.#canvas.parentElement;
    const x = place.left + column * place.cell;
    if (x - place.left < room.scrollLeft) {
      room.scrollLeft = x - place.left;
    } else if (x + 2 * place.cell > room.scrollLeft + room.clientWidth) {
      room.scrollLeft = x + 2 * place.cell - room.clientWidth;
    }
  }

  #names(context, place, rows, columns, colour) {
    context.fillStyle = colour;
    context.textAlign = 'left';
    const every = Math.ceil(13 / place.row);
    rows.forEach((name, row) => {
      if (row % every === 0) {
        context.fillText(fitted(context, name, place.left - 8), 0, place.top + (row + 0.5) * place.row);
      }
    });
    columns.forEach((name, column) => {
      const x = place.left + (column + 0.5) * place.cell;
      if (!this.square) {
        context.textAlign = 'center';
        // Where there is no room for 'severity 3', there is for '3'.
        const text = context.measureText(name).width <= place.cell ? name : name.slice(name.lastIndexOf(' ') + 1);
        context.fillText(fitted(context, text, place.cell), x, place.top / 2);
      } else if (column % Math.ceil(13 / place.cell) === 0) {
        context.save();
        context.translate(x, place.top - 6);
        context.rotate(-Math.PI / 2);
        context.fillText(fitted(context, cut(name, 40), place.top - 8), 0, 0);
        context.restore();
      }
    });
  }

  #cell(context, place, [row, column], shown, palette, span) {
    const x = place.left + column * place.cell;
    const y = place.top + row * place.row;
    const gap = place.cell > 12 ? 1 : 0;
    if (!shown) {
      context.fillStyle = css(palette['surface-2']);
      context.fillRect(x, y, span * place.cell - gap, place.row - gap);
      return;
    }
    const colour = shown.colour(palette);
    context.fillStyle = css(colour);
    context.fillRect(x, y, span * place.cell - gap, place.row - gap);
    if (place.showsText && shown.text) {
      context.fillStyle = inkOn(colour);
      context.textAlign = 'center';
      const fits = context.measureText(shown.text).width < span * place.cell - gap;
      context.fillText(fits ? shown.text : shown.text.replace(/ %$/, ''), x + (span * place.cell) / 2, y + place.row / 2);
    }
  }

  #cellAt(event) {
    if (!this.#place) {
      return null;
    }
    const box = this.#canvas.getBoundingClientRect();
    const { rows, columns } = this.#content;
    return cellAt(this.#place, rows.length, columns.length, event.clientX - box.left, event.clientY - box.top);
  }

  #key(event) {
    if (!this.#content || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const { rows, columns } = this.#content;
    const to = moved(event.key, this.#at ?? [0, 0], rows.length, columns.length);
    if (to) {
      event.preventDefault();
      this.#choose(this.#at ? to : [0, 0]);
    }
  }

  #choose(at) {
    if (String(at) !== String(this.#at)) {
      this.#at = at;
      this.#soon();
    }
  }

  #tell() {
    const { cell, hint = '', wide = new Set() } = this.#content;
    const [row, column] = this.#at ?? [];
    const text = this.#at ? (cell(row, wide.has(row) ? 0 : column)?.said ?? 'Not finished.') : '';
    for (const [element, words] of [
      [this.#said, text],
      [this.#tip, text],
      [this.#hint, hint],
    ]) {
      if (element.textContent !== words) {
        element.textContent = words;
      }
    }
    this.#tip.hidden = !text;
    if (text) {
      this.#placeTip(row, wide.has(row) ? 0 : column);
    }
  }

  /** Above its row; below it where there is no room above. It lets the pointer through, and covers no part of its own row. */
  #placeTip(row, column) {
    const { left, top, cell, row: height } = this.#place;
    const canvas = this.#canvas.getBoundingClientRect();
    const box = this.element.getBoundingClientRect();
    const tip = this.#tip.getBoundingClientRect();
    const x = canvas.left - box.left + left + (column + 0.5) * cell - tip.width / 2;
    const y = canvas.top - box.top + top + row * height;
    const above = canvas.top + top + row * height - tip.height > TOP_BAR;
    this.#tip.style.left = `${Math.round(Math.max(0, Math.min(x, box.width - tip.width)))}px`;
    this.#tip.style.top = `${Math.round(above ? y - tip.height - GAP : y + height + GAP)}px`;
  }
}

/** The text, cut so that it fits. */
function fitted(context, text, width) {
  if (context.measureText(text).width <= width) {
    return text;
  }
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > width) {
    end -= 1;
  }
  return `${text.slice(0, end)}…`;
}
