/* The search page: what is asked stands in the address, so that it can be sent, kept and gone back to. */
(function (search) {
  "use strict";
  var form = document.querySelector("[data-cb-search]");
  if (!form) { return; }
  var PAGE = 20, LONGEST = 1000;
  var root = form.dataset.root, words = JSON.parse(form.dataset.words);
  var get = function (id) { return document.getElementById(id); };
  var input = get("cb-q"), state = get("cb-search-state"), out = get("cb-search-out"), help = get("cb-search-help");
  var list = get("cb-search-list"), notices = get("cb-search-notices"), jumps = get("cb-search-jumps"), facets = get("cb-search-facets");
  var asked, shown = PAGE, run = 0;
  search.source = form.dataset.src || root + "search/index.js";
  var suggest = search.suggest(input, get("cb-suggest"), root, words);

  /* Parts of the address that mean nothing are passed over. */
  function read() {
    var given = new URLSearchParams(location.search);
    asked = { q: (given.get("q") || "").slice(0, LONGEST), filters: Object.create(null), literal: given.get("literal") === "1" };
    given.forEach(function (value, key) {
      if (key === "q" || key === "literal" || !/^[a-z0-9_-]+$/.test(key)) { return; }
      asked.filters[key] = (asked.filters[key] || []).concat(value);
    });
    input.value = asked.q;
    shown = PAGE;
  }

  function write() {
    var given = new URLSearchParams();
    if (asked.q) { given.set("q", asked.q); }
    Object.keys(asked.filters).forEach(function (key) { asked.filters[key].forEach(function (value) { given.append(key, value); }); });
    if (asked.literal) { given.set("literal", "1"); }
    var address = "?" + given;
    try { history.pushState(null, "", address); } catch { location.search = address; }
  }

  function go(focus) {
    write();
    shown = PAGE;
    answer(focus);
  }

  function change(facet, value, on, focus) {
    var values = (asked.filters[facet] || []).filter(function (known) { return known !== value; });
    if (on) { values.push(value); }
    if (values.length) { asked.filters[facet] = values; } else { delete asked.filters[facet]; }
    go(focus);
  }

  function literal(on, text) {
    var button = search.element("button", { type: "button", "class": "cb-link" }, text);
    button.addEventListener("click", function () { asked.literal = on; go(); input.focus(); });
    return button;
  }

  function drawNotices(found) {
    notices.replaceChildren.apply(notices, search.notices(found, words).map(function (text) { return search.element("p", {}, text); }));
    if (asked.literal) { notices.append(literal(false, words.not_literal)); }
    else if (found.also.length || found.corrected.length || found.remote) { notices.append(literal(true, words.literal)); }
  }

  function drawMore(total) {
    var more = get("cb-search-more");
    more.hidden = total <= shown;
    more.textContent = search.text(words, "more", { count: Math.min(PAGE, total - shown) });
  }

  function draw(found, hits, focus) {
    var total = found.hits.length, none = !total;
    var places = { count: total, query: asked.q };
    state.textContent = none ? search.text(words, found.empty ? "only_empty" : "none", places) : search.text(words, asked.q ? "found" : "listed", places);
    document.title = asked.q ? search.text(words, "title", { query: asked.q, site: form.dataset.site }) : document.title;
    out.hidden = none && !Object.keys(asked.filters).length;
    help.hidden = !none;
    drawNotices(Object.assign({}, found, { hits: hits }));
    jumps.replaceChildren.apply(jumps, search.jumps(root, hits, words));
    jumps.parentElement.hidden = !jumps.children.length;
    list.replaceChildren.apply(list, hits.map(function (hit) { return search.result(root, hit, found.marked); }));
    search.drawFacets(facets, found.facets, words, change);
    drawMore(total);
    var target = focus && get(focus);
    if (target) { target.focus(); }
  }

  function failed(problem) {
    state.replaceChildren(((problem && problem.said) || words.failed) + " ", search.element("a", { href: root + "a-to-z/index.html" }, words.atoz));
    out.hidden = true;
    help.hidden = false;
  }

  function answer(focus) {
    var own = run += 1;
    suggest.close();
    if (!asked.q.trim() && !Object.keys(asked.filters).length) {
      state.textContent = "";
      notices.replaceChildren();
      out.hidden = true;
      help.hidden = false;
      return;
    }
    var local = function () {
      return search.whenLoaded(function () {
        var found = search.answer(asked.q, asked);
        var hits = found.hits.slice(0, shown).map(function (one) { return search.hit(search.store, one); });
        return { found: found, hits: hits };
      });
    };
    var answered = search.ask ? search.ask(asked, shown, local) : local();
    answered.then(function (both) { if (own === run) { draw(both.found, both.hits, focus); } }, failed);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    asked.q = input.value.slice(0, LONGEST);
    asked.literal = false;
    go();
  });
  get("cb-search-more").addEventListener("click", function () {
    var first = list.children.length;
    shown += PAGE;
    answer();
    window.setTimeout(function () { var link = list.children[first] && list.children[first].querySelector("a"); if (link) { link.focus(); } }, 0);
  });
  window.addEventListener("popstate", function () { read(); answer(); });
  read();
  answer();
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
