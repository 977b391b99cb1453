/*
 * A checklist on its page: ticks, notes and progress. What is kept and exported is the work of
 * page.js and device.js; what changed since then, of checklist-state.js.
 */
(function (casebook) {
  'use strict';

  const root = document.querySelector('[data-checklist]');
  if (!root) return;
  const word = casebook.page.words(root, 'data-words');
  const rows = Array.from(root.querySelectorAll('[data-item]'));
  const box = (row) => row.querySelector('input[type="checkbox"]');
  const note = (row) => row.querySelector('textarea');
  const textOf = (row, name) => {
    const found = row.querySelector('[data-' + name + ']');
    return found ? found.textContent : '';
  };

  function item(row) {
    return {
      id: row.dataset.item,
      number: textOf(row, 'number'),
      text: textOf(row, 'text'),
      help: textOf(row, 'help'),
      level: textOf(row, 'level'),
      ticked: box(row).checked,
      note: note(row).value
    };
  }

  const items = () => rows.map(item);

  /** “7 of 15”, the bar, and the way to the next item. */
  function progress() {
    const done = rows.filter((row) => box(row).checked).length;
    root.querySelector('[data-progress]').textContent = word('done', { done, all: rows.length });
    root.querySelector('[data-bar]').value = done;
    const next = root.querySelector('[data-next]');
    const open = rows.find((row) => !box(row).checked);
    if (!open) {
      next.textContent = word('all_done');
      return;
    }
    const link = document.createElement('a');
    link.href = '#' + open.id;
    link.textContent = textOf(open, 'text');
    next.replaceChildren(word('next'), link);
  }

  function openNote(row, open) {
    note(row).hidden = !open;
    row.querySelector('.cb-check__add').setAttribute('aria-expanded', String(open));
  }

  /** Paper gets a note as text, or a line to write on. */
  function showOnPaper(row) {
    row.classList.toggle('cb-check--noted', note(row).value !== '');
  }

  function set(row, ticked, text) {
    box(row).checked = ticked;
    note(row).value = text;
    openNote(row, text !== '');
    showOnPaper(row);
  }

  function empty() {
    for (const row of rows) set(row, false, '');
    casebook.page.showChanges(root, []);
    progress();
  }

  /** Shows a copy, and what changed since it was made. False when it is damaged. */
  function put(copy) {
    const saved = casebook.checklistState.read(copy.content);
    if (!saved) return false;
    for (const row of rows) {
      const found = saved.get(row.dataset.item);
      set(row, Boolean(found && found.ticked), found ? found.note : '');
    }
    const changed = copy.hash === about.hash ? [] : casebook.checklistState.changes(saved, items());
    casebook.page.showChanges(root, changed.map((change) => word(change.what, change)));
    progress();
    return true;
  }

  function csv() {
    const headings = ['csv_step', 'csv_text', 'csv_level', 'csv_done', 'csv_note'].map((key) => word(key));
    const name = kept.fileName(about.id, 'csv');
    // The mark at the start tells spreadsheets that the text is UTF-8.
    kept.download(name, '\uFEFF' + casebook.checklistState.csv(headings, items(), word), 'text/csv');
    kept.say(kept.word('exported', { name }));
  }

  const about = {
    kind: 'checklist',
    id: root.dataset.checklist,
    title: root.dataset.title,
    hash: root.dataset.hash
  };
  for (const row of rows) {
    row.querySelector('.cb-check__note').hidden = false;
    row.querySelector('.cb-check__add').addEventListener('click', () => {
      openNote(row, note(row).hidden);
      if (!note(row).hidden) note(row).focus();
    });
    row.addEventListener('input', () => {
      showOnPaper(row);
      progress();
      kept.touched();
    });
  }
  root.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
  const kept = casebook.page.keep(root, about, {
    take: () => casebook.checklistState.take(items()),
    put,
    empty,
    isFilled: () => items().some((found) => found.ticked || found.note !== ''),
    actions: { csv }
  });
  progress();
})(globalThis.casebook = globalThis.casebook || {});
