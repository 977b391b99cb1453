/*
 * The answers of awards. They come in parts, each a script that calls `casebookCompare`: scripts
 * load from disk too. See src/render/compared.rs.
 *
 * In: awards, each with its `id` and the number of its `part`. Out: groups of questions, each with
 * the cells of all awards.
 */
(function (casebook) {
  'use strict';

  const compare = casebook.compare = casebook.compare || {};

  const parts = new Map();
  const loading = new Map();

  globalThis.casebookCompare = function (number, data) {
    parts.set(number, { groups: data.groups, awards: new Map(data.awards) });
  };

  function script(address) {
    return new Promise((done) => {
      const element = document.createElement('script');
      element.src = address;
      element.addEventListener('load', done);
      element.addEventListener('error', () => { element.remove(); done(); });
      document.head.append(element);
    });
  }

  /** Loads the parts of these awards. Always comes to an end: what failed is not there then. */
  function load(awards, addresses) {
    const missing = [...new Set(awards.filter((award) => !has(award)).map((award) => award.part))];
    return Promise.all(missing.map((part) => {
      if (!loading.has(part)) loading.set(part, script(addresses[part - 1]).then(() => loading.delete(part)));
      return loading.get(part);
    }));
  }

  function has(award) {
    const part = parts.get(award.part);
    return part !== undefined && part.awards.has(award.id);
  }

  /** The cell of an award; nothing in it where its part does not know the question. */
  function cell(award, label, column) {
    const part = parts.get(award.part);
    const at = part.groups.findIndex((group) => group.label === label);
    const own = at < 0 ? -1 : part.groups[at].columns.indexOf(column);
    return own < 0 ? {} : part.awards.get(award.id)[at][own] || {};
  }

  /** What a cell says, to tell whether two say the same. */
  const said = (one) => JSON.stringify([one.values, one.note]);

  function question(awards, group, column) {
    const cells = awards.map((award) => cell(award, group.label, column));
    return { label: column, cells, same: cells.length > 1 && cells.every((one) => said(one) === said(cells[0])) };
  }

  /** The questions with the answers of these awards, whose parts are there. */
  function questions(awards) {
    const groups = awards.length ? parts.get(awards[0].part).groups : [];
    return groups
      .map((group) => ({ label: group.label, rows: group.columns.map((column) => question(awards, group, column)) }))
      .filter((group) => group.rows.length);
  }

  Object.assign(compare, { load, has, questions });
})(globalThis.casebook = globalThis.casebook || {});
