import { html, nothing } from '../vendor/lit/lit-html.js';
import { address } from './route.js';
import { count, many } from '../parts/format.js';
import { HALF, KEY, MOON, SUN } from '../parts/icons.js';
import { failure } from '../parts/notice.js';

const THEMES = { '': 'dark', dark: 'light', light: '' };
const THEME_NAMES = { '': 'colours of the system', dark: 'dark colours', light: 'light colours' };
const THEME_SIGNS = { '': HALF, dark: MOON, light: SUN };

/**
 * Everything around a view.
 *
 * @param {object} state `views`, `view`, `place`, `health`, `models`, `offline`, `theme`, `hasToken`, `error`
 * @param {{setTheme: function(string), askToken: function()}} does
 */
export function chrome(state, does) {
  return html`
    <header class="head">
      <a class="brand" href=${address('try')}><img src="icon.svg" alt="" width="22" height="22" />PokeAI</a>
      <nav aria-label="Views">
        ${state.views.map(
          (view) => html`<a href=${address(view.id)} aria-current=${view.id === state.view ? 'page' : nothing}>${view.title}</a>`,
        )}
      </nav>
      <div class="tools">
        <span class="state" role="status"><span class="dot ${dot(state)}" aria-hidden="true"></span>${sentence(state)}</span>
        <button
          class="plain"
          type="button"
          title="Token"
          aria-pressed=${state.hasToken ? 'true' : nothing}
          aria-label=${state.hasToken ? 'Token (one is used)' : 'Token'}
          @click=${does.askToken}
        >
          ${KEY}
        </button>
        <button
          class="plain"
          type="button"
          title=${THEME_NAMES[state.theme]}
          aria-label=${`Now ${THEME_NAMES[state.theme]}; change to ${THEME_NAMES[THEMES[state.theme]]}`}
          @click=${() => does.setTheme(THEMES[state.theme])}
        >
          ${THEME_SIGNS[state.theme]}
        </button>
      </div>
    </header>
    ${
      state.offline
        ? html`<div class="offline" role="alert"><p>The service does not answer. This page goes on when it does.</p></div>`
        : nothing
    }
    <main id="content" tabindex="-1">
      ${state.error ? failure(state.error) : nothing}
      <div class="room"></div>
    </main>
  `;
}

function dot(state) {
  if (state.offline) {
    return 'bad';
  }
  return state.health === 'READY' ? 'good' : 'warn';
}

function sentence({ offline, health, models }) {
  if (offline) {
    return 'no answer';
  }
  const step = health ? health.toLowerCase() : 'connecting';
  if (!models) {
    return step;
  }
  return models.ready === models.all
    ? `${step}, ${many(models.all, 'model')}`
    : `${step}, ${count(models.ready)} of ${many(models.all, 'model')}`;
}
