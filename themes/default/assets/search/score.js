/* How well each document answers: BM25F, as in src/search/query/score.rs and phrase.rs. */
(function (search) {
  "use strict";
  var ITSELF = 0.85;

  search.weigh = function (store, groups) {
    var head = store.head(), rank = head.rank;
    var documents = new Float64Array(head.documents), sections = new Float64Array(head.documentOf.length), named = new Uint8Array(head.documents);
    var found = 0;
    groups.forEach(function (entry) {
      var weight = entry[1];
      store.postings(entry[0]).forEach(function (posting) {
        var section = posting[0], fields = posting[1], document = head.documentOf[section];
        var top = head.first[document] === section, body = fields & 7;
        var has = function (bit) { return fields >> bit & 1; };
        var aside = rank.summary * has(3) + rank.label * has(4) + rank.name * has(6) + rank.asked * has(7);
        var heading = top
          ? rank.title * has(5) / (1 - rank.title_b + rank.title_b * head.titles[document] / head.averageTitle)
          : rank.heading * has(5);
        documents[document] += weight * (aside + heading + body / (1 - rank.b + rank.b * head.lengths[document] / head.average));
        sections[section] += weight * (aside + heading + body);
        if (top && weight >= ITSELF) { named[document] |= (fields >> 5 & 1) | (fields >> 5 & 2); }
        // A label, such as whom a lesson is for, makes a word no less rare.
        if (fields !== 16 && !(named[document] & 4)) { named[document] |= 4; found += 1; }
      });
    });
    if (!found) { found = documents.reduce(function (count, value) { return count + (value > 0 ? 1 : 0); }, 0); }
    var rarity = Math.log(1 + (head.documents - found + 0.5) / (found + 0.5));
    [documents, sections].forEach(function (all) {
      for (var at = 0; at < all.length; at += 1) {
        if (all[at] > 0) { all[at] = rarity * (rank.k1 + 1) * all[at] / (rank.k1 + all[at]); }
      }
    });
    return { documents: documents, sections: sections, named: named, rarity: found > 0 ? rarity : 0 };
  };

  function sum(all, of) { return all.reduce(function (total, one) { return total + of(one); }, 0); }

  search.weighUnit = function (store, unit, words) {
    var also = unit.also.map(function (groups) {
      return groups.map(function (group) { return search.weigh(store, [[group, 1]]); });
    });
    var rarity = sum(unit.words, function (word) { return words[word].rarity; });
    also.forEach(function (own) { if (!(rarity > 0)) { rarity = sum(own, function (word) { return word.rarity; }); } });
    var least = also.reduce(function (least, own) {
      var other = sum(own, function (word) { return word.rarity; });
      return other > 0 ? Math.min(least, other) : least;
    }, rarity);
    return { words: unit.words, also: also, rarity: rarity, least: least };
  };

  /* The score of a unit in `of` ("documents" or "sections") at a position; `whole` when all is there. */
  function scoreUnit(unit, words, synonym, of, at, out) {
    var best = 0, whole = true, n;
    for (n = 0; n < unit.words.length; n += 1) {
      var own = words[unit.words[n]][of][at];
      whole = whole && own > 0;
      best += own;
    }
    for (n = 0; n < unit.also.length; n += 1) {
      var total = 0, all = true;
      for (var m = 0; m < unit.also[n].length; m += 1) {
        var score = unit.also[n][m][of][at];
        total += score;
        all = all && score > 0;
      }
      if (all) { whole = true; best = Math.max(best, synonym * total); }
    }
    out.score = best;
    out.whole = whole;
  }

  function bestSection(store, words, units, document) {
    var head = store.head(), first = head.first[document], found = { at: 0, best: 0, top: 0 }, out = {};
    for (var section = first; section < head.first[document + 1]; section += 1) {
      var total = 0;
      for (var n = 0; n < units.length; n += 1) {
        scoreUnit(units[n], words, head.rank.synonym, "sections", section, out);
        total += out.score;
      }
      if (section === first) { found.top = total; }
      if (total > found.best) { found.at = section - first; found.best = total; }
    }
    return found;
  }

  function bonus(store, words, document) {
    var head = store.head(), rank = head.rank, title = 0, name = 0;
    words.forEach(function (word) {
      title += word.named[document] & 1;
      name += word.named[document] >> 1 & 1;
    });
    var inTitle = title === words.length;
    if (inTitle && title >= head.titles[document]) { return [rank.whole_title, true]; }
    if (name === words.length) { return [rank.in_name, true]; }
    return inTitle ? [rank.in_title, true] : [1, false];
  }

  search.score = function (store, words, units, unknown, wanted) {
    var head = store.head(), rank = head.rank, scored = [], out = {}, enough = false;
    var known = sum(units, function (unit) { return unit.rarity; });
    var nowhere = unknown * rank.unknown, all = sum(units, function (unit) { return unit.least; }) + nowhere;
    var someRare = units.some(function (unit) { return unit.rarity >= rank.common; }), isShort = units.length + unknown < search.SENTENCE;
    for (var document = 0; document < head.documents; document += 1) {
      var total = 0, had = 0, whole = true;
      for (var n = 0; n < units.length; n += 1) {
        scoreUnit(units[n], words, rank.synonym, "documents", document, out);
        // A page has the word that names its kind.
        if (units[n].kind === store.kind(document)[0]) { out = { score: Math.max(out.score, rank.kind * units[n].rarity), whole: true }; }
        total += out.score;
        whole = whole && (out.whole || (someRare && units[n].rarity < rank.common));
        if (out.whole) { had += units[n].rarity; }
      }
      var share = whole ? 1 : had / known;
      if (!(total > 0) || share < rank.least) { continue; }
      var most = !isShort || (whole ? known : had) >= rank.short * (known + nowhere);
      enough = enough || (most && total >= rank.floor * all);
      var best = bestSection(store, words, units, document), more = bonus(store, words, document);
      var score = (total + rank.section * best.best) * share * store.kind(document)[2] * (wanted[store.kind(document)[0]] || 1) * more[0];
      scored.push({ document: document, score: Math.round(score * 1000), whole: whole, section: more[1] || best.best <= best.top ? 0 : best.at });
    }
    // Nothing answers well: a few common words of the query are no answer.
    return enough ? scored : [];
  };

  /* Whether each document has every phrase; null when there is no phrase of two words. */
  search.phrases = function (store, words) {
    var having = null, last = Math.max.apply(null, words.map(function (word) { return word.phrase; }));
    for (var phrase = 0; phrase <= last; phrase += 1) {
      var own = words.filter(function (word) { return word.phrase === phrase; });
      if (own.length < 2) { continue; }
      var found = withPhrase(store, own);
      having = having ? having.map(function (has, at) { return has && found[at]; }) : found;
    }
    return having;
  };

  function withPhrase(store, words) {
    var head = store.head(), begins = null;
    words.forEach(function (word) {
      var back = word.place - words[0].place, own = new Map();
      word.groups.forEach(function (entry) {
        var places = store.places(entry[0]);
        store.postings(entry[0]).forEach(function (posting, at) {
          var from = (places[at] || []).map(function (place) { return place - back; });
          own.set(posting[0], (own.get(posting[0]) || []).concat(from));
        });
      });
      if (begins) {
        begins.forEach(function (places, section) {
          var other = own.get(section) || [];
          begins.set(section, places.filter(function (place) { return other.indexOf(place) >= 0; }));
        });
      } else { begins = own; }
    });
    var found = new Array(head.documents).fill(false);
    begins.forEach(function (places, section) { if (places.length) { found[head.documentOf[section]] = true; } });
    return found;
  }
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
