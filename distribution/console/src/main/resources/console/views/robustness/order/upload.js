import { ServiceError } from '../../../shell/service.js';

/** What the service takes: docs/jobs.md, Uploads. */
const MOST_BYTES = 2 ** 30;

/**
 * Sends a data set as a ZIP archive. `fetch` cannot say how much of a body has been sent, so this is the older kind of request.
 *
 * @param {import('../../../shell/service.js').Service} service
 * @param {File} file
 * @param {{sent: function(number): void, signal: AbortSignal}} hears `sent` of the share that is sent, 0 to 1
 * @returns {Promise<object>} the upload
 */
export function upload(service, file, { sent, signal }) {
  if (file.size > MOST_BYTES) {
    return Promise.reject(
      new ServiceError(413, {
        title: 'The archive is larger than 1 GiB.',
        detail: 'Put it below --data-root of the service instead.',
      }),
    );
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/uploads');
    request.setRequestHeader('Content-Type', 'application/zip');
    if (service.session.token) {
      request.setRequestHeader('Authorization', `Bearer ${service.session.token}`);
    }
    request.upload.onprogress = (event) => sent(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      let body = {};
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // A proxy may answer with a page of its own.
      }
      if (request.status >= 200 && request.status < 300) {
        resolve(body);
      } else {
        reject(new ServiceError(request.status, body));
      }
    };
    request.onerror = () => reject(new ServiceError(0, { code: 'OFFLINE', title: 'The service cannot be reached.' }));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
