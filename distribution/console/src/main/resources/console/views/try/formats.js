// Which files are pictures, by their first bytes: a name or a media type may say anything.

/** How many bytes are enough to know. */
export const HEAD_BYTES = 16;

/** The formats that the engine reads, for sentences. */
export const FORMATS = 'JPEG, PNG, WebP, BMP or GIF';

/** For a file picker. */
export const ACCEPT = 'image/jpeg,image/png,image/webp,image/bmp,image/gif';

/**
 * The media type of a picture that the engine reads.
 *
 * @param {Uint8Array} head the first bytes of a file
 * @returns {string} an empty text when it is something else
 */
export function pictureType(head) {
  const text = String.fromCharCode(...head.slice(0, HEAD_BYTES));
  if (text.startsWith('\xff\xd8\xff')) {
    return 'image/jpeg';
  }
  if (text.startsWith('\x89PNG\r\n\x1a\n')) {
    return 'image/png';
  }
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') {
    return 'image/webp';
  }
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) {
    return 'image/gif';
  }
  return text.startsWith('BM') ? 'image/bmp' : '';
}
