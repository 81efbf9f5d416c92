// Which models a plugin concerns, and what happens to them. No page is needed.
import { many } from '../../../parts/format.js';
import { fileName, inSentence } from './words.js';

const NAMED = 5;

/** The name of the jar in the path of a plugin. */
export function jarName(plugin) {
  return String(plugin.file).split(/[\\/]/).at(-1);
}

/** Back ends that a plugin brings, by id. */
export function backEndsOf(plugin, backends) {
  return backends.filter((one) => one.file === jarName(plugin)).map((one) => one.id);
}

/** Names that a plugin answers for now. */
export function modelsOf(plugin, backends, models) {
  const ids = backEndsOf(plugin, backends);
  return models.filter((model) => ids.includes(model.backend) && model.state === 'READY').map((model) => model.name);
}

/**
 * What it means to models that a plugin is stopped, uninstalled or updated.
 *
 * @param {'stop'|'uninstall'|'update'} action
 */
export function consequence(action, plugin, backends, models) {
  const ids = backEndsOf(plugin, backends);
  const names = modelsOf(plugin, backends, models);
  const file = fileName(plugin.file);
  const what = {
    stop: `${file} is stopped until it is started again, or until the service ends.`,
    uninstall: `${file} is uninstalled, and its file is deleted from the plugins folder.`,
    update: `${file} is put in place of the one that is installed.`,
  }[action];
  if (!ids.length) {
    return `${what} It brings no back end; what else it brings, such as corruptions, is gone meanwhile.`;
  }
  if (!names.length) {
    return `${what} No model is answered by its back end ${ids.map((id) => inSentence(id)).join(', ')} now.`;
  }
  const then =
    action === 'update'
      ? 'They are answered by the new one if its answers are the same; else their callers get an error until it is put right.'
      : 'If another back end opens their files and answers the same, it takes over; else their callers get 503 until it is back.';
  const more = names.length > NAMED ? ` and ${many(names.length - NAMED, 'more model')}` : '';
  return `${what} It answers for ${names
    .slice(0, NAMED)
    .map((one) => inSentence(one))
    .join(', ')}${more}. ${then}`;
}
