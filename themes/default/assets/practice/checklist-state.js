/*
 * What is ticked and noted on a checklist, as plain data, and what changed since it was saved.
 *
 * In: the items of the page `[{ id, text, help, level, ticked, note }]` and what a copy holds. Out:
 * plain data. No page and no storage, so that it can be tested by itself.
 */
(function (casebook) {
  'use strict';

  /** Longest note, in characters, that is taken from a file. */
  const LONGEST = 20000;

  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const isText = (value) => typeof value === 'string' && value.length <= LONGEST;

  /** What is kept of a page: every item with its words, so that a later version can be compared. */
  function take(items) {
    return {
      items: items.map((item) => ({
        id: item.id, text: item.text, help: item.help, ticked: item.ticked, note: item.note
      }))
    };
  }

  function readItem(item) {
    const fits = isObject(item) && isText(item.id) && isText(item.text) && isText(item.help) &&
      isText(item.note) && typeof item.ticked === 'boolean';
    return fits ? item : null;
  }

  /** The items of a copy by id, or null when it is damaged. */
  function read(content) {
    if (!isObject(content) || !Array.isArray(content.items) || content.items.length > 1000) return null;
    const items = content.items.map(readItem);
    if (items.includes(null)) return null;
    const byId = new Map(items.map((item) => [item.id, item]));
    return byId.size === items.length ? byId : null;
  }

  /** What the checklist of the page has that the copy had not, and the other way round. */
  function changes(saved, items) {
    const found = [];
    for (const item of items) {
      const before = saved.get(item.id);
      if (!before) found.push({ what: 'added', now: item.text });
      else if (before.text !== item.text) found.push({ what: 'reworded', before: before.text, now: item.text });
      else if (before.help !== item.help) found.push({ what: 'reworded', before: before.help, now: item.help });
    }
    const here = new Set(items.map((item) => item.id));
    for (const item of saved.values()) {
      if (here.has(item.id)) continue;
      const what = item.note ? 'removed_note' : (item.ticked ? 'removed_ticked' : 'removed');
      found.push({ what, before: item.text, note: item.note });
    }
    return found;
  }

  /** A cell of CSV. A sign that a spreadsheet would take for a formula is made plain text. */
  function cell(text) {
    const plain = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return '"' + plain.replace(/"/g, '""') + '"';
  }

  /** The page as CSV, with the headings given. */
  function csv(headings, items, word) {
    const rows = items.map((item) => [
      item.number || item.id, item.text, item.level, item.ticked ? word('csv_yes') : word('csv_no'), item.note
    ]);
    return [headings].concat(rows).map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
  }

  casebook.checklistState = Object.freeze({ take, read, changes, csv });
})(globalThis.casebook = globalThis.casebook || {});
