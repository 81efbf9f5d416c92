/** How long the browser has to take a file. */
const PATIENCE_MS = 60_000;

/** Gives a picture to the user as a file, such as one that was drawn here. */
export function save(picture) {
  const url = URL.createObjectURL(picture.blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = picture.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), PATIENCE_MS);
}
