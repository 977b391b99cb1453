/*
 * What a person types as a date, and what is meant: a year, a year and month, or a day.
 *
 * In: “2025”, “2025-06”, “June 2025”, “6 August 2018”, “6/8/2018” (day first, as in the UK). Out:
 * `{ ok: true, value }` with 2025, 2025-06 or 2018-08-06, or `{ ok: false, why }`: 'empty' or 'date'.
 */
(function (casebook) {
  'use strict';

  const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august',
    'september', 'october', 'november', 'december'];

  /** The number of a month by its name or the first letters of it. */
  function month(name) {
    const found = MONTHS.findIndex((known) => known === name || (name.length >= 3 && known.startsWith(name)));
    return found + 1;
  }

  const two = (number) => String(number).padStart(2, '0');

  /** A day that the calendar has, or null. */
  function day(year, inYear, inMonth) {
    const date = new Date(Date.UTC(year, inYear - 1, inMonth));
    const real = date.getUTCFullYear() === year && date.getUTCMonth() === inYear - 1 &&
      date.getUTCDate() === inMonth;
    return real ? year + '-' + two(inYear) + '-' + two(inMonth) : null;
  }

  function find(text) {
    let found = /^(\d{4})$/.exec(text);
    if (found) return found[1];
    found = /^(\d{4})-(\d{1,2})$/.exec(text);
    if (found && found[2] >= 1 && found[2] <= 12) return found[1] + '-' + two(Number(found[2]));
    found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (found) return day(Number(found[1]), Number(found[2]), Number(found[3]));
    found = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
    if (found) return day(Number(found[3]), Number(found[2]), Number(found[1]));
    found = /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+)\.? (\d{4})$/.exec(text);
    if (!found || !month(found[2])) return null;
    if (!found[1]) return found[3] + '-' + two(month(found[2]));
    return day(Number(found[3]), month(found[2]), Number(found[1]));
  }

  function read(typed) {
    const text = String(typed || '').normalize('NFKC').replace(/,/g, ' ').replace(/\s+/g, ' ').trim().toLowerCase();
    if (text === '') return { ok: false, why: 'empty' };
    const value = find(text);
    const year = value ? Number(value.slice(0, 4)) : 0;
    return year >= 1900 && year <= 2200 ? { ok: true, value } : { ok: false, why: 'date' };
  }

  /** “6 August 2018”, “June 2025”, “2025”. */
  function show(value, language) {
    const parts = value.split('-').map(Number);
    const style = { year: 'numeric', timeZone: 'UTC' };
    if (parts.length > 1) style.month = 'long';
    if (parts.length > 2) style.day = 'numeric';
    const date = new Date(Date.UTC(parts[0], (parts[1] || 1) - 1, parts[2] || 1));
    return date.toLocaleDateString(language || 'en-GB', style);
  }

  casebook.dates = Object.freeze({ read, show });
})(globalThis.casebook = globalThis.casebook || {});
