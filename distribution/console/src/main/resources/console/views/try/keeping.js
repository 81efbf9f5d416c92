import { confirm } from '../../parts/dialog.js';
import { many } from '../../parts/format.js';

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

/** Asks before all pictures go. */
export function mayClear(pictures) {
  return confirm({
    title: `Remove ${many(pictures.length, 'picture')}?`,
    does: 'Files stay where they came from. Drawings, and photos that were taken here, are gone unless they were saved.',
    action: 'Remove all',
  });
}
