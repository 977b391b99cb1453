/* The answer to a query: see src/search/query/mod.rs and select.rs. */
(function (search) {
  "use strict";
  var FEW = 5, MANY = 3;
  search.SENTENCE = 4;

  function ordered(scored, units, partial) {
    var whole = scored.filter(function (one) { return one.whole; });
    if (units < search.SENTENCE && whole.length >= FEW) { scored = whole; }
    if (units < search.SENTENCE) { scored.forEach(function (one) { if (!one.whole) { one.score = Math.round(one.score * partial); } }); }
    return scored.slice().sort(function (a, b) { return b.score - a.score || a.document - b.document; });
  }

  /* Which documents have a value: unpacked once. */
  function having(store, value) {
    if (!value[3]) {
      var document = 0;
      value[3] = new Uint8Array(store.head().documents);
      store.numbers(value[2]).forEach(function (gap) { document += gap; value[3][document] = 1; });
    }
    return value[3];
  }

  function filter(store, facet, chosen) {
    var asked = chosen[facet.id] || [], own = { id: facet.id, label: facet.label, left: [], values: [] };
    own.values = facet.values.map(function (value) {
      return { id: value[0], label: value[1], has: having(store, value), chosen: asked.indexOf(value[0]) >= 0 };
    });
    own.chosen = own.values.filter(function (value) { return value.chosen; });
    own.passes = function (document) { return !own.chosen.length || own.chosen.some(function (value) { return value.has[document]; }); };
    return own;
  }

  /* Leaves what passes the filters; counts each value as if nothing of its own filter were chosen. */
  function filtered(store, scored, chosen) {
    var filters = store.facets().map(function (facet) { return filter(store, facet, chosen); }), left = [];
    scored.forEach(function (one) {
      var failed = filters.filter(function (own) { return !own.passes(one.document); });
      if (!failed.length) { left.push(one); }
      filters.forEach(function (own) {
        if (!failed.length || (failed.length === 1 && failed[0] === own)) { own.left.push(one.document); }
      });
    });
    filters.forEach(function (own) {
      own.values.forEach(function (value) {
        value.count = own.left.reduce(function (count, document) { return count + value.has[document]; }, 0);
      });
    });
    return { left: left, facets: filters };
  }

  function matching(store, query, asked, answer) {
    var typed = asked.literal ? query.words : query.words.flatMap(function (word) { return search.split(store, word); });
    var resolved = typed.map(function (word) { return search.resolve(store, word, asked.literal); });
    var found = search.units(store, resolved, !asked.literal);
    var words = resolved.map(function (word) { return search.weigh(store, word.groups); });
    var weighed = [];
    found.units.forEach(function (unit) {
      var own = search.weighUnit(store, unit, words);
      own.kind = unit.words.length === 1 ? kindNamed(store, resolved[unit.words[0]].typed) : "";
      if (own.rarity > 0) { weighed.push(own); return; }
      answer.unknown.push(unit.words.map(function (word) { return resolved[word].corrected || resolved[word].typed; }).join(" "));
    });
    if (query.passedOver >= MANY && weighed.length && weighed.every(function (unit) { return unit.rarity < store.head().rank.common; })) {
      answer.empty = true;
      return [];
    }
    answer.also = found.also;
    answer.corrected = resolved.filter(function (word) { return word.corrected; }).map(function (word) { return [word.typed, word.corrected]; });
    answer.marked = marked(store, resolved, found.also);
    var scored = search.score(store, words, weighed, answer.unknown.length, wanted(store, query));
    var having = search.phrases(store, resolved);
    if (having) {
      answer.noPhrase = !scored.some(function (one) { return having[one.document]; });
      if (!answer.noPhrase) { scored = scored.filter(function (one) { return having[one.document]; }); }
    }
    return ordered(scored, weighed.length, store.head().rank.partial);
  }

  /* The kind of page that a word names. */
  function kindNamed(store, word) {
    var row = store.head().named.filter(function (named) { return named[0].indexOf(word) >= 0; })[0];
    return row ? row[1] : "";
  }

  /* How much more each kind counts, by how the query is put: “how many …” wants a figure. */
  function wanted(store, query) {
    var more = {};
    store.head().wanted.forEach(function (row) {
      if (row[0].some(function (said) { return query.said.indexOf(" " + said + " ") >= 0; })) {
        row[1].forEach(function (kind) { more[kind] = Math.max(more[kind] || 1, row[2]); });
      }
    });
    return more;
  }

  /* Every word that is marked in results: all forms of what was looked for. */
  function marked(store, resolved, also) {
    var groups = new Set(), words = new Set();
    resolved.forEach(function (word) {
      words.add(word.corrected || word.typed);
      word.groups.forEach(function (entry) { groups.add(entry[0]); });
    });
    also.forEach(function (text) { search.words(text).forEach(function (one) { words.add(one.word); }); });
    resolved.forEach(function (word) {
      var own = store.words(store.shardOf(word.corrected || word.typed));
      own.forms = own.forms || own.list.reduce(function (forms, entry) {
        return forms.set(entry[1], (forms.get(entry[1]) || []).concat(entry[0].replace("=", "")));
      }, new Map());
      groups.forEach(function (group) { (own.forms.get(group) || []).forEach(function (form) { words.add(form); }); });
    });
    return words;
  }

  search.hit = function (store, one) {
    var shown = store.shown(one.document), kind = store.kind(one.document);
    var heading = one.section ? shown.headings[one.section - 1] : null;
    return {
      url: heading ? shown.url.split("#")[0] + "#" + heading[0] : shown.url,
      title: shown.title,
      summary: shown.summary,
      kind: kind[0],
      kindLabel: kind[1],
      heading: heading ? heading[1] : "",
      score: one.score / 1000,
      whole: one.whole
    };
  };

  /* `asked.filters`: values by filter. Throws search.Missing while a part of the index is not loaded. */
  search.answer = function (text, asked) {
    var store = search.store, query = search.parse(text, store.head().empty);
    var answer = { hits: [], facets: [], corrected: [], also: [], unknown: [], marked: new Set(), some: false, noPhrase: false, empty: query.empty, cut: query.cut };
    var scored = [];
    if (query.words.length) {
      scored = matching(store, query, asked, answer);
    } else if (!query.empty && Object.keys(asked.filters).length) {
      for (var document = 0; document < store.head().documents; document += 1) { scored.push({ document: document, score: 0, whole: true, section: 0 }); }
    }
    var left = filtered(store, scored, asked.filters);
    answer.facets = left.facets;
    answer.hits = left.left;
    answer.some = left.left.some(function (one) { return !one.whole; });
    return answer;
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
