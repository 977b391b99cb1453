/*
 * What a person types as a number, and what is meant.
 *
 * In: the text of a field, and what the field allows. Out: `{ ok: true, value }`, or
 * `{ ok: false, why }` with a code that the page turns into words beside the field. Nothing is
 * guessed: what can be read in two ways is asked for again.
 *
 *   casebook.numbers.read('£1.5m', { kind: 'money' })   → { ok: true, value: 1500000 }
 *   casebook.numbers.read('ten')                        → { ok: true, value: 10 }
 *   casebook.numbers.read('1,5')                        → { ok: false, why: 'comma' }
 *
 * Options: `kind` is 'number' (the default), 'money' (pounds) or 'percent' (3.5 for 3.5%);
 * `min`, `max` and `whole` bound the value. The codes: 'empty', 'not-a-number', 'comma',
 * 'currency', 'percent', 'money', 'range', 'whole', 'too-small', 'too-large'. The last two carry
 * the bound in `limit`.
 */
(function (casebook) {
  'use strict';

  /** Beyond this a number of pounds or people is a slip, and sums of it lose whole pounds. */
  const LARGEST = 1e13;

  const SCALES = {
    k: 3, thousand: 3, thousands: 3,
    m: 6, mn: 6, mil: 6, million: 6, millions: 6,
    b: 9, bn: 9, billion: 9, billions: 9
  };

  const SMALL = {
    zero: 0, nil: 0, none: 0, a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6,
    seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14,
    fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19
  };

  const TENS = {
    twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90
  };

  const GROUPS = { thousand: 1e3, million: 1e6, billion: 1e9 };

  const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
  const refuse = (why, limit) => (limit === undefined ? { ok: false, why } : { ok: false, why, limit });

  /** One spelling for spaces, minus signs and capitals. */
  function tidy(text) {
    return String(text === null || text === undefined ? '' : text)
      .normalize('NFKC')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/\s+/g, ' ')
      .trim()
      .toLowerCase();
  }

  /** Takes signs of money and per cent off the text and says which there were. */
  function signs(text) {
    const percent = /(%|\bper ?cent)$/.test(text);
    const pence = /\d ?(p|pence)$/.test(text);
    const pounds = /£|\bgbp\b|\bpounds?$/.test(text);
    const bare = text
      .replace(/ ?(%|\bper ?cent)$/, '')
      .replace(/(\d) ?(p|pence)$/, '$1')
      .replace(/^(-?) ?£ ?(-?)/, '$1$2')
      .replace(/^gbp ?| ?gbp$| ?\bpounds?$/g, '')
      .trim();
    return { bare, percent, pence, pounds };
  }

  /** Whether commas or spaces stand only where thousands are parted. */
  function isGrouped(digits) {
    return /^\d{1,3}((,\d{3})+|( \d{3})+)$/.test(digits);
  }

  /** Digits with an optional scale: “1,000”, “1.5m”, “2 million”. Null when it is none of these. */
  function fromDigits(text) {
    const found = /^(-?) ?(\d[\d, ]*|(?=\.\d))(\.\d+)? ?([a-z]*)$/.exec(text);
    if (!found) return null;
    const whole = found[2].trim();
    const scale = found[4];
    if (scale && !has(SCALES, scale)) return null;
    if (/[, ]/.test(whole) && !isGrouped(whole)) return refuse('comma');
    const figures = (whole.replace(/[, ]/g, '') || '0') + (found[3] || '');
    const value = Number(figures + 'e' + (scale ? SCALES[scale] : 0));
    return { ok: true, value: found[1] && value !== 0 ? -value : value };
  }

  /** The words of one number below a thousand; null when they are not one. */
  function belowThousand(words) {
    const hundred = words.indexOf('hundred');
    if (hundred >= 0) {
      if (hundred !== 1 || !(SMALL[words[0]] >= 1 && SMALL[words[0]] <= 9)) return null;
      const rest = words.slice(2).filter((word, at) => !(at === 0 && word === 'and'));
      const under = rest.length ? belowThousand(rest) : 0;
      return under === null || under > 99 ? null : SMALL[words[0]] * 100 + under;
    }
    if (words.length === 1 && has(SMALL, words[0])) return SMALL[words[0]];
    if (!has(TENS, words[0])) return null;
    if (words.length === 1) return TENS[words[0]];
    const unit = words.length === 2 && has(SMALL, words[1]) ? SMALL[words[1]] : 0;
    return unit >= 1 && unit <= 9 ? TENS[words[0]] + unit : null;
  }

  /** “ten”, “twenty-five”, “two thousand and six”. Null when a word is not part of a number. */
  function fromWords(text) {
    const minus = text.startsWith('minus ');
    const words = text.replace(/^minus /, '').replace(/-/g, ' ').split(' ');
    let total = 0;
    let last = Infinity;
    let open = [];
    for (const word of words) {
      if (!has(GROUPS, word)) { open.push(word); continue; }
      const part = belowThousand(open);
      if (part === null || part === 0 || GROUPS[word] >= last) return null;
      total += part * GROUPS[word];
      last = GROUPS[word];
      open = [];
    }
    if (last < Infinity && open[0] === 'and') open.shift();
    const rest = open.length ? belowThousand(open) : (last < Infinity ? 0 : null);
    if (rest === null) return null;
    return { ok: true, value: minus && total + rest !== 0 ? -(total + rest) : total + rest };
  }

  /** Why a text that is no number is none. */
  function reason(text) {
    if (/[$€¥]|\b(usd|eur|dollars?|euros?)\b/.test(text)) return refuse('currency');
    if (/\d ?(-|to|or|\/) ?£?\d|\bbetween\b|[<>~±]|\b(about|around|over|under)\b/.test(text)) {
      return refuse('range');
    }
    if (/^-?£?[\d.,]+$/.test(text)) return refuse('comma');
    return refuse('not-a-number');
  }

  /** Holds signs that were typed against what the field asks for. */
  function fits(kind, found) {
    if (found.percent && kind !== 'percent') return refuse('percent');
    if ((found.pounds || found.pence) && kind !== 'money') return refuse('money');
    if (found.pence && found.pounds) return refuse('not-a-number');
    return null;
  }

  /** Holds a value against the bounds of a field. */
  function bounded(value, options) {
    const min = options.min === undefined ? -LARGEST : options.min;
    const max = options.max === undefined ? LARGEST : options.max;
    if (value < min) return refuse('too-small', min);
    if (value > max) return refuse('too-large', max);
    if (options.whole && !Number.isInteger(value)) return refuse('whole');
    return { ok: true, value };
  }

  /** Reads what was typed. */
  function read(text, options) {
    const wanted = options || {};
    const typed = tidy(text);
    if (typed === '') return refuse('empty');
    const found = signs(typed);
    const number = fromDigits(found.bare) || fromWords(found.bare);
    if (!number) return reason(typed);
    if (!number.ok) return number;
    const misfit = fits(wanted.kind || 'number', found);
    if (misfit) return misfit;
    return bounded(found.pence ? number.value / 100 : number.value, wanted);
  }

  /** Digits as the site prints them: 1,234.5. `places` rounds; without it nothing is rounded. */
  function show(value, places) {
    const text = places === undefined ? plain(value) : Math.abs(value).toFixed(places);
    const parts = text.replace('-', '').split('.');
    const grouped = parts[0].replace(/\B(?=(\d{3})+$)/g, ',');
    const nothing = Number(text) === 0;
    return (value < 0 && !nothing ? '-' : '') + grouped + (parts[1] ? '.' + parts[1] : '');
  }

  /** Digits as a data file has them: 1234.5, never 1e-7 or -0. */
  function plain(value) {
    const text = String(value === 0 ? 0 : value);
    return /e/.test(text) ? value.toFixed(20).replace(/\.?0+$/, '') : text;
  }

  /** Pounds: whole ones without pence, others with two places. */
  function money(value) {
    const text = show(Math.abs(value), Number.isInteger(value) ? 0 : 2);
    return (value < 0 ? '-£' : '£') + text;
  }

  casebook.numbers = Object.freeze({ read, show, plain, money, LARGEST });
})(globalThis.casebook = globalThis.casebook || {});
