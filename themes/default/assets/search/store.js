/* The parts of the index, unpacked when they are first needed: see src/search/store.rs. */
(function (search) {
  "use strict";
  var parts = {};
  var head = null;

  /* Every file of the index calls this with its name and its data. */
  globalThis.casebookIndex = function (name, data) {
    if (name !== "index") { parts[name] = data; return; }
    parts = Object.assign({}, data.inline);
    head = unpackHead(data);
  };

  /* Numbers in 90 signs; 45 of them say that more follows. */
  function numbers(text) {
    var all = [], number = 0, weight = 1;
    for (var at = 0; at < text.length; at += 1) {
      var digit = text.charCodeAt(at) - 35;
      if (digit >= 57) { digit -= 1; }
      number += (digit % 45) * weight;
      weight *= 45;
      if (digit < 45) { all.push(number); number = 0; weight = 1; }
    }
    return all;
  }

  function one(sign) {
    var digit = sign.charCodeAt(0) - 35;
    return digit >= 57 ? digit - 1 : digit;
  }

  function average(all) {
    return Math.max(all.reduce(function (sum, number) { return sum + number; }, 0) / Math.max(all.length, 1), 1);
  }

  function unpackHead(data) {
    var sections = numbers(data.sections), first = [0], documentOf = [];
    sections.forEach(function (count, at) {
      for (var n = 0; n < count; n += 1) { documentOf.push(at); }
      first.push(documentOf.length);
    });
    data.lengths = numbers(data.lengths);
    data.titles = numbers(data.titles);
    data.kindOf = numbers(data.kindOf);
    data.sections = sections;
    data.first = first;
    data.documentOf = documentOf;
    data.average = average(data.lengths);
    data.averageTitle = average(data.titles);
    return data;
  }

  function Missing(name) { this.missing = name; }
  search.Missing = Missing;

  function part(name) {
    if (!parts[name]) { throw new Missing(name); }
    return parts[name];
  }

  function position(list, wanted) {
    var at = 0;
    while (at + 1 < list.length && list[at + 1] <= wanted) { at += 1; }
    return at;
  }

  /* Words of a shard, in order, with their groups. */
  function words(at) {
    var own = part("words-" + at);
    if (own.list) { return own; }
    var next = head.groups[at], before = [], back = numbers(own.groups);
    own.list = [];
    own.of = new Map();
    own.words.split(" ").forEach(function (packed, n) {
      if (!packed) { return; }
      before = before.slice(0, one(packed)).concat(Array.from(packed).slice(1));
      var word = before.join(""), group = next - back[n];
      if (back[n] === 0) { next += 1; }
      own.list.push([word, group]);
      own.of.set(word, group);
    });
    own.sections = own.found.split(" ");
    return own;
  }

  search.store = {
    head: function () { if (!head) { throw new Missing("index"); } return head; },
    shardOf: function (word) { return position(head.words, word); },
    words: words,
    group: function (word) { return head.words.length ? words(position(head.words, word)).of.get(word) : undefined; },
    packed: function (group) {
      var at = position(head.groups, group);
      return words(at).sections[group - head.groups[at]] || "";
    },
    /* How common a group is, as far as what is loaded tells. */
    postings: function (group) {
      var all = numbers(search.store.packed(group)), section = 0, found = [];
      for (var at = 0; at + 1 < all.length; at += 2) {
        section += all[at];
        found.push([section, all[at + 1]]);
      }
      return found;
    },
    places: function (group) {
      var at = position(head.groups, group), name = "positions-" + at;
      var own = part(name);
      if (typeof own === "string") { own = parts[name] = own.split(" "); }
      var all = numbers(own[group - head.groups[at]] || ""), places = [];
      for (var n = 0; n < all.length;) {
        var count = all[n], list = [], place = 0;
        for (var m = 1; m <= count; m += 1) { place += all[n + m]; list.push(place); }
        places.push(list);
        n += count + 1;
      }
      return places;
    },
    /* Title, summary, address and headings of a document. */
    shown: function (document) {
      var at = Math.floor(document / head.perShard), own = part("docs-" + at), from = at * head.perShard;
      if (!own.starts) {
        own.all = numbers(own.sections);
        own.starts = [0];
        for (var n = from; n - from < own.titles.length; n += 1) { own.starts.push(own.starts[n - from] + head.sections[n] - 1); }
      }
      var row = document - from;
      return {
        title: own.titles[row],
        summary: own.summaries[row],
        url: own.urls[row],
        headings: own.all.slice(own.starts[row], own.starts[row + 1]).map(function (heading) { return own.headings[heading]; })
      };
    },
    facets: function () { return part("facets"); },
    numbers: numbers,
    kind: function (document) { return head.kinds[head.kindOf[document]] || ["", "", 1]; }
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
