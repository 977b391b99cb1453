/* What each word of a query stands for: see src/search/query/resolve.rs, spell.rs and units.rs. */
(function (search) {
  "use strict";
  var MOST_BEGUN = 30, MOST_SHARDS = 3, MOST_SYNONYMS = 6, LONG = 7, SHORT = 4, LONGEST_SHORT_FORM = 5;
  var ALIKE = ["aeiouy", "ckqsxz", "fpvb", "gj", "mn", "dt"], ROWS = "qwertyuiop asdfghjkl zxcvbnm";
  var SPELLINGS = [["z", "s"], ["s", "z"], ["or", "our"], ["our", "or"], ["e", "ae"], ["ae", "e"], ["e", "oe"], ["oe", "e"], ["er", "re"], ["re", "er"],
    ["l", "ll"], ["ll", "l"], ["am", "amme"], ["og", "ogue"], ["f", "ph"], ["ense", "ence"]];

  function add(resolved, group, weight) {
    if (!resolved.groups.some(function (known) { return known[0] === group; })) { resolved.groups.push([group, weight]); }
  }

  function compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }

  function addBegun(store, typed, weight, resolved) {
    var begun = [];
    [typed.word, "=" + typed.word].forEach(function (start) {
      var first = store.shardOf(start), last = Math.min(first + MOST_SHARDS, store.head().words.length);
      for (var at = first; at < last; at += 1) {
        // Words are in order: the shard after one that begins later has none.
        if (at > first && store.head().words[at] > start && store.head().words[at].indexOf(start) !== 0) { break; }
        store.words(at).list.forEach(function (entry) {
          if (entry[0] !== start && entry[0].startsWith(start)) { begun.push([Array.from(entry[0]).length, entry[0], entry[1]]); }
        });
      }
    });
    begun.sort(function (a, b) { return a[0] - b[0] || compare(a[1], b[1]); });
    begun.slice(0, MOST_BEGUN).forEach(function (one) { add(resolved, one[2], weight); });
  }

  function forgiven(letters) { return letters <= 4 ? 0 : letters <= 8 ? 1 : 2; }

  /* Whether a finger or an ear takes one letter for the other; else it is another word. */
  function alike(a, b) {
    if (ALIKE.some(function (all) { return all.indexOf(a) >= 0 && all.indexOf(b) >= 0; })) { return true; }
    return ROWS.indexOf(a + b) >= 0 || ROWS.indexOf(b + a) >= 0;
  }

  /* Slips between two words, two rows at a time; more than `most` are not counted out. */
  function slips(a, b, most) {
    var two = [], one = [], now = [];
    for (var n = 0; n <= b.length; n += 1) { one.push(n); }
    for (var i = 1; i <= a.length; i += 1) {
      var least = now[0] = i;
      for (var j = 1; j <= b.length; j += 1) {
        var wrong = a[i - 1] === b[j - 1] ? 0 : alike(a[i - 1], b[j - 1]) ? 1 : 2;
        var count = Math.min(one[j] + 1, now[j - 1] + 1, one[j - 1] + wrong);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) { count = Math.min(count, two[j - 2] + 1); }
        now[j] = count;
        least = Math.min(least, count);
      }
      if (least > most) { return least; }
      var spare = two;
      two = one;
      one = now;
      now = spare;
    }
    return one[b.length];
  }

  /* The letters of a word, a bit each: words with a slip or two between them differ in few. */
  function bits(word) {
    var all = 0;
    for (var at = 0; at < word.length; at += 1) { all |= 1 << (word.charCodeAt(at) & 31); }
    return all;
  }

  function differ(a, b) {
    var count = 0;
    for (var left = a ^ b; left; left &= left - 1) { count += 1; }
    return count;
  }

  function nearest(store, word) {
    var wanted = Array.from(word), most = forgiven(wanted.length), best = null;
    if (!most || /\p{N}/u.test(word)) { return null; }
    var shard = store.words(store.shardOf(word)), own = bits(word);
    shard.bits = shard.bits || shard.list.map(function (entry) { return bits(entry[0]); });
    shard.list.forEach(function (entry, at) {
      var known = entry[0];
      if (differ(own, shard.bits[at]) > 2 * most || known[0] === "=" || Math.abs(known.length - word.length) > most || known.length < SHORT) { return; }
      var swapped = known[1] === word[0] && known[0] === word[1];
      var first = known[0] === word[0] || swapped ? 0 : 1;
      if (first && wanted.length < LONG) { return; }
      var count = slips(wanted, Array.from(known), most) * 2 + first, common = store.packed(entry[1]).length;
      if (count > most * 2) { return; }
      if (!best || count < best.count || (count === best.count && common > best.common)) {
        best = { count: count, common: common, word: known, group: entry[1] };
      }
    });
    return best;
  }

  /* The group of the same word as others spell it: “pediatric”, “organization”. */
  function respelled(store, word) {
    for (var n = 0; n < SPELLINGS.length; n += 1) {
      var from = SPELLINGS[n][0], to = SPELLINGS[n][1];
      for (var at = word.indexOf(from); at >= 0; at = word.indexOf(from, at + 1)) {
        var group = store.group(word.slice(0, at) + to + word.slice(at + from.length));
        if (group !== undefined) { return group; }
      }
    }
  }

  /* The group of a word in small letters, or else in capitals. */
  function either(store, word) {
    var small = store.group(word);
    return small === undefined ? store.group("=" + word) : small;
  }

  function parts(typed, at) {
    return [Object.assign({}, typed, { word: typed.word.slice(0, at), open: false }), Object.assign({}, typed, { word: typed.word.slice(at) })];
  }

  /* Two words that were typed without a space: letters and digits that pages have, or words that stand together in some section. */
  search.split = function (store, typed) {
    var word = typed.word;
    if (either(store, word) !== undefined || typed.phrase >= 0) { return [typed]; }
    var both = /^((?:(?!\p{N})\p{Alphabetic})+)(\p{N}+)$/u.exec(word);
    if (both && either(store, both[1]) !== undefined && either(store, both[2]) !== undefined) { return parts(typed, both[1].length); }
    for (var at = word.length - SHORT; at >= SHORT; at -= 1) {
      var first = store.group(word.slice(0, at));
      // Asked for only now: it may be in a part that is not loaded yet.
      var second = first === undefined ? first : store.group(word.slice(at));
      if (second === undefined) { continue; }
      var sections = new Set(store.postings(first).map(function (one) { return one[0]; }));
      if (store.postings(second).some(function (one) { return sections.has(one[0]); })) {
        return parts(typed, at);
      }
    }
    return [typed];
  };

  search.resolve = function (store, typed, literal) {
    var rank = store.head().rank;
    var resolved = { typed: typed.word, groups: [], own: [], corrected: "", phrase: typed.phrase, place: typed.place };
    var small = store.group(typed.word), capital = store.group("=" + typed.word);
    if (small !== undefined) { resolved.own.push(small); }
    if (capital !== undefined) { resolved.own.push(capital); }
    var onlyCapital = typed.capital && capital !== undefined;
    var letters = Array.from(typed.word).length;
    resolved.own.forEach(function (group) { if (!onlyCapital || group === capital) { add(resolved, group, 1); } });
    if (resolved.groups.length) {
      if (typed.open && letters >= 4 && !onlyCapital) { addBegun(store, typed, rank.longer, resolved); }
      return resolved;
    }
    // An abbreviation that no page has is not the beginning of a word.
    if (typed.open && letters >= 2 && !(typed.capital && letters <= LONGEST_SHORT_FORM)) { addBegun(store, typed, rank.begun, resolved); }
    if (!resolved.groups.length && typed.phrase < 0 && !literal && letters >= 4) {
      var same = respelled(store, typed.word), meant = same === undefined ? nearest(store, typed.word) : null;
      if (meant) { resolved.corrected = meant.word; same = meant.group; }
      if (same !== undefined) {
        resolved.own = [same];
        add(resolved, same, meant ? rank.corrected : 1);
      }
    }
    return resolved;
  };

  function matches(typed, words, from) {
    return from + typed.length <= words.length && typed.every(function (group, n) {
      var word = words[from + n];
      return word.phrase < 0 && word.own.indexOf(group) >= 0;
    });
  }

  /* The synonyms of a word that was typed as two. */
  function synonymsOf(store, group) {
    return store.head().synonyms.filter(function (rule) { return rule[0].length === 1 && rule[0][0] === group; }).slice(0, MOST_SYNONYMS);
  }

  /* Words and what stands for them. */
  search.units = function (store, words, synonyms) {
    var units = [], shown = [];
    for (var at = 0; at < words.length;) {
      var long = 1, also = [];
      (synonyms ? store.head().synonyms : []).forEach(function (rule) {
        if (rule[0].length < long || !matches(rule[0], words, at)) { return; }
        if (rule[0].length > long) { also = []; long = rule[0].length; }
        if (also.length < MOST_SYNONYMS) { also.push(rule); }
      });
      var next = words[at + 1], joined = synonyms && long < 3 && next && words[at].phrase < 0 && next.phrase < 0 ? either(store, words[at].typed + next.typed) : undefined;
      if (joined !== undefined && (long === 2 || !also.length)) {
        if (long === 1) { also = synonymsOf(store, joined); }
        also.push([[], [joined], ""]);
        long = 2;
      }
      var own = [];
      for (var n = 0; n < long; n += 1) { own.push(at + n); }
      also.forEach(function (rule) { if (rule[2] && shown.indexOf(rule[2]) < 0) { shown.push(rule[2]); } });
      units.push({ words: own, also: also.map(function (rule) { return rule[1]; }) });
      at += long;
    }
    return { units: units, also: shown };
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
