/* Asks a search server, when the site names one; falls back to the site's own index, where it has one. */
(function (search) {
  "use strict";
  var form = document.querySelector("[data-cb-endpoint]");
  if (!form) { return; }
  var PATIENCE = 8000;
  var words = JSON.parse(form.dataset.words), labels = [], last = null;

  /* search/labels.js calls this. */
  globalThis.casebookLabels = function (given) { labels = given; };

  function post(body, signal) {
    return fetch(form.dataset.cbEndpoint + "/_search", {
      method: "POST", mode: "cors", credentials: "omit", referrerPolicy: "no-referrer", redirect: "error", cache: "no-store",
      headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal: signal
    }).then(function (response) {
      if (!response.ok) { throw new Error("status " + response.status); }
      return response.json();
    });
  }

  /* Asked for these words first, and for words like them when there are none. */
  function ask(asked, shown, signal) {
    function once(loose) {
      var body = search.remoteQuery(labels, asked, shown, loose);
      if (!body) { return Promise.resolve(search.remoteAnswer(labels, asked, { hits: { hits: [], total: 0 } }, false)); }
      return post(body, signal).then(function (answer) { return search.remoteAnswer(labels, asked, answer, loose); });
    }
    return once(false).then(function (both) {
      return both.found.hits.length || asked.literal || !asked.q.trim() ? both : once(true);
    });
  }

  /* `local` answers from the site's own index. */
  search.ask = function (asked, shown, local) {
    var abort = new AbortController();
    if (last) { last.abort(); }
    last = abort;
    var timer = window.setTimeout(function () { abort.abort(); }, PATIENCE);
    return ask(asked, shown, abort.signal).catch(function () {
      if (last !== abort) { return new Promise(function () {}); }
      if (!("cbLocal" in form.dataset)) { throw Object.assign(new Error("no answer"), { said: words.no_server }); }
      return local().then(function (both) { both.found.said = words.local_instead; return both; });
    }).finally(function () { window.clearTimeout(timer); });
  };

  var notices = search.notices;
  search.notices = function (answer, words) {
    var said = notices(answer, words);
    if (answer.close) { said.unshift(words.close); }
    if (answer.said) { said.unshift(answer.said); }
    return said;
  };

  /* What is typed goes to the server when the reader asks, not letter by letter. */
  if (!("cbLocal" in form.dataset)) { search.suggest = function () { return { close: function () {} }; }; }
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
