// Keeps the reader's place when the page is loaded again: scroll, focus, open disclosures and what
// was typed, for this tab only and until the page has been loaded.
(function () {
  "use strict";
  var KEY = "casebook-preview-place";
  var FIELDS = "input, select, textarea";

  // A way to an element that holds when other parts of the page change.
  function way(element) {
    var parts = [];
    while (element && element !== document.documentElement) {
      if (element.id && document.querySelectorAll("#" + CSS.escape(element.id)).length === 1) {
        parts.unshift("#" + CSS.escape(element.id));
        break;
      }
      var tag = element.localName;
      var place = 1;
      var before = element;
      while ((before = before.previousElementSibling)) {
        if (before.localName === tag) place += 1;
      }
      parts.unshift(tag + ":nth-of-type(" + place + ")");
      element = element.parentElement;
    }
    return parts.join(" > ");
  }

  function each(selector, see) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), see);
  }

  function isTyped(field) {
    return ["password", "file", "hidden", "submit", "button", "image", "reset"].indexOf(field.type) < 0;
  }

  function value(field) {
    if (field.type === "checkbox" || field.type === "radio") {
      return field.checked === field.defaultChecked ? null : { checked: field.checked };
    }
    if (field.localName === "select") {
      return {
        chosen: Array.prototype.map.call(field.options, function (option) {
          return option.selected;
        })
      };
    }
    return field.value === field.defaultValue ? null : { text: field.value };
  }

  function fields() {
    var found = [];
    each(FIELDS, function (field) {
      var kept = isTyped(field) ? value(field) : null;
      if (kept) found.push([way(field), kept]);
    });
    return found;
  }

  function focus() {
    var active = document.activeElement;
    if (!active || active === document.body) return null;
    var kept = { way: way(active) };
    try {
      kept.start = active.selectionStart;
      kept.end = active.selectionEnd;
    } catch (error) {
      // Only texts have a selection.
    }
    return kept;
  }

  function remember() {
    var place = { path: location.pathname, x: scrollX, y: scrollY, open: [], scrolled: [] };
    each("details", function (details) {
      place.open.push([way(details), details.open]);
    });
    each("main *", function (element) {
      if (element.scrollLeft || element.scrollTop) {
        place.scrolled.push([way(element), element.scrollLeft, element.scrollTop]);
      }
    });
    place.fields = fields();
    place.focus = focus();
    sessionStorage.setItem(KEY, JSON.stringify(place));
  }

  function find(path) {
    try {
      return document.querySelector(path);
    } catch (error) {
      return null;
    }
  }

  function fill(field, kept) {
    if ("checked" in kept) field.checked = kept.checked;
    if ("text" in kept) field.value = kept.text;
    if ("chosen" in kept) {
      kept.chosen.forEach(function (chosen, at) {
        if (field.options[at]) field.options[at].selected = chosen;
      });
    }
    // Scripts of the page, such as the search, follow what is typed.
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function refocus(kept) {
    var element = kept && find(kept.way);
    if (!element) return;
    element.focus({ preventScroll: true });
    if (typeof kept.start === "number" && element.setSelectionRange) {
      try {
        element.setSelectionRange(kept.start, kept.end);
      } catch (error) {
        // Not every field has one.
      }
    }
  }

  function restore(place) {
    place.open.forEach(function (kept) {
      var details = find(kept[0]);
      if (details && details.localName === "details") details.open = kept[1];
    });
    place.fields.forEach(function (kept) {
      var field = find(kept[0]);
      if (field && field.matches(FIELDS)) fill(field, kept[1]);
    });
    refocus(place.focus);
    scroll(place);
  }

  function scroll(place) {
    place.scrolled.forEach(function (kept) {
      var element = find(kept[0]);
      if (element) element.scrollTo(kept[1], kept[2]);
    });
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  }

  document.addEventListener("casebook:leave", remember);

  var kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  var place = kept && JSON.parse(kept);
  if (!place || place.path !== location.pathname) return;
  history.scrollRestoration = "manual";
  document.addEventListener("DOMContentLoaded", function () {
    restore(place);
  });
  addEventListener("load", function () {
    // Pictures may have moved the page since.
    scroll(place);
    history.scrollRestoration = "auto";
  });
})();
