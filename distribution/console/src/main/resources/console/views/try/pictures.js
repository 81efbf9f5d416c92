import { bytes, count, many } from '../../parts/format.js';
import { cut } from '../../parts/text.js';
import { FORMATS, HEAD_BYTES, pictureType } from './formats.js';

/** How many pictures are kept, how large one may be, and all together: they are held in memory. */
export const MOST = { pictures: 50, bytes: 32e6, all: 256e6 };

/**
 * A picture that can be tried.
 *
 * @typedef {{id: number, name: string, type: string, blob: Blob}} Picture
 */

/** The pictures of this tab, of which one is shown. None of them leaves it but with a question to the service. */
export class Pictures {
  #next = 1;

  constructor() {
    /** @type {Picture[]} */
    this.all = [];
    /** @type {Picture|null} */
    this.shown = null;
  }

  /**
   * Takes in files, and shows the first of them that is a picture.
   *
   * @param {Iterable<File>} files
   * @param {function(): void} first hears of the first picture, before the others are read
   * @returns {Promise<string[]>} a sentence for each file, or each group of files, that stayed out
   */
  async add(files, first) {
    const refused = [];
    let shown = null;
    let over = 0;
    for (const file of files) {
      if (this.all.length >= MOST.pictures) {
        over += 1;
        continue;
      }
      const problem = this.#tooLarge(file);
      const picture = problem ? null : await this.#read(file);
      if (picture) {
        this.all = [...this.all, picture];
        if (!shown) {
          shown = picture;
          this.shown = picture;
          first();
        }
      } else {
        refused.push(problem || `${cut(file.name, 60)} is not a picture that models can see: use ${FORMATS}.`);
      }
    }
    if (over) {
      refused.push(`${many(over, 'file')} stayed out: ${count(MOST.pictures)} pictures are the most. Remove some first.`);
    }
    return refused;
  }

  show(id) {
    this.shown = this.all.find((one) => one.id === id) ?? this.shown;
  }

  /** Takes a picture out; the one behind it is shown, or the last. */
  remove(id) {
    const at = this.all.findIndex((one) => one.id === id);
    if (at < 0) {
      return;
    }
    this.all = this.all.filter((one) => one.id !== id);
    if (this.shown?.id === id) {
      this.shown = this.all[Math.min(at, this.all.length - 1)] ?? null;
    }
  }

  clear() {
    this.all = [];
    this.shown = null;
  }

  #tooLarge(file) {
    if (file.size > MOST.bytes) {
      return `${cut(file.name, 60)} has ${bytes(file.size)}: ${bytes(MOST.bytes)} are the most.`;
    }
    const all = this.all.reduce((sum, one) => sum + one.blob.size, 0);
    return all + file.size > MOST.all
      ? `${cut(file.name, 60)} stayed out: all pictures together may have ${bytes(MOST.all)}. Remove some first.`
      : '';
  }

  async #read(file) {
    let content;
    try {
      // All of it, because a file may be gone by the time that it is sent.
      content = await file.arrayBuffer();
    } catch {
      return null; // A folder, or a file that is gone.
    }
    const type = pictureType(new Uint8Array(content, 0, Math.min(HEAD_BYTES, content.byteLength)));
    return type ? { id: this.#next++, name: file.name || 'picture', type, blob: new Blob([content], { type }) } : null;
  }
}
