/** Copies a text, and says whether that was possible. */
export async function copy(text, messages) {
  if (await copied(text)) {
    messages.show('Copied.', 'good');
  } else {
    messages.show('The browser does not let this page copy. Select the text.', 'bad');
  }
}

/**
 * Puts a text into the clipboard, also where pages have no access to it: without TLS, from another machine.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it is there
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byCommand(text);
  }
}

function byCommand(text) {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return isDone;
}
