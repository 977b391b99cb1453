/*
 * What the pages of checklists and templates share: words, files, and the buttons that save, export,
 * bring in, print and delete.
 *
 * In: the page's own element with its words, and three functions of the page: `take` gives what is
 * on the page as plain data, `put` checks a copy and shows it (false when it is damaged), `empty`
 * clears the page. Out: nothing; the buttons work.
 */
(function (casebook) {
  'use strict';

  /** The words in a data attribute. */
  function words(element, name) {
    const all = JSON.parse(element.getAttribute(name) || '{}');
    return function say(key, slots) {
      const text = typeof all[key] === 'string' ? all[key] : key;
      return text.replace(/\{(\w+)\}/g, (place, slot) => {
        const has = slots && Object.prototype.hasOwnProperty.call(slots, slot);
        return has ? String(slots[slot]) : place;
      });
    };
  }

  /** Gives the reader a file. Works from disk too. */
  function download(name, text, type) {
    const address = URL.createObjectURL(new Blob([text], { type: type + ';charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  /** “20 November 2026, 14:05” in the language of the page. */
  function when(iso) {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return '';
    const language = document.documentElement.lang || 'en-GB';
    return date.toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
  }

  /** A name for a file: letters, digits and hyphens. */
  function fileName(id, ending) {
    const day = new Date().toISOString().slice(0, 10);
    return id + '-' + day + '.' + ending;
  }

  /** Lists what changed, as text. */
  function showChanges(root, lines) {
    const list = root.querySelector('[data-changes]');
    list.replaceChildren(...lines.map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    }));
    root.querySelector('[data-changed]').hidden = lines.length === 0;
  }

  /** Wires the buttons of a page. Gives `{ say, touched }`. */
  function keep(root, about, page) {
    const word = words(root, 'data-device-words');
    const said = root.querySelector('[data-said]');
    const say = (text) => { said.textContent = text; };
    const tell = (answer) => say(word(answer.why, answer));
    const content = () => casebook.device.pack(about, page.take());
    const actions = {
      save() {
        const answer = casebook.device.save(content());
        if (answer.ok) say(word('saved', { time: when(answer.copy.saved) }));
        else tell(answer);
      },
      export() {
        const name = fileName(about.id, 'json');
        download(name, casebook.device.text(content()), 'application/json');
        say(word('exported', { name }));
      },
      print() { globalThis.print(); },
      delete() {
        if (!globalThis.confirm(word('delete_sure'))) return;
        const answer = casebook.device.remove(about);
        page.empty();
        if (answer.ok) say(word('deleted'));
        else tell(answer);
      }
    };
    for (const button of root.querySelectorAll('[data-do]')) {
      const action = actions[button.dataset.do] || page.actions[button.dataset.do];
      button.addEventListener('click', action);
    }
    wireImport(root, about, page, word, say);
    root.querySelector('.cb-tools').hidden = false;
    root.querySelector('.cb-practice__paper').hidden = true;
    start(about, page, word, say);
    return { say, download, fileName, word, touched: () => say(word('unsaved')) };
  }

  /** Shows what was saved here before. */
  function start(about, page, word, say) {
    const answer = casebook.device.load(about);
    if (!answer.ok) return say(word(answer.why));
    if (!answer.copy) return say(word('not_saved'));
    if (!page.put(answer.copy)) return say(word('damaged_copy'));
    return say(word('loaded', { date: when(answer.copy.saved) }));
  }

  function wireImport(root, about, page, word, say) {
    const input = root.querySelector('[data-import]');
    input.addEventListener('change', () => {
      const file = input.files[0];
      if (!file) return;
      casebook.device.read(file, about).then((answer) => {
        input.value = '';
        if (!answer.ok) return say(word(answer.why, answer));
        if (page.isFilled() && !globalThis.confirm(word('import_sure'))) return undefined;
        return say(word(page.put(answer.copy) ? 'imported' : 'damaged'));
      });
    });
  }

  casebook.page = Object.freeze({ words, keep, showChanges, download, fileName });
})(globalThis.casebook = globalThis.casebook || {});
