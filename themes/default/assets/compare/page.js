/*
 * Up to four awards side by side.
 *
 * In: the awards that the page names, `[data-award]` with the number of their part of the data; the
 * addresses of the parts; and the address of the page, which holds the choice. Out: fields to choose
 * with, and the answers of the chosen awards.
 */
(function (casebook) {
  'use strict';

  const compare = casebook.compare = casebook.compare || {};

  const { make } = compare;
  const root = document.querySelector('[data-compare]');
  if (!root) return;
  const addresses = root.dataset.parts.split(' ');
  const words = { ...JSON.parse(root.dataset.words), blank: root.dataset.blank, list: root.dataset.list };
  const language = document.documentElement.lang || 'en-GB';
  const awards = new Map(Array.from(document.querySelectorAll('[data-award]'), known));
  const state = { ids: [], left: [], unknown: [], only: false };
  let turn = 0;

  function known(part) {
    const link = part.querySelector('a');
    const award = { id: part.id, name: part.dataset.award, part: Number(part.dataset.part), title: link.textContent, href: link.getAttribute('href') };
    return [award.id, award];
  }

  function say(key, slots, count) {
    const forms = words[key];
    const text = typeof forms === 'string' ? forms : forms[new Intl.PluralRules(language).select(count)] || forms.other;
    return text.replace(/\{(\w+)\}/g, (_, name) => String(slots[name]));
  }

  const form = make('form', { className: 'cb-compare__form' });
  const status = make('div', { className: 'cb-compare__said' });
  const shown = make('div', { className: 'cb-compare__shown' });
  const { fields, beside } = compare.pickers(awards, 'many' in root.dataset, words);
  const only = make('input', { className: 'nhsuk-checkboxes__input', type: 'checkbox', id: 'cb-compare-only', autocomplete: 'off' });
  const clear = make('button', { type: 'button', className: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small cb-compare__clear' }, words.clear);
  status.setAttribute('role', 'status');

  function build() {
    const boxes = fields.map(({ element }, at) => make('div', {},
      make('label', { className: 'nhsuk-label', htmlFor: element.id }, say('award', { number: at + 1 })), element));
    const choices = make('fieldset', { className: 'nhsuk-fieldset' }, make('legend', { className: 'nhsuk-fieldset__legend nhsuk-fieldset__legend--s' }, words.choose), ...beside, make('div', { className: 'cb-compare__choices' }, ...boxes));
    const differences = make('div', { className: 'nhsuk-checkboxes nhsuk-checkboxes--small cb-compare__only' },
      make('div', { className: 'nhsuk-checkboxes__item' }, only, make('label', { className: 'nhsuk-label nhsuk-checkboxes__label', htmlFor: only.id }, words.differences)));
    form.append(choices, differences, clear);
    form.addEventListener('submit', (event) => event.preventDefault());
    for (const { element } of fields) element.addEventListener('change', picked);
    only.addEventListener('change', () => choose(state.ids, only.checked));
    clear.addEventListener('click', () => { choose([], false); fields[0].element.focus(); });
    root.append(form, status, shown);
    root.hidden = false;
  }

  /** What somebody typed stays until it means an award. */
  function picked() {
    const ids = fields.map((field) => field.read());
    const wrong = ids.indexOf(null);
    if (wrong < 0) return choose(ids.filter(Boolean), state.only);
    status.replaceChildren(make('p', {}, say('no_match', { name: fields[wrong].element.value.trim() })));
  }

  /** A choice on the page goes into the address. */
  function choose(ids, differences) {
    const unique = [...new Set(ids)];
    Object.assign(state, { ids: unique, left: [], unknown: [], only: differences });
    try {
      history.pushState(null, '', compare.write(unique, differences));
    } catch (_) {
      location.hash = compare.write(unique, differences);
    }
    show();
  }

  /** What there is to say about the choice. */
  function told(there, missing, hidden) {
    const { left, unknown } = state;
    const lines = [];
    const names = (list) => list.slice(0, 5).map((id) => '“' + id + '”').join(', ');
    if (unknown.length) lines.push(say('unknown', { names: names(unknown) }));
    if (left.length) lines.push(say('too_many', { names: left.slice(0, 5).map((id) => awards.get(id).name).join('; ') }));
    if (there.length) lines.push(say('shown', { count: there.length }, there.length));
    if (state.ids.length === 1) lines.push(words.second);
    if (hidden) lines.push(say('hidden', { count: hidden }, hidden));
    if (state.ids.length) lines.push(words.share);
    return [...failed(missing), ...lines.map((line) => make('p', {}, line))];
  }

  /** The pages of the awards whose answers did not load. */
  function failed(missing) {
    if (!missing.length) return [];
    const links = missing.map((award) => make('li', {}, make('a', { href: award.href }, award.name + ': ' + award.title)));
    return [
      make('p', {}, say('failed', { count: missing.length }, missing.length)),
      make('ul', { className: 'cb-bullets' }, ...links),
      make('p', {}, words.failed_again)
    ];
  }

  function show() {
    const chosen = state.ids.map((id) => awards.get(id));
    fields.forEach((field, at) => field.show(state.ids[at]));
    only.checked = state.only;
    clear.hidden = chosen.length === 0;
    turn += 1;
    if (chosen.every(compare.has)) return draw(chosen);
    const now = turn;
    shown.setAttribute('aria-busy', 'true');
    status.replaceChildren(make('p', {}, words.loading));
    compare.load(chosen, addresses).then(() => { if (now === turn) draw(chosen); });
  }

  function draw(chosen) {
    const there = chosen.filter(compare.has);
    const groups = compare.questions(there);
    const same = groups.flatMap((group) => group.rows).filter((row) => row.same).length;
    const kept = state.only ? differing(groups) : groups;
    const missing = chosen.filter((award) => !compare.has(award));
    status.replaceChildren(...told(there, missing, state.only ? same : 0));
    shown.replaceChildren(...(kept.length ? [compare.table(kept, there, words), compare.list(kept, there, words)] : []));
    shown.removeAttribute('aria-busy');
  }

  function differing(groups) {
    const left = groups.map((group) => ({ label: group.label, rows: group.rows.filter((row) => !row.same) }));
    return left.filter((group) => group.rows.length);
  }

  /** Whether the address only leads to a part of this page that is no award. */
  function isAnchor() {
    const id = compare.decoded(location.hash.slice(1));
    return id !== '' && !awards.has(id) && document.getElementById(id) !== null;
  }

  function follow() {
    if (isAnchor()) return;
    Object.assign(state, compare.read(location.hash, location.search, (id) => awards.has(id)));
    show();
  }

  build();
  show();
  follow();
  if (state.ids.length) root.scrollIntoView();
  globalThis.addEventListener('hashchange', follow);
  globalThis.addEventListener('popstate', follow);
})(globalThis.casebook = globalThis.casebook || {});
