// The view Robustness: jobs, and what they have found. Its pages, by what stands behind #/robustness:
//   (nothing)      list/list.js        "Order a job", "Kind", "State", "Model", "Older", "Newest"
//   new            order/page.js       "Kind of job", "Data set", "Suites", "Order the job", "Copy as curl", "Copy as plan"
//   compare        compare/page.js     "First model", "Second model"
//   ID, ID/PART    job/page.js         "Pause", "Resume", "Cancel the job", "Delete", "Keep", "Do not keep", and the parts as links
import { html, render } from '../../vendor/lit/lit-html.js';
import { failure } from '../../parts/notice.js';
import { stylesheet } from '../../parts/stylesheet.js';

const PAGES = {
  list: () => import('./list/list.js'),
  new: () => import('./order/page.js'),
  compare: () => import('./compare/page.js'),
  job: () => import('./job/page.js'),
};

/**
 * Shows the view. A page's module has `open(host, app, route)`, as a view has; it is opened anew for each job.
 */
export function open(host, app, route) {
  const styled = Promise.all([stylesheet('style/robustness.css'), stylesheet('style/robustness-job.css')]);
  let shown = null;
  let turn = 0;

  async function show(to, moves) {
    const [first = ''] = to.parts;
    const kind = first === '' ? 'list' : first in PAGES && first !== 'list' && first !== 'job' ? first : 'job';
    const key = kind === 'job' ? `job ${first}` : kind;
    if (shown?.key === key) {
      shown.page.update(to);
      return;
    }
    turn += 1;
    const own = turn;
    shown?.page.close();
    shown = null;
    try {
      const [module] = await Promise.all([PAGES[kind](), styled]);
      if (own === turn) {
        // A place of its own: what a page was drawn into is not used again.
        const place = document.createElement('div');
        place.className = 'stack';
        host.replaceChildren(place);
        shown = { key, page: module.open(place, app, to) };
        if (moves) {
          window.scrollTo(0, 0);
          focusTitle(place);
        }
      }
    } catch {
      if (own === turn) {
        const place = document.createElement('div');
        host.replaceChildren(place);
        render(
          html`<h1>Robustness</h1>
            ${failure({ message: 'This page did not load.', detail: 'Is the service running?' }, () => show(to, true))}`,
          place,
        );
      }
    }
  }

  show(route, false);
  return {
    update: (to) => show(to, true),
    close() {
      turn += 1;
      shown?.page.close();
    },
  };
}

/** Who has followed a link goes on reading at the title. */
function focusTitle(place) {
  const title = place.querySelector('h1');
  if (title) {
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }
}
