// What models answered, as runs keep it for each cell. No page here.

const MAGIC = 0x504b5231; // "PKR1"

/**
 * Reads the answers of a cell. The form, big-endian: the magic number and the number of rows (int32); the rows that count, then the rows
 * that are right, as bits, the first row in the lowest bit of the first byte; the answered class of each row (int32).
 *
 * @param {ArrayBuffer} buffer
 * @returns {{rows: number, counts: function(number): boolean, isRight: function(number): boolean}}
 */
export function answers(buffer) {
  const view = new DataView(buffer);
  if (buffer.byteLength < 8 || view.getUint32(0) !== MAGIC) {
    throw new Error('The answers of a cell are not in the form that this page knows.');
  }
  const rows = view.getInt32(4);
  const bytes = Math.ceil(rows / 8);
  if (rows < 0 || buffer.byteLength !== 8 + 2 * bytes + 4 * rows) {
    throw new Error('The answers of a cell are cut short.');
  }
  const bit = (from, row) => ((view.getUint8(from + (row >> 3)) >> (row & 7)) & 1) === 1;
  return {
    rows,
    counts: (row) => bit(8, row),
    isRight: (row) => bit(8 + bytes, row),
  };
}
