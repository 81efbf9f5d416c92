/**
 * What this tab knows of its user: the token, which ends with the tab unless it is to be kept, and the colours.
 *
 * @param {Storage} tab storage that ends with the tab
 * @param {Storage} browser storage that stays
 */
export class Session {
  static #TOKEN = 'pokeai.token';
  static #THEME = 'pokeai.theme';
  static #WHO = 'pokeai.who';

  constructor(tab, browser) {
    this.tab = tab;
    this.browser = browser;
  }

  /** The token, or an empty text. */
  get token() {
    return this.tab.getItem(Session.#TOKEN) ?? this.browser.getItem(Session.#TOKEN) ?? '';
  }

  /** @param {boolean} keep whether it outlives the tab */
  setToken(token, keep) {
    this.forgetToken();
    (keep ? this.browser : this.tab).setItem(Session.#TOKEN, token);
  }

  forgetToken() {
    this.tab.removeItem(Session.#TOKEN);
    this.browser.removeItem(Session.#TOKEN);
  }

  /** Who makes the changes of this tab, as the journal is to call them; empty if nobody has said it. */
  get who() {
    return this.tab.getItem(Session.#WHO) ?? '';
  }

  set who(value) {
    this.tab.setItem(Session.#WHO, value);
  }

  /** `light`, `dark`, or an empty text for that of the system. */
  get theme() {
    return this.browser.getItem(Session.#THEME) ?? '';
  }

  set theme(value) {
    if (value) {
      this.browser.setItem(Session.#THEME, value);
    } else {
      this.browser.removeItem(Session.#THEME);
    }
  }
}
