/**
 * Adds the style sheet of a view to the page, once.
 *
 * @param {string} href relative to the page, such as `style/models.css`
 * @returns {Promise<void>} resolves when it counts, or cannot be had: then the view is plain, and works
 */
export function stylesheet(href) {
  if (document.querySelector(`link[rel="stylesheet"][href="${href}"]`)) {
    return Promise.resolve();
  }
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
    document.head.append(link);
  });
}
