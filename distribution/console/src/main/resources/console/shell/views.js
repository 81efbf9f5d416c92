/**
 * The views: where each one is, and whether callers have it, too. A view's module has
 * `open(host, app, route)`, which shows it in an element and answers `{update(route), close()}`.
 */
export const VIEWS = [
  { id: 'try', title: 'Try', forCallers: true, load: () => import('../views/try/view.js') },
  { id: 'models', title: 'Models', forCallers: false, load: () => import('../views/models/view.js') },
  { id: 'robustness', title: 'Robustness', forCallers: false, load: () => import('../views/robustness/view.js') },
];
