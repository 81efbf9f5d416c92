/**
 * What is shown: the part of the address behind `#`, such as `#/models/resnet18?tab=journal`.
 *
 * @param {string} hash
 * @returns {{view: string, parts: string[], query: URLSearchParams}}
 */
export function route(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', ...parts] = path.split('/').filter(Boolean).map(decoded);
  return { view, parts, query: new URLSearchParams(query) };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of something that is shown; the parts may be any text. */
export function address(view, parts = [], query = {}) {
  const path = [view, ...parts].map(encodeURIComponent).join('/');
  const text = new URLSearchParams(query).toString();
  return `#/${path}${text ? `?${text}` : ''}`;
}
