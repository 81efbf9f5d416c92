import { html, nothing } from '../vendor/lit/lit-html.js';
import { dialog } from '../parts/dialog.js';

/**
 * Asks for the token of the port.
 *
 * @param {import('./session.js').Session} session keeps it
 * @param {{sentence: string, port: string}} why what was refused
 * @returns {Promise<boolean>} whether something has changed
 */
export async function askForToken(session, why) {
  const group = why.port === 'administration' ? 'operators' : 'callers';
  const answer = await dialog((close) => {
    const submit = (event) => {
      event.preventDefault();
      const form = new FormData(event.target);
      close({ token: String(form.get('token')).trim(), keep: form.get('keep') === 'on' });
    };
    return html`<form class="stack" @submit=${submit}>
      <h2 id="dialog-title">Token</h2>
      <p>${why.sentence}</p>
      <label>
        <span>Token of ${group}: a line of the file that <code>pokeai serve</code> was started with</span>
        <input name="token" type="password" autocomplete="off" required autofocus spellcheck="false" />
      </label>
      <label class="choice"><input name="keep" type="checkbox" /> Keep it in this browser, also when the tab is closed</label>
      <div class="row">
        ${
          session.token
            ? html`<button type="button" class="danger" @click=${() => close({ token: '' })}>Forget the token</button>`
            : nothing
        }
        <span class="grow"></span>
        <button type="button" @click=${() => close()}>Cancel</button>
        <button type="submit" class="main">Use it</button>
      </div>
    </form>`;
  });
  if (!answer) {
    return false;
  }
  if (answer.token) {
    session.setToken(answer.token, answer.keep);
  } else {
    session.forgetToken();
  }
  return true;
}
