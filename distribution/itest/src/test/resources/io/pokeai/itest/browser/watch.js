// Runs in every page before anything of its own: keeps what must not happen.
window.__watch = { violations: [], errors: [] };
document.addEventListener('securitypolicyviolation', (event) => {
  window.__watch.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`);
});
window.addEventListener('error', (event) => window.__watch.errors.push(String(event.message)));
window.addEventListener('unhandledrejection', (event) => window.__watch.errors.push(`unhandled: ${event.reason}`));
