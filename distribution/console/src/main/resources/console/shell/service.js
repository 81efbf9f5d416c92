// Speaks to the service that has given this page, and to nobody else.

/** Why the service does not do what it was asked: what is wrong, and what to do about it. */
export class ServiceError extends Error {
  /**
   * @param {number} status of HTTP; 0 when there was no answer
   * @param {{code?: string, title?: string, detail?: string, error?: string}} problem as RFC 9457 has it
   */
  constructor(status, problem) {
    super(problem.title ?? problem.error ?? `The service answered ${status}.`);
    this.status = status;
    this.code = problem.code ?? '';
    this.detail = problem.detail ?? '';
    this.problem = problem;
    /** After how long to come again, as the service says; 0 when it does not. */
    this.retrySeconds = 0;
  }

  /** Whether nothing answered. */
  get isOffline() {
    return this.status === 0;
  }

  /** Whether another token is needed. */
  get isDenied() {
    return this.status === 401 || (this.status === 403 && this.code === 'FORBIDDEN');
  }
}

/** Seconds after which an answer is not waited for any longer, unless a call says otherwise. */
const PATIENCE_SECONDS = 30;

/**
 * The service. Every call takes `{signal}`, which ends it with an `AbortError`, and throws a `ServiceError` when it is refused.
 */
export class Service {
  /**
   * @param {import('./session.js').Session} session has the token
   * @param {{reached: function(): void, lost: function(ServiceError): void, denied: function(ServiceError): void}} watcher hears
   *     of every call whether the service was there, and whether the token was right
   */
  constructor(session, watcher) {
    this.session = session;
    this.watcher = watcher;
  }

  /** Answers a JSON document. */
  async get(path, options = {}) {
    return (await this.send('GET', path, options)).json();
  }

  /**
   * Answers a JSON document only if it is another one than that with a tag.
   *
   * @param {string} etag of the one that is known; empty for none
   * @returns {Promise<{body: any, etag: string}>} without a body if nothing has changed
   */
  async getIfChanged(path, etag, options = {}) {
    const headers = etag ? { ...options.headers, 'If-None-Match': etag } : options.headers;
    const response = await this.send('GET', path, { ...options, headers });
    const now = response.headers.get('ETag') ?? '';
    return response.status === 304 ? { body: null, etag } : { body: await response.json(), etag: now };
  }

  /** Sends a JSON document, or nothing, and answers one; `null` when there is none. */
  async post(path, body, options = {}) {
    return this.#json('POST', path, body, options);
  }

  async delete(path, options = {}) {
    return this.#json('DELETE', path, undefined, options);
  }

  async #json(method, path, body, options) {
    const content = body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' };
    const response = await this.send(method, path, { ...options, ...content });
    const text = await response.text();
    return text && response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : null;
  }

  /**
   * Sends a request of any kind.
   *
   * @param {{body?: BodyInit, type?: string, headers?: object, signal?: AbortSignal, seconds?: number}} options `seconds` to wait
   *     for the head of the answer; 0 for as long as it takes
   * @returns {Promise<Response>} of a request that succeeded
   */
  async send(method, path, { body, type, headers = {}, signal, seconds = PATIENCE_SECONDS } = {}) {
    const patience = new AbortController();
    const timer = seconds ? setTimeout(() => patience.abort(), seconds * 1000) : 0;
    let response;
    try {
      response = await fetch(path, {
        method,
        body,
        headers: { ...this.#authorization(), ...(type ? { 'Content-Type': type } : {}), ...headers },
        signal: signal ? AbortSignal.any([signal, patience.signal]) : patience.signal,
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
      });
    } catch (failure) {
      if (signal?.aborted) {
        throw failure;
      }
      throw this.#lost(patience.signal.aborted ? `No answer came within ${seconds} s.` : 'The service cannot be reached.');
    } finally {
      clearTimeout(timer);
    }
    this.watcher.reached();
    if (!response.ok && response.status !== 304) {
      throw await this.#refused(response);
    }
    return response;
  }

  /**
   * The lines of a stream of JSON, as they come. It ends when the service ends it, and throws when the connection breaks, or when
   * nothing has come for `quietSeconds`: of a service that is gone without a word, a connection says nothing.
   *
   * @returns {AsyncGenerator<object>}
   */
  async *lines(path, { signal, method = 'GET', quietSeconds = 0, ...options } = {}) {
    const response = await this.send(method, path, {
      ...options,
      signal,
      headers: { Accept: 'application/x-ndjson', ...options.headers },
    });
    if (!response.body) {
      return;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    try {
      for (;;) {
        const { value, done } = await soon(reader.read(), quietSeconds);
        if (done) {
          break;
        }
        const lines = (rest + value).split('\n');
        rest = lines.pop();
        for (const line of lines) {
          if (line.trim()) {
            yield JSON.parse(line);
          }
        }
      }
    } catch (failure) {
      throw signal?.aborted ? failure : this.#lost('The connection to the service broke.');
    } finally {
      reader.cancel().catch(() => {});
    }
    if (rest.trim()) {
      yield JSON.parse(rest);
    }
  }

  /** Gives a file to the user; through a request of ours, as a link cannot show a token. */
  async download(path, name, options = {}) {
    const response = await this.send('GET', path, { seconds: 0, ...options });
    const url = URL.createObjectURL(await response.blob());
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  #authorization() {
    return this.session.token ? { Authorization: `Bearer ${this.session.token}` } : {};
  }

  #lost(sentence) {
    const error = new ServiceError(0, { code: 'OFFLINE', title: sentence, detail: 'Is the service running?' });
    this.watcher.lost(error);
    return error;
  }

  async #refused(response) {
    let problem = {};
    try {
      problem = JSON.parse(await response.text());
    } catch {
      // A proxy may answer with a page of its own.
    }
    const error = new ServiceError(response.status, problem);
    error.retrySeconds = Number(response.headers.get('Retry-After')) || 0;
    if (error.isDenied) {
      this.watcher.denied(error);
    }
    return error;
  }
}

/** What comes, unless it does not within so many seconds; 0 for as long as it takes. */
async function soon(coming, seconds) {
  if (!seconds) {
    return coming;
  }
  let timer = 0;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), seconds * 1000);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A path whose parts may be any text. */
export function path(...parts) {
  return '/' + parts.map((part) => encodeURIComponent(part)).join('/');
}
