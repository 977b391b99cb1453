// The editor's bar: says how the site is, links to the page that was just edited, and looks up where
// else this page appears when somebody wants to know.
(function () {
  "use strict";

  function link(address, text) {
    var link = document.createElement("a");
    link.href = address;
    link.textContent = text;
    return link;
  }

  function problems(news) {
    if (!news.errors) return [];
    var count = news.errors === 1 ? "There is 1 error" : "There are " + news.errors + " errors";
    var older = news.stale ? ", so this is the site as it was before. " : ". ";
    return [count + older, link("/_casebook/problems/", "See what is wrong")];
  }

  function elsewhere(news) {
    var others = (news.edited || []).filter(function (page) {
      return new URL(page.address, location.href).pathname !== location.pathname;
    });
    if (!others.length || others.length < (news.edited || []).length) return [];
    var parts = ["Just edited: "];
    others.forEach(function (page, at) {
      if (at) parts.push(", ");
      parts.push(link(page.address, page.title));
    });
    return parts;
  }

  function say(news) {
    var place = document.querySelector("[data-casebook-news]");
    if (!place) return;
    var parts = problems(news);
    if (!parts.length) parts = elsewhere(news);
    place.replaceChildren.apply(place, parts);
  }

  document.addEventListener("casebook:news", function (event) {
    var before = event.detail.before;
    if (!before.own && before.epoch !== event.detail.now.epoch) say(event.detail.now);
  });

  function look(details) {
    var list = details.querySelector("[data-casebook-list]");
    fetch("/_casebook/also?page=" + encodeURIComponent(decodeURI(location.pathname)))
      .then(function (answer) {
        return answer.json();
      })
      .then(function (pages) {
        if (!pages.length) list.textContent = "no other page";
        else list.replaceChildren();
        pages.forEach(function (page, at) {
          if (at) list.append(", ");
          list.append(link(page.address, page.title));
        });
      })
      .catch(function () {
        list.textContent = "not known while the preview is away";
      });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var details = document.querySelector("[data-casebook-also]");
    if (!details) return;
    details.addEventListener("toggle", function () {
      if (details.open) look(details);
    });
    if (details.open) look(details);
  });
})();
