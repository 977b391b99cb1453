/* Results as elements of the page. Text is only ever set as text, so a query cannot become markup. */
(function (search) {
  "use strict";
  var WORD = /[\p{Alphabetic}\p{N}\u0300-\u036f'’&.-]+/gu;
  var JUMPS = ["award", "lesson", "checklist", "guide"];

  search.element = function (name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (attributes[key] !== null && attributes[key] !== undefined) { element.setAttribute(key, attributes[key]); }
    });
    [].concat(children || []).forEach(function (child) { element.append(child); });
    return element;
  };
  var el = search.element;

  /* A text from the catalogue, with its places filled and the form that the number asks for. */
  search.text = function (words, key, places) {
    var text = words[key] || "";
    if (typeof text === "object") {
      var form = new Intl.PluralRules(document.documentElement.lang || "en").select(places.count);
      text = text[form] || text.other || "";
    }
    return text.replace(/\{(\w+)\}/g, function (whole, name) {
      var value = places && places[name];
      return typeof value === "number" ? value.toLocaleString(document.documentElement.lang || "en") : value === undefined ? whole : value;
    });
  };

  /* Text with the words that were looked for marked. */
  function marked(text, words) {
    var out = document.createDocumentFragment(), last = 0;
    Array.from(text.matchAll(WORD)).forEach(function (match) {
      var known = words.has(match[0]) || search.words(match[0]).some(function (one) { return words.has(one.word); });
      if (!known) { return; }
      out.append(text.slice(last, match.index), el("mark", {}, match[0]));
      last = match.index + match[0].length;
    });
    out.append(text.slice(last));
    return out;
  }

  search.address = function (root, url) {
    var parts = url.split("#"), page = parts[0];
    if (page === "" || page.endsWith("/")) { page += "index.html"; }
    return root + page + (parts.length > 1 ? "#" + encodeURIComponent(parts[1]) : "");
  };

  search.result = function (root, hit, words) {
    var meta = el("p", { "class": "cb-meta" }, el("span", {}, hit.kindLabel));
    if (hit.heading) { meta.append(el("span", {}, marked(hit.heading, words))); }
    return el("li", {}, [
      el("h3", {}, el("a", { href: search.address(root, hit.url) }, marked(hit.title, words))),
      hit.summary ? el("p", {}, marked(hit.summary, words)) : "",
      meta
    ]);
  };

  /* The best answer of the kinds that readers ask for first, if there are several kinds. */
  search.jumps = function (root, hits, words) {
    var best = JUMPS.map(function (kind) { return hits.find(function (hit) { return hit.kind === kind; }); }).filter(Boolean);
    return best.length < 2 ? [] : best.map(function (hit) {
      var text = search.text(words, "best", { kind: words["kind_" + hit.kind] || hit.kindLabel });
      return el("li", {}, [text + " ", el("a", { href: search.address(root, hit.url) }, hit.title)]);
    });
  };

  /* What was made of the query, in sentences. */
  search.notices = function (answer, words) {
    var said = [];
    answer.corrected.forEach(function (pair) { said.push(search.text(words, "corrected", { typed: pair[0], meant: pair[1] })); });
    if (answer.also.length) { said.push(search.text(words, "also", { words: answer.also.join(", ") })); }
    if (answer.unknown.length) { said.push(search.text(words, "unknown", { words: answer.unknown.join(", ") })); }
    if (answer.noPhrase) { said.push(words.no_phrase); }
    if (answer.cut) { said.push(words.cut); }
    if (answer.some && answer.hits.length) { said.push(answer.hits.some(function (hit) { return hit.whole; }) ? words.some : words.only_some); }
    return said;
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
