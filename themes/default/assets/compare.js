/*
 * Up to four awards side by side. All that is shown stands in the page already, award by award; this
 * script copies it into columns.
 *
 * In: elements `[data-award]` with groups of questions and answers, and the address. Out: a table,
 * and for narrow screens the same as a list; the choice in the address: #awards=p4-01,p4-03, with
 * &only=differences. A link from an award ends in #p4-01, or in ?with=p4-03#p4-01.
 */
(function (casebook) {
  'use strict';

  const MOST = 4;
  /** An id is short; what is longer is named in part. */
  const SHOWN = 40;

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (_) {
      return text;
    }
  }

  const split = (text) => decoded(text).split(',').map((id) => id.trim()).filter(Boolean);

  /** What an address asks for. `knows` says whether there is such an award. */
  function read(hash, search, knows) {
    const text = String(hash).replace(/^#/, '');
    const own = text.includes('=');
    const given = new URLSearchParams(own ? text : '');
    const also = own ? '' : new URLSearchParams(search).get('with') || '';
    const asked = [...new Set(own ? split(given.get('awards') || '') : [...split(text), ...split(also)])];
    const known = asked.filter(knows);
    return {
      ids: known.slice(0, MOST),
      left: known.slice(MOST),
      unknown: asked.filter((id) => !knows(id)).map((id) => id.slice(0, SHOWN)),
      only: given.get('only') === 'differences'
    };
  }

  function write(ids, only) {
    return '#awards=' + ids.join(',') + (only ? '&only=differences' : '');
  }

  casebook.compare = Object.freeze({ read, write, MOST });
  if (typeof document === 'undefined') return;

  const root = document.querySelector('[data-compare]');
  if (!root) return;
  const words = JSON.parse(root.dataset.words);
  const language = document.documentElement.lang || 'en-GB';
  const awards = new Map(Array.from(document.querySelectorAll('[data-award]')).map((part) => [part.dataset.award, part]));
  const state = { ids: [], left: [], unknown: [], only: false };

  function say(key, slots, count) {
    const forms = words[key];
    const text = typeof forms === 'string' ? forms : forms[new Intl.PluralRules(language).select(count)] || forms.other;
    return text.replace(/\{(\w+)\}/g, (_, name) => String(slots[name]));
  }

  function make(name, about, ...children) {
    const made = document.createElement(name);
    Object.assign(made, about);
    made.append(...children);
    return made;
  }

  /** The questions of the awards that are chosen, with a copy of every answer. */
  function questions(ids) {
    const parts = ids.map((id) => Array.from(awards.get(id).querySelectorAll('dl')));
    return parts[0].map((list, group) => ({
      label: list.dataset.group,
      rows: Array.from(list.children).map((_, row) => question(parts.map((lists) => lists[group].children[row])))
    }));
  }

  function question(facts) {
    const answers = facts.map((fact) => fact.querySelector('dd'));
    const first = answers[0].textContent.trim();
    return {
      label: facts[0].querySelector('dt').textContent,
      answers: answers.map((answer) => () => Array.from(answer.cloneNode(true).childNodes)),
      same: answers.length > 1 && answers.every((answer) => answer.textContent.trim() === first)
    };
  }

  const form = make('form', { className: 'cb-compare__form' });
  const status = make('div', { className: 'cb-compare__said' });
  const shown = make('div', { className: 'cb-compare__shown' });
  status.setAttribute('role', 'status');

  function selects() {
    return Array.from({ length: MOST }, (_, at) => {
      const options = [...awards].map(([id, part]) => make('option', { value: id }, part.dataset.name + ': ' + part.dataset.title));
      const select = make('select', { className: 'nhsuk-select', id: 'cb-compare-' + at, autocomplete: 'off' }, make('option', { value: '' }, words.nobody), ...options);
      select.addEventListener('change', () => choose(all.map((one) => one.value).filter(Boolean), state.only));
      return select;
    });
  }

  const all = selects();
  const only = make('input', { className: 'nhsuk-checkboxes__input', type: 'checkbox', id: 'cb-compare-only', autocomplete: 'off' });
  const clear = make('button', { type: 'button', className: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small cb-compare__clear' }, words.clear);

  function build() {
    const boxes = all.map((select, at) => make('div', {},
      make('label', { className: 'nhsuk-label', htmlFor: select.id }, say('award', { number: at + 1 })), select));
    const fields = make('fieldset', { className: 'nhsuk-fieldset' }, make('legend', { className: 'nhsuk-fieldset__legend nhsuk-fieldset__legend--s' }, words.choose), make('div', { className: 'cb-compare__choices' }, ...boxes));
    const differences = make('div', { className: 'nhsuk-checkboxes nhsuk-checkboxes--small cb-compare__only' },
      make('div', { className: 'nhsuk-checkboxes__item' }, only, make('label', { className: 'nhsuk-label nhsuk-checkboxes__label', htmlFor: only.id }, words.differences)));
    form.append(fields, differences, clear);
    form.addEventListener('submit', (event) => event.preventDefault());
    only.addEventListener('change', () => choose(state.ids, only.checked));
    clear.addEventListener('click', () => { choose([], false); all[0].focus(); });
    root.append(form, status, shown);
    root.hidden = false;
  }

  /** A choice on the page goes into the address. */
  function choose(ids, differences) {
    const unique = [...new Set(ids)];
    Object.assign(state, { ids: unique, left: [], unknown: [], only: differences });
    try {
      history.pushState(null, '', write(unique, differences));
    } catch (_) {
      location.hash = write(unique, differences);
    }
    show();
  }

  function head(id) {
    const part = awards.get(id).dataset;
    return make('th', { scope: 'col' }, make('a', { href: part.href }, part.name), make('span', { className: 'cb-compare__title' }, part.title));
  }

  function table(groups, ids) {
    const top = make('tr', {}, make('th', { scope: 'col' }, words.question), ...ids.map(head));
    const bodies = groups.map((group) => make('tbody', {},
      make('tr', { className: 'cb-compare__group' }, make('th', { scope: 'rowgroup', colSpan: ids.length + 1 }, group.label)),
      ...group.rows.map((row) => make('tr', { className: row.same ? 'cb-compare__same' : '' },
        make('th', { scope: 'row' }, row.label), ...row.answers.map((answer) => make('td', {}, ...answer()))))));
    const made = make('table', { className: 'nhsuk-table' }, make('caption', { className: 'nhsuk-table__caption' }, words.table), make('thead', {}, top), ...bodies);
    const box = make('div', { className: 'cb-scroll cb-compare__table', tabIndex: 0 }, made);
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', words.table);
    return box;
  }

  /** For narrow screens: question by question, with every award below each other. */
  function list(groups, ids) {
    const line = (id, answer) => make('dd', {}, make('span', { className: 'cb-compare__who' }, awards.get(id).dataset.name), make('span', {}, ...answer()));
    const parts = groups.flatMap((group) => [
      make('h3', {}, group.label),
      make('dl', {}, ...group.rows.map((row) => make('div', { className: row.same ? 'cb-compare__same' : '' },
        make('dt', {}, row.label), ...row.answers.map((answer, at) => line(ids[at], answer)))))
    ]);
    return make('div', { className: 'cb-compare__list' }, make('h2', {}, words.table), ...parts);
  }

  /** What there is to say about the choice, as text. */
  function told(hidden) {
    const { ids, left, unknown } = state;
    const lines = [];
    const names = (list) => list.slice(0, 5).map((id) => '“' + id + '”').join(', ');
    if (unknown.length) lines.push(say('unknown', { names: names(unknown) }));
    if (left.length) lines.push(say('too_many', { names: left.slice(0, 5).map((id) => awards.get(id).dataset.name).join('; ') }));
    if (ids.length) lines.push(say('shown', { count: ids.length }, ids.length));
    if (ids.length === 1) lines.push(words.second);
    if (hidden) lines.push(say('hidden', { count: hidden }, hidden));
    if (ids.length) lines.push(words.share);
    return lines.map((line) => make('p', {}, line));
  }

  function show() {
    const { ids } = state;
    all.forEach((select, at) => { select.value = ids[at] || ''; });
    only.checked = state.only;
    clear.hidden = ids.length === 0;
    const groups = ids.length ? questions(ids) : [];
    const same = groups.flatMap((group) => group.rows).filter((row) => row.same).length;
    const kept = state.only ? differing(groups) : groups;
    status.replaceChildren(...told(state.only ? same : 0));
    shown.replaceChildren(...(kept.length ? [table(kept, ids), list(kept, ids)] : []));
  }

  function differing(groups) {
    const left = groups.map((group) => ({ label: group.label, rows: group.rows.filter((row) => !row.same) }));
    return left.filter((group) => group.rows.length);
  }

  /** Whether the address only leads to a part of this page that is no award. */
  function isAnchor() {
    const id = decoded(location.hash.slice(1));
    return id !== '' && !awards.has(id) && document.getElementById(id) !== null;
  }

  function follow() {
    if (isAnchor()) return;
    Object.assign(state, read(location.hash, location.search, (id) => awards.has(id)));
    show();
  }

  build();
  show();
  follow();
  if (state.ids.length) root.scrollIntoView();
  globalThis.addEventListener('hashchange', follow);
  globalThis.addEventListener('popstate', follow);
})(globalThis.casebook = globalThis.casebook || {});
