import { html, nothing, render } from '../../vendor/lit/lit-html.js';
import { ref } from '../../vendor/lit/directives/ref.js';
import { dialog } from '../../parts/dialog.js';

/** What the dialog answers when its user prefers the camera's own program. */
const OTHER = 'other';

const PROBLEMS = {
  NotAllowedError: 'The browser does not let this page use the camera. Allow it beside the address, and try again.',
  NotFoundError: 'This device has no camera.',
  NotReadableError: 'The camera does not answer. Another program may be using it.',
};

/**
 * Takes pictures with the camera of the device, or with the camera's own program where pages may not use it.
 *
 * @param {{photos: number}} made how many there are; counts on
 * @returns {Promise<File[]>} one, or none
 */
export async function photographs(made) {
  const answer = navigator.mediaDevices?.getUserMedia ? await fromVideo() : OTHER;
  const shot = answer === OTHER ? await fromProgram() : answer;
  return shot ? [new File([shot], `photo-${++made.photos}.jpg`, { type: 'image/jpeg' })] : [];
}

// Browsers give pages the camera only over TLS and on this machine; phones take pictures for file fields all the same.
function fromProgram() {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.setAttribute('capture', 'environment');
    input.addEventListener('change', () => resolve(input.files[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

async function fromVideo() {
  let stream = null;
  let isOpen = true;
  let video = null;
  const show = async (element, room) => {
    video = element;
    try {
      const opened = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 960 } },
      });
      if (!isOpen) {
        opened.getTracks().forEach((track) => track.stop());
        return;
      }
      stream = opened;
      video.srcObject = stream;
      await video.play();
      room.querySelector('button.main').disabled = false;
    } catch (error) {
      const problem = PROBLEMS[error.name] ?? `The camera cannot be used: ${error.message}`;
      render(html`<p class="notice bad">${problem}</p>`, room.querySelector('.problem'));
    }
  };
  const shot = await dialog(
    (close) =>
      html`<div class="stack camera" ${ref((room) => room && !video && show(room.querySelector('video'), room))}>
        <h2 id="dialog-title">Camera</h2>
        <video muted playsinline aria-label="What the camera sees"></video>
        <div class="problem" role="alert">${nothing}</div>
        <div class="row">
          ${
            window.matchMedia('(pointer: coarse)').matches
              ? html`<button type="button" @click=${() => close(OTHER)}>The device's own camera</button>`
              : nothing
          }
          <span class="grow"></span>
          <button type="button" @click=${() => close()}>Cancel</button>
          <button type="button" class="main" disabled @click=${async () => close(await still(video))}>Take the picture</button>
        </div>
      </div>`,
  );
  isOpen = false;
  stream?.getTracks().forEach((track) => track.stop());
  return shot ?? null;
}

function still(video) {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d').drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
}
