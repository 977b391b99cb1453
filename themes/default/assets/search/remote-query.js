/* What a search server that speaks the OpenSearch query API is asked, and what its answer says. The
   index is the one that “casebook export search --engine opensearch” writes. */
(function (search) {
  "use strict";
  var FIELDS = ["title^4", "names^2.5", "summary^2", "labels", "headings^1.5", "text"];
  var SENTENCE = 4, MOST = 10000;
  var BEFORE = "\ue000", AFTER = "\ue001";

  function match(kind, field, query, more) {
    var clause = {}, own = {};
    own[field] = Object.assign({ query: query }, more);
    clause[kind] = own;
    return clause;
  }

  function any(clauses) { return { bool: { should: clauses, minimum_should_match: 1 } }; }

  /* The words as the search page reads them, so that no sign of a query means anything to the server. */
  function read(text) {
    var parsed = search.parse(text, []), phrases = [], last = parsed.words[parsed.words.length - 1];
    parsed.words.forEach(function (one) {
      if (one.phrase >= 0) { phrases[one.phrase] = (phrases[one.phrase] || []).concat(one.word); }
    });
    return {
      text: parsed.words.map(function (one) { return one.word; }).join(" "),
      capitals: parsed.words.filter(function (one) { return one.capital; }).map(function (one) { return one.word.toUpperCase(); }).join(" "),
      phrases: phrases.filter(function (words) { return words && words.length > 1; }).map(function (words) { return words.join(" "); }),
      count: parsed.words.length,
      open: Boolean(last && last.open),
      cut: parsed.cut
    };
  }

  /* What a page must have at all: some of the words, the last of them perhaps unfinished. */
  function having(words, own, loose) {
    var some = match("match", "everything", words.text, Object.assign({ minimum_should_match: words.count < SENTENCE ? 1 : "40%" }, own, loose ? { fuzziness: "AUTO", prefix_length: 1 } : {}));
    var also = [some];
    if (words.open) { also.push(match("match_bool_prefix", "everything", words.text, { operator: "and", analyzer: "casebook_text" })); }
    if (words.capitals) { also.push(match("match", "everything.exact", words.capitals)); }
    return any(also);
  }

  function scored(words, own, loose) {
    var better = [
      { multi_match: Object.assign({ query: words.text, type: "most_fields", fields: FIELDS }, own) },
      match("match", "title", words.text, Object.assign({ operator: "and", boost: 4 }, own)),
      match("match_phrase", "everything", words.text, Object.assign({ slop: 2, boost: 2 }, own)),
      { nested: {
        path: "sections", score_mode: "max",
        query: { multi_match: Object.assign({ query: words.text, type: "most_fields", fields: ["sections.heading^2", "sections.text"] }, own) },
        inner_hits: { size: 1, _source: ["sections.anchor", "sections.heading"] }
      } }
    ];
    if (words.capitals) { better.push(match("match", "everything.exact", words.capitals, { boost: 3 })); }
    var phrases = words.phrases.map(function (phrase) { return match("match_phrase", "everything", phrase, { analyzer: "casebook_text" }); });
    return { function_score: {
      query: { bool: { must: [having(words, own, loose)], filter: phrases, should: better } },
      field_value_factor: { field: "weight", missing: 1 },
      boost_mode: "multiply"
    } };
  }

  /* Up to three words, pages with all of them come first. */
  function asked(words, literal, loose) {
    if (!words.count) { return { match_all: {} }; }
    var own = literal ? { analyzer: "casebook_text" } : {};
    var all = Object.assign({ operator: "and" }, own);
    return { bool: { must: [scored(words, own, loose)], should: [{ constant_score: {
      filter: match("match", "everything", words.text, all), boost: words.count < SENTENCE ? 10000 : 0.1, _name: "whole"
    } }] } };
  }

  function chosen(facet, filters) {
    var terms = {}, known = facet.values.map(function (value) { return value[0]; });
    var values = (filters[facet.id] || []).filter(function (value) { return known.indexOf(value) >= 0; });
    terms["facets." + facet.id] = values;
    return values.length ? { terms: terms } : null;
  }

  function filter(labels, filters, but) {
    var clauses = labels.filter(function (facet) { return facet !== but; }).map(function (facet) { return chosen(facet, filters); });
    return { bool: { filter: clauses.filter(Boolean) } };
  }

  /* Each filter counts as if nothing of its own were chosen. */
  function counts(labels, filters) {
    var all = {};
    labels.forEach(function (facet) {
      all[facet.id] = {
        filter: filter(labels, filters, facet),
        aggs: { values: { terms: { field: "facets." + facet.id, size: Math.max(facet.values.length, 1) } } }
      };
    });
    return all;
  }

  /* The body of a request; null when there is nothing to ask. `loose`: words like these will do. */
  search.remoteQuery = function (labels, given, size, loose) {
    var words = read(given.q), some = labels.some(function (facet) { return chosen(facet, given.filters); });
    if (!words.count && (given.q.trim() || !some)) { return null; }
    return {
      query: asked(words, given.literal, loose),
      post_filter: filter(labels, given.filters, null),
      aggs: counts(labels, given.filters),
      sort: words.count ? [{ _score: "desc" }, { order: "asc" }] : [{ order: "asc" }],
      size: Math.min(size, MOST),
      track_total_hits: true,
      timeout: "5s",
      _source: ["url", "title", "summary", "kind", "kind_label"],
      highlight: { require_field_match: false, number_of_fragments: 0, pre_tags: [BEFORE], post_tags: [AFTER], fields: { title: {}, summary: {} } }
    };
  };

  function text(value) { return typeof value === "string" ? value : ""; }
  function list(value) { return Array.isArray(value) ? value : []; }

  function hit(one) {
    var source = one._source || {}, inner = ((one.inner_hits || {}).sections || {}).hits || {};
    var section = (list(inner.hits)[0] || {})._source || {}, anchor = text(section.anchor);
    return {
      url: text(source.url).split("#")[0] + (anchor ? "#" + anchor : text(source.url).replace(/^[^#]*/, "")),
      title: text(source.title),
      summary: text(source.summary),
      kind: text(source.kind),
      kindLabel: text(source.kind_label),
      heading: anchor ? text(section.heading) : "",
      whole: list(one.matched_queries).indexOf("whole") >= 0
    };
  }

  /* The words that the server marked, to be marked again here: its text never becomes markup. */
  function marked(hits, words) {
    var all = new Set(search.words(words).map(function (one) { return one.word; }));
    hits.forEach(function (one) {
      Object.values(one.highlight || {}).forEach(function (texts) {
        list(texts).forEach(function (whole) {
          text(whole).split(BEFORE).slice(1).forEach(function (part) {
            search.words(part.split(AFTER)[0]).forEach(function (word) { all.add(word.word); });
          });
        });
      });
    });
    return all;
  }

  function facet(one, given, answer) {
    var own = (answer.aggregations || {})[one.id] || {}, found = new Map();
    list((own.values || {}).buckets).forEach(function (bucket) { found.set(bucket.key, Number(bucket.doc_count) || 0); });
    return { id: one.id, label: one.label, values: one.values.map(function (value) {
      return { id: value[0], label: value[1], chosen: (given.filters[one.id] || []).indexOf(value[0]) >= 0, count: found.get(value[0]) || 0 };
    }) };
  }

  /* An answer in the form of search.answer, with the first hits; throws when it is none. */
  search.remoteAnswer = function (labels, given, answer, loose) {
    if (!answer || !answer.hits || !Array.isArray(answer.hits.hits) || answer.timed_out) { throw new Error("no answer"); }
    var hits = answer.hits.hits.map(hit).filter(function (one) { return one.title && one.url; }), total = answer.hits.total;
    var count = Math.max(Number(total && total.value !== undefined ? total.value : total) || 0, hits.length);
    var words = read(given.q);
    return {
      found: {
        hits: { length: Math.min(count, MOST) }, facets: labels.map(function (one) { return facet(one, given, answer); }),
        corrected: [], also: [], unknown: [], marked: marked(answer.hits.hits, given.q), close: Boolean(loose && hits.length),
        some: Boolean(words.count && hits.some(function (one) { return !one.whole; })), noPhrase: false, empty: false, cut: words.cut,
        remote: words.count > 0
      },
      hits: hits
    };
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
