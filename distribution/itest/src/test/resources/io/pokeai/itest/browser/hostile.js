// Runs before the page's own scripts: every text of an answer that is meant for people has markup and marks behind it.
(() => {
  const PAYLOAD = '<img src=x onerror=window.__xss=1>\u202e<script>window.__xss=1</script>';
  // What programs decide by stays as it is.
  const STRUCTURE = new Set([
    'id', 'state', 'kind', 'operation', 'outcome', 'status', 'code', 'at', 'port', 'created', 'started', 'ended', 'expires', 'version', 'sha256',
    'png', 'type', 'event', 'next', 'href', 'url', 'path', 'media_type', 'name',
  ]);
  const real = window.fetch;
  window.__hostile = 0;
  window.__asked = 0;
  const spoiled = (value, key) => {
    if (typeof value === 'string') {
      return STRUCTURE.has(key) ? value : value + PAYLOAD;
    }
    if (Array.isArray(value)) {
      return value.map((one) => spoiled(one, key));
    }
    return value && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([one, inner]) => [one, spoiled(inner, one)]))
      : value;
  };
  window.fetch = async (...request) => {
    window.__asked = performance.now();
    const response = await real(...request);
    if (!response.headers.get('Content-Type')?.includes('application/json') || String(request[0]).includes('service.json')) {
      return response;
    }
    const text = await response.text();
    window.__hostile += 1;
    window.__asked = performance.now();
    const { status, headers } = response;
    return new Response(JSON.stringify(spoiled(JSON.parse(text), '')), { status, headers });
  };
})();
