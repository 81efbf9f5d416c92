// Runs before the page's own scripts: pictures are refused with the words of a stranger.
(() => {
  const real = window.fetch;
  const words = '<img src=x onerror=window.__xss=1>';
  window.fetch = (where, how) =>
    String(where).includes('/classify')
      ? Promise.resolve(
          new Response(
            JSON.stringify({
              title: words,
              detail: `${words}\u202e${'W'.repeat(10_000)}`,
              code: words,
              allowed: [words, 'W'.repeat(10_000)],
              field: words,
              request_id: words,
            }),
            { status: 400, headers: { 'Content-Type': 'application/problem+json' } },
          ),
        )
      : real(where, how);
})();
