/*
 * The privacy page: what this site keeps on this device, and a button that deletes it all. The words
 * are the catalogue topic `device`; the work is done by device.js.
 */
(function (casebook) {
  'use strict';

  const root = document.querySelector('[data-cb-device]');
  if (!root) return;
  const words = JSON.parse(root.dataset.words);

  function paragraph(text) {
    const made = document.createElement('p');
    made.textContent = text;
    return made;
  }

  /** “This site has kept 2 things on this device.” */
  function kept(count) {
    const forms = new Intl.PluralRules(document.documentElement.lang || 'en');
    const text = words.kept[forms.select(count)] || words.kept.other;
    return text.replace('{count}', String(count));
  }

  function list(keys) {
    const made = document.createElement('ul');
    made.replaceChildren(...keys.map((key) => {
      const item = document.createElement('li');
      item.append(Object.assign(document.createElement('code'), { textContent: key }));
      return item;
    }));
    return made;
  }

  function button() {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'nhsuk-button nhsuk-button--secondary';
    made.textContent = words.delete;
    made.addEventListener('click', () => {
      if (!globalThis.confirm(words.sure)) return;
      casebook.device.clear();
      const said = paragraph(words.deleted);
      said.tabIndex = -1;
      root.replaceChildren(said);
      said.focus();
    });
    return made;
  }

  if (!casebook.device.available()) root.replaceChildren(paragraph(words.forbidden));
  else {
    const keys = casebook.device.keys();
    if (keys.length) root.replaceChildren(paragraph(kept(keys.length)), list(keys), button());
    else root.replaceChildren(paragraph(words.nothing));
  }
})(globalThis.casebook = globalThis.casebook || {});
