/**
 * Copies a text. The clipboard can be had only over HTTPS and on the machine itself; elsewhere the text goes there by way of a field.
 *
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'visually-hidden';
    field.setAttribute('aria-hidden', 'true');
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    before?.focus();
    return copied;
  }
}

/**
 * Says whether something was copied.
 *
 * @param {import('../shell/messages.js').Messages} messages
 * @param {boolean} copied
 * @param {string} what such as `as curl`
 */
export function told(messages, copied, what = '') {
  if (copied) {
    messages.show(`Copied${what ? ` ${what}` : ''}.`, 'good');
  } else {
    messages.show('The browser does not let this page copy. Select the text.', 'bad');
  }
}
