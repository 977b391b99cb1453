/*
 * Filters that work at once. The list, the filters and every count are in the page; each filter is a
 * link to a page of its own, which stays as it is without this script.
 *
 * In: `[data-filter]` with links by `[data-facet]` and `[data-value]`, and rows with what they have,
 * as in data-filters="outcome:stopped phase:phase-4". Out: rows hidden and shown, counts, and the
 * choice in the address: #outcome=stopped,aim-met&phase=phase-4. Values of one filter are
 * alternatives; different filters must all fit; a filter is counted as if it were not set itself.
 */
(function (casebook) {
  'use strict';

  /** An address longer than this is not one of ours. */
  const LONGEST = 4000;

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (_) {
      return null;
    }
  }

  /** The choice in an address. `known` gives the values of each filter. */
  function read(hash, known) {
    const chosen = new Map();
    const unknown = [];
    const text = String(hash).replace(/^#/, '');
    if (text.length > LONGEST || !text.includes('=')) return { chosen, unknown };
    for (const part of text.split('&')) {
      const [facet, list] = part.split('=', 2).map(decoded);
      for (const value of String(list || '').split(',').filter(Boolean)) {
        if (!facet || !known.has(facet) || !known.get(facet).has(value)) unknown.push(facet + '=' + value);
        else chosen.set(facet, (chosen.get(facet) || new Set()).add(value));
      }
    }
    return { chosen, unknown };
  }

  /** The address of a choice: `#a=b,c&d=e`, or nothing. */
  function write(chosen) {
    const parts = [];
    for (const [facet, values] of chosen) if (values.size) parts.push(facet + '=' + [...values].join(','));
    return parts.length ? '#' + parts.join('&') : '';
  }

  /** Whether a row has one of the values of every filter, leaving out one filter. */
  function fits(has, chosen, except) {
    for (const [facet, values] of chosen) {
      if (facet === except) continue;
      if (![...values].some((value) => has.has(facet + ':' + value))) return false;
    }
    return true;
  }

  /** How many rows each value would show. */
  function count(rows, chosen, facet, value) {
    return rows.filter((has) => has.has(facet + ':' + value) && fits(has, chosen, facet)).length;
  }

  casebook.filter = Object.freeze({ read, write, fits, count });
  if (typeof document === 'undefined') return;

  const nav = document.querySelector('[data-filter]');
  if (!nav) return;
  const words = JSON.parse(nav.dataset.words);
  const number = (value) => value.toLocaleString(document.documentElement.lang || 'en-GB');
  const say = (key, slots) => words[key].replace(/\{(\w+)\}/g, (_, name) => slots[name]);

  /** Every value of every filter that has a page. */
  const values = Array.from(nav.querySelectorAll('[data-facet] [data-value]'))
    .map((item) => ({
      facet: item.closest('[data-facet]').dataset.facet,
      value: item.dataset.value,
      link: item.querySelector('a'),
      shown: item.querySelector('.cb-facet__n').lastChild,
      number: item.querySelector('.cb-facet__n')
    }))
    .filter((known) => known.link);

  if (nav.dataset.chosen) leadOn(nav.dataset.chosen);
  else start();

  /** On the page of one value: the other filters add themselves to it, on the page of all. */
  function leadOn(token) {
    const [facet, value] = token.split(':');
    for (const known of values) {
      const chosen = new Map([[facet, new Set([value])]]);
      if (known.facet === facet) continue;
      chosen.set(known.facet, new Set([known.value]));
      known.link.href = nav.dataset.all + write(chosen);
    }
  }

  function make(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className;
    return made;
  }

  function start() {
    const rows = Array.from(document.querySelectorAll('[data-filters]'));
    if (!rows.length) return;
    const known = new Map();
    for (const { facet, value } of values) known.set(facet, (known.get(facet) || new Set()).add(value));
    const page = { rows, known, has: rows.map((row) => new Set(row.dataset.filters.split(' '))), ...bar(rows[0]) };
    page.state = read(location.hash, known);
    for (const one of values) one.link.addEventListener('click', (event) => toggle(page, one, event));
    page.clear.addEventListener('click', () => { go(page, new Map()); values[0].link.focus(); });
    const again = () => {
      page.state = read(location.hash, known);
      show(page);
    };
    globalThis.addEventListener('hashchange', again);
    globalThis.addEventListener('popstate', again);
    if (page.state.chosen.size || page.state.unknown.length) show(page);
  }

  /** What is said above the list: how many, and the way back to all. */
  function bar(first) {
    const before = first.closest('[data-filter-group]') || first.parentElement;
    const made = make('div', '', 'cb-filter');
    const status = make('p', '', 'cb-filter__status');
    status.setAttribute('role', 'status');
    const clear = make('button', words.clear, 'nhsuk-button nhsuk-button--secondary nhsuk-button--small cb-filter__clear');
    clear.type = 'button';
    clear.hidden = true;
    made.append(status, clear);
    before.before(made);
    return { status, clear };
  }

  function toggle(page, one, event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const chosen = new Map(page.state.chosen);
    const set = new Set(chosen.get(one.facet));
    if (!set.delete(one.value)) set.add(one.value);
    if (set.size) chosen.set(one.facet, set);
    else chosen.delete(one.facet);
    go(page, chosen);
  }

  /** Keeps the choice in the address, where the way back in the browser finds it. */
  function go(page, chosen) {
    page.state = { chosen, unknown: [] };
    const hash = write(chosen);
    try {
      history.pushState(null, '', hash || location.pathname + location.search);
    } catch (_) {
      location.hash = hash || '#all';
    }
    show(page);
  }

  function show(page) {
    const { chosen, unknown } = page.state;
    let left = 0;
    page.rows.forEach((row, at) => {
      row.hidden = !fits(page.has[at], chosen);
      if (!row.hidden) left += 1;
    });
    for (const group of document.querySelectorAll('[data-filter-group]')) showGroup(group, chosen.size > 0);
    for (const one of values) showValue(page, one, chosen);
    page.clear.hidden = chosen.size === 0;
    page.status.textContent = told(page, left, unknown);
  }

  function told(page, left, unknown) {
    const lines = [say('shown', { count: number(left), all: number(page.rows.length) })];
    if (!left) lines.push(words.none);
    const names = unknown.slice(0, 3).map((name) => name.slice(0, 60)).join('; ');
    if (unknown.length) lines.push(say('unknown', { names }));
    return lines.join(' ');
  }

  /** A group without rows goes; the heading of another says how many are left. */
  function showGroup(group, filtered) {
    const left = group.querySelectorAll('[data-filters]:not([hidden])').length;
    group.hidden = left === 0;
    const heading = group.querySelector('h2, h3');
    heading.querySelector('.cb-filter__left')?.remove();
    if (filtered) heading.append(make('span', ' ' + say('group', { count: number(left) }), 'cb-filter__left'));
  }

  function showValue(page, one, chosen) {
    one.shown.data = number(count(page.has, chosen, one.facet, one.value));
    const on = Boolean(chosen.get(one.facet)?.has(one.value));
    if (on) one.link.setAttribute('aria-current', 'true');
    else one.link.removeAttribute('aria-current');
  }
})(globalThis.casebook = globalThis.casebook || {});
