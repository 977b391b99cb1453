/*
 * Fields to choose awards with: lists to open, or, where there are many awards, fields to type in
 * that suggest awards.
 *
 * In: the awards by id. Out: for each field its element, `read()`, which gives an id, nothing when
 * it is empty and `null` when no award is meant, and `show(id)`.
 */
(function (casebook) {
  'use strict';

  const compare = casebook.compare = casebook.compare || {};

  function make(name, about, ...children) {
    const made = document.createElement(name);
    Object.assign(made, about);
    made.append(...children);
    return made;
  }

  const named = (award) => award.name + ': ' + award.title;

  function list(id, awards, nobody) {
    const options = [...awards.values()].map((award) => make('option', { value: award.id }, named(award)));
    const element = make('select', { className: 'nhsuk-select', id, autocomplete: 'off' }, make('option', { value: '' }, nobody), ...options);
    return { element, read: () => element.value, show: (chosen) => { element.value = chosen || ''; } };
  }

  /** A line for each award, no two alike. */
  function lines(awards) {
    const all = new Map();
    for (const award of awards.values()) {
      const line = named(award);
      all.set(all.has(line) ? line + ' (' + award.id + ')' : line, award.id);
    }
    return all;
  }

  /** The award that is meant: the id or line itself, or the only line that begins with it or has it. */
  function find(typed, all, awards) {
    const text = typed.trim().toLowerCase();
    if (!text) return '';
    if (awards.has(text)) return text;
    const whole = [...all].map(([line, id]) => [line.toLowerCase(), id]);
    const tests = [(line) => line === text, (line) => line.startsWith(text), (line) => line.includes(text)];
    for (const test of tests) {
      const found = whole.filter(([line]) => test(line));
      if (found.length === 1) return found[0][1];
    }
    return null;
  }

  function typed(id, awards, all, names, hint) {
    const element = make('input', { className: 'nhsuk-input', id, type: 'text', autocomplete: 'off', spellcheck: false });
    element.setAttribute('list', names.id);
    element.setAttribute('aria-describedby', hint.id);
    const lineOf = new Map([...all].map(([line, award]) => [award, line]));
    const mark = (wrong) => {
      element.classList.toggle('nhsuk-input--error', wrong);
      if (wrong) element.setAttribute('aria-invalid', 'true');
      else element.removeAttribute('aria-invalid');
    };
    return {
      element,
      read: () => {
        const award = find(element.value, all, awards);
        mark(award === null);
        return award;
      },
      show: (chosen) => {
        element.value = lineOf.get(chosen) || '';
        mark(false);
      }
    };
  }

  /** As many fields as awards fit beside each other, and what stands with them once. */
  function pickers(awards, many, words) {
    const ids = Array.from({ length: compare.MOST }, (_, at) => 'cb-compare-' + at);
    if (!many) return { fields: ids.map((id) => list(id, awards, words.nobody)), beside: [] };
    const all = lines(awards);
    const names = make('datalist', { id: 'cb-compare-names' }, ...[...all.keys()].map((value) => make('option', { value })));
    const hint = make('p', { className: 'nhsuk-hint', id: 'cb-compare-hint' }, words.hint);
    return { fields: ids.map((id) => typed(id, awards, all, names, hint)), beside: [hint, names] };
  }

  Object.assign(compare, { make, pickers });
})(globalThis.casebook = globalThis.casebook || {});
