/**
 * Puts a text into the clipboard, also where pages have no access to it: without TLS, from another machine.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it is there
 */
export async function copied(text) {
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
