/**
 * Takes in pictures that are dropped anywhere on the page or pasted.
 *
 * @param {HTMLElement} host shows that something may be dropped: it has the class `over` while a file is above the page
 * @param {{files: function(File[]): void, nothing: function(string): void}} does `nothing` gets a sentence when there was no file
 * @returns {function(): void} ends it
 */
export function intake(host, does) {
  const ends = new AbortController();
  const { signal } = ends;
  const over = (on) => host.classList.toggle('over', on);
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');

  window.addEventListener(
    'dragover',
    (event) => {
      // Without this the browser leaves the page for the file.
      event.preventDefault();
      event.dataTransfer.dropEffect = hasFiles(event) ? 'copy' : 'none';
      over(hasFiles(event));
    },
    { signal },
  );
  window.addEventListener('dragleave', (event) => event.relatedTarget ?? over(false), { signal });
  window.addEventListener(
    'drop',
    (event) => {
      event.preventDefault();
      over(false);
      take(event.dataTransfer, does, 'That is not a file. Save the picture first, and drop its file here.');
    },
    { signal },
  );
  window.addEventListener(
    'paste',
    (event) => {
      if (!event.target.closest?.('input, textarea, dialog')) {
        take(event.clipboardData, does, 'There is no picture in the clipboard.');
      }
    },
    { signal },
  );
  return () => {
    over(false);
    ends.abort();
  };
}

function take(transfer, does, otherwise) {
  const files = [...(transfer?.files ?? [])];
  if (files.length) {
    does.files(files);
  } else {
    does.nothing(otherwise);
  }
}
