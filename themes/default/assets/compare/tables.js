/*
 * Awards side by side as a table, and for narrow screens the same as a list. Cells look as those of
 * the component compare_cell do.
 */
(function (casebook) {
  'use strict';

  const compare = casebook.compare = casebook.compare || {};

  const LOOKS = { badge: 'cb-badge cb-badge--', rating: 'cb-rag cb-rag--' };

  function value(cell, at) {
    const look = LOOKS[cell.look];
    return look ? compare.make('span', { className: look + cell.classes[at] }, cell.values[at]) : cell.values[at];
  }

  function answer(cell, words) {
    const values = cell.values || [];
    const shown = values.flatMap((_, at) => (at ? [words.list, value(cell, at)] : [value(cell, at)]));
    if (!values.length) shown.push(compare.make('span', { className: 'cb-blank' }, words.blank));
    if (cell.note) shown.push(compare.make('span', { className: 'cb-fact__note' }, cell.note));
    return shown;
  }

  const state = (row) => ({ className: row.same ? 'cb-compare__same' : '' });

  function head(award) {
    const { make } = compare;
    return make('th', { scope: 'col' }, make('a', { href: award.href }, award.name), make('span', { className: 'cb-compare__title' }, award.title));
  }

  function table(groups, awards, words) {
    const { make } = compare;
    const top = make('tr', {}, make('th', { scope: 'col' }, words.question), ...awards.map(head));
    const bodies = groups.map((group) => make('tbody', {},
      make('tr', { className: 'cb-compare__group' }, make('th', { scope: 'rowgroup', colSpan: awards.length + 1 }, group.label)),
      ...group.rows.map((row) => make('tr', state(row),
        make('th', { scope: 'row' }, row.label), ...row.cells.map((cell) => make('td', {}, ...answer(cell, words)))))));
    const made = make('table', { className: 'nhsuk-table' }, make('caption', { className: 'nhsuk-table__caption' }, words.table), make('thead', {}, top), ...bodies);
    const box = make('div', { className: 'cb-scroll cb-compare__table', tabIndex: 0 }, made);
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', words.table);
    return box;
  }

  /** Question by question, with every award below each other. */
  function list(groups, awards, words) {
    const { make } = compare;
    const line = (award, cell) => make('dd', {}, make('span', { className: 'cb-compare__who' }, award.name), make('span', {}, ...answer(cell, words)));
    const parts = groups.flatMap((group) => [
      make('h3', {}, group.label),
      make('dl', {}, ...group.rows.map((row) => make('div', state(row),
        make('dt', {}, row.label), ...row.cells.map((cell, at) => line(awards[at], cell)))))
    ]);
    return make('div', { className: 'cb-compare__list' }, make('h2', {}, words.table), ...parts);
  }

  Object.assign(compare, { table, list });
})(globalThis.casebook = globalThis.casebook || {});
