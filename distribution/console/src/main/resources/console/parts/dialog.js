import { html, nothing, render } from '../vendor/lit/lit-html.js';

/**
 * Shows a dialog, which is closed by Escape, by its buttons, and by whoever has opened it.
 *
 * @param {function(function(any): void): object} content a template; it gets what closes the dialog with a result
 * @returns {Promise<any>} the result; `undefined` when it was closed without one
 */
export function dialog(content) {
  const element = document.createElement('dialog');
  element.setAttribute('aria-labelledby', 'dialog-title');
  document.body.append(element);
  return new Promise((resolve) => {
    let result;
    element.addEventListener('close', () => {
      element.remove();
      resolve(result);
    });
    render(
      content((value) => {
        result = value;
        element.close();
      }),
      element,
    );
    element.showModal();
  });
}

/**
 * Asks once before something that takes something away.
 *
 * @param {{title: string, does: string, action: string, danger?: boolean}} question `does` says what will happen; `action` is on the
 *     button
 * @returns {Promise<boolean>}
 */
export async function confirm({ title, does, action, danger = true }) {
  return (
    (await dialog(
      (close) =>
        html`<form
          method="dialog"
          class="stack"
          @submit=${(event) => {
            event.preventDefault();
            close(true);
          }}
        >
          <h2 id="dialog-title">${title}</h2>
          ${does ? html`<p>${does}</p>` : nothing}
          <div class="row">
            <span class="grow"></span>
            <button type="button" autofocus @click=${() => close(false)}>Cancel</button>
            <button type="submit" class=${danger ? 'danger' : 'main'}>${action}</button>
          </div>
        </form>`,
    )) === true
  );
}
