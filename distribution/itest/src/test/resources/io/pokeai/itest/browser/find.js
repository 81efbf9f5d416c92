// arguments: a role, a name, whether the name may go on. Answers the controls that people can see and reach, in the order of the page.
const [role, wanted, begins] = arguments;
const SELECTORS = {
  button: 'button, [role=button], input[type=submit], summary',
  link: 'a[href]',
  slider: 'input[type=range], [role=slider]',
  checkbox: 'input[type=checkbox], [role=checkbox], [role=switch]',
  radio: 'input[type=radio], [role=radio]',
  field: 'input:not([type=range]):not([type=checkbox]):not([type=radio]):not([type=file]), textarea, [role=combobox]:not(select)',
  choice: 'select',
  file: 'input[type=file]',
  dialog: 'dialog[open], [role=dialog]',
  heading: 'h1, h2, h3, h4, [role=heading]',
  table: 'table',
  image: 'img, canvas, [role=img]',
  region: 'section, [role=region], article, fieldset, [role=group], aside, form',
  row: 'tr, [role=row]',
  option: '[role=option], option',
  tab: '[role=tab]',
};
const text = (element) => element.textContent.replace(/\s+/g, ' ').trim();

function name(element) {
  const by = element.getAttribute('aria-labelledby');
  if (by) {
    return by.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean).map(text).join(' ');
  }
  if (element.getAttribute('aria-label')) {
    return element.getAttribute('aria-label').replace(/\s+/g, ' ').trim();
  }
  if (element.labels?.length) {
    return [...element.labels].map(labelText).join(' ');
  }
  if (element.matches('fieldset')) {
    return text(element.querySelector('legend') ?? document.createElement('i'));
  }
  if (element.matches('section, article, aside, form, [role=region], [role=group]')) {
    return '';
  }
  if (element.matches('table')) {
    return text(element.caption ?? document.createElement('i'));
  }
  return element.getAttribute('alt') || text(element) || element.title || element.placeholder || '';
}

// A label without what its own control says.
function labelText(label) {
  const copy = label.cloneNode(true);
  copy.querySelectorAll('input, select, textarea, output, button').forEach((control) => control.remove());
  return text(copy);
}

const modal = [...document.querySelectorAll('dialog[open]')].filter((one) => one.matches(':modal')).at(-1);
return [...(modal ?? document).querySelectorAll(SELECTORS[role])]
  .concat(role === 'dialog' && modal ? [modal] : [])
  .filter((element) => role === 'file' || (element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0)
    || role === 'option')
  .filter((element) => {
    const found = name(element);
    return wanted === null || found === wanted || (begins && found.startsWith(wanted));
  });
