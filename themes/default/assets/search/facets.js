/* Filters as boxes to tick, with how many results each would leave. */
(function (search) {
  "use strict";
  var el = search.element;
  var SHOWN = 8;

  function box(facet, value, change) {
    var id = "cb-facet-" + facet.id + "-" + value.id;
    var input = el("input", { "class": "nhsuk-checkboxes__input", type: "checkbox", id: id, name: facet.id, value: value.id });
    input.checked = value.chosen;
    input.addEventListener("change", function () { change(facet.id, value.id, input.checked, id); });
    return el("li", { "class": "nhsuk-checkboxes__item" }, [input, el("label", { "class": "nhsuk-label nhsuk-checkboxes__label", "for": id }, [value.label, el("span", { "class": "cb-facet__n" }, " (" + value.count + ")")])]);
  }

  /* Redraws the filters into `place`; those that would leave nothing are not shown, unless chosen. */
  search.drawFacets = function (place, facets, words, change) {
    var open = new Set(Array.from(place.querySelectorAll("details[open]"), function (one) { return one.dataset.more; }));
    place.replaceChildren();
    facets.forEach(function (facet) {
      var values = facet.values.filter(function (value) { return value.count > 0 || value.chosen; });
      if (!values.length || (values.length === 1 && !values[0].chosen)) { return; }
      var first = values.slice(0, SHOWN), rest = values.slice(SHOWN);
      var group = el("fieldset", { "class": "nhsuk-fieldset cb-facet" }, [
        el("legend", { "class": "nhsuk-fieldset__legend" }, facet.label),
        el("ul", { "class": "nhsuk-checkboxes nhsuk-checkboxes--small" }, first.map(function (value) { return box(facet, value, change); }))
      ]);
      if (rest.length) {
        var more = el("details", { "data-more": facet.id }, [
          el("summary", {}, search.text(words, "more_values", { count: rest.length })),
          el("ul", { "class": "nhsuk-checkboxes nhsuk-checkboxes--small" }, rest.map(function (value) { return box(facet, value, change); }))
        ]);
        more.open = open.has(facet.id) || rest.some(function (value) { return value.chosen; });
        group.append(more);
      }
      place.append(group);
    });
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
