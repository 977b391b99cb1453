// Hears of new versions of this page and acts on them: the page is loaded again when it is other
// than before, and the rest is passed on as an event. Every message is the whole state, so that one
// that was missed does not matter. A tab that is not in view does not listen: a browser has few
// connections to one server, and catches up when it is in view again.
(function () {
  "use strict";
  var news = JSON.parse(document.currentScript.dataset.news);
  var here = location.pathname;
  var query = "?page=" + encodeURIComponent(decodeURI(here));
  var stream = null;
  var failures = 0;
  var timer = 0;

  function take(text) {
    var next = JSON.parse(text);
    if (news.own ? next.report !== news.report : next.tag !== news.tag) {
      close();
      document.dispatchEvent(new CustomEvent("casebook:leave"));
      location.reload();
      return;
    }
    document.dispatchEvent(
      new CustomEvent("casebook:news", { detail: { before: news, now: next } })
    );
    if (!news.own) news = next;
  }

  function listen() {
    if (stream || document.visibilityState === "hidden") return;
    stream = new EventSource("/_casebook/events" + query);
    stream.onmessage = function (event) {
      failures = 0;
      stopPolling();
      take(event.data);
    };
    stream.onerror = function () {
      failures += 1;
      if (stream && stream.readyState === EventSource.CLOSED) close();
      if (failures > 2 && !timer) timer = setInterval(poll, 1000);
    };
  }

  // Where event streams do not get through, the state is asked for.
  function poll() {
    fetch("/_casebook/state" + query)
      .then(function (answer) {
        return answer.text();
      })
      .then(function (text) {
        take(text);
        listen();
      })
      .catch(function () {
        // The server is not there; it may be started again.
      });
  }

  function stopPolling() {
    clearInterval(timer);
    timer = 0;
  }

  function close() {
    if (stream) stream.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") {
      close();
      stopPolling();
    } else {
      listen();
    }
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", function (event) {
    if (event.persisted) listen();
  });
  listen();
})();
