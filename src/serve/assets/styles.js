// Exchanges a style in place: the new one is loaded beside the old one, which goes when the new one
// is there, so that the page is never bare.
(function () {
  "use strict";

  function path(link) {
    return new URL(link.href).pathname;
  }

  function exchange(link, tag) {
    var fresh = link.cloneNode();
    var address = new URL(link.href);
    address.searchParams.set("casebook", tag);
    fresh.href = address.href;
    fresh.addEventListener("load", function () {
      link.remove();
    });
    fresh.addEventListener("error", function () {
      fresh.remove();
    });
    link.after(fresh);
  }

  document.addEventListener("casebook:news", function (event) {
    var before = event.detail.before.styles || {};
    var now = event.detail.now.styles || {};
    var changed = Object.keys(now).filter(function (style) {
      return before[style] !== now[style];
    });
    if (!changed.length || event.detail.before.own) return;
    var links = Array.prototype.filter.call(
      document.querySelectorAll('link[rel="stylesheet"]'),
      function (link) {
        return new URL(link.href).origin === location.origin && !path(link).startsWith("/_casebook/");
      }
    );
    var direct = links.filter(function (link) {
      return changed.indexOf(path(link)) >= 0;
    });
    var imported = direct.length < changed.length;
    (imported ? links : direct).forEach(function (link) {
      exchange(link, now[path(link)] || event.detail.now.epoch);
    });
  });
})();
