/* What each word of a query stands for: see src/search/query/resolve.rs, spell.rs and units.rs. */
(function (search) {
  "use strict";
  var MOST_BEGUN = 30, MOST_SHARDS = 3, MOST_SYNONYMS = 6;

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
          if (entry[0] !== start && entry[0].indexOf(start) === 0) { begun.push([Array.from(entry[0]).length, entry[0], entry[1]]); }
        });
      }
    });
    begun.sort(function (a, b) { return a[0] - b[0] || compare(a[1], b[1]); });
    begun.slice(0, MOST_BEGUN).forEach(function (one) { add(resolved, one[2], weight); });
  }

  function forgiven(letters) { return letters <= 3 ? 0 : letters <= 8 ? 1 : 2; }

  function slips(a, b) {
    var rows = [], i, j;
    for (i = 0; i <= a.length; i += 1) { rows.push([i]); }
    for (j = 0; j <= b.length; j += 1) { rows[0][j] = j; }
    for (i = 1; i <= a.length; i += 1) {
      for (j = 1; j <= b.length; j += 1) {
        var wrong = a[i - 1] === b[j - 1] ? 0 : 1;
        rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + wrong);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) { rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1); }
      }
    }
    return rows[a.length][b.length];
  }

  function nearest(store, word) {
    var wanted = Array.from(word), most = forgiven(wanted.length), best = null;
    if (/\p{N}/u.test(word)) { return null; }
    store.words(store.shardOf(word)).list.forEach(function (entry) {
      if (entry[0][0] === "=") { return; }
      var letters = Array.from(entry[0]);
      var first = letters[0] === wanted[0] || (letters.length > 1 && letters[1] === wanted[0] && letters[0] === wanted[1]);
      if (!first || Math.abs(letters.length - wanted.length) > most || letters.length < 4) { return; }
      var count = slips(wanted, letters);
      if (count > most) { return; }
      var common = store.packed(entry[1]).length;
      if (!best || count < best.count || (count === best.count && common > best.common)) {
        best = { count: count, common: common, word: entry[0], group: entry[1] };
      }
    });
    return best;
  }

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
    if (typed.open && letters >= 2) { addBegun(store, typed, rank.begun, resolved); }
    if (!resolved.groups.length && typed.phrase < 0 && !literal && letters >= 4) {
      var meant = nearest(store, typed.word);
      if (meant) {
        resolved.own = [meant.group];
        add(resolved, meant.group, rank.corrected);
        resolved.corrected = meant.word;
      } else {
        addBegun(store, typed, rank.begun, resolved);
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
      var own = [];
      for (var n = 0; n < long; n += 1) { own.push(at + n); }
      also.forEach(function (rule) { if (shown.indexOf(rule[2]) < 0) { shown.push(rule[2]); } });
      units.push({ words: own, also: also.map(function (rule) { return rule[1]; }) });
      at += long;
    }
    return { units: units, also: shown };
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
