/**
 * Loads a style sheet of a view, once.
 *
 * @param {string} file below the page, such as `style/try.css`
 */
export function styled(file) {
  if ([...document.head.querySelectorAll('link[rel=stylesheet]')].some((link) => link.getAttribute('href') === file)) {
    return;
  }
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = file;
  document.head.append(link);
}
