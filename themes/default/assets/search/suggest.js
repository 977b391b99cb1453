/* Suggestions while typing: pages whose address Enter opens. The pattern is the ARIA combobox. */
(function (search) {
  "use strict";
  var el = search.element;
  var MOST = 6, PAUSE = 120;

  search.suggest = function (input, list, root, words) {
    var chosen = -1, links = [], timer = 0;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    list.setAttribute("aria-label", words.suggestions);

    function close() {
      window.clearTimeout(timer);
      chosen = -1;
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(at) {
      chosen = at;
      links.forEach(function (option, n) { option.setAttribute("aria-selected", String(n === at)); });
      if (at < 0) { input.removeAttribute("aria-activedescendant"); } else { input.setAttribute("aria-activedescendant", links[at].id); }
    }

    function draw(hits) {
      links = hits.map(function (hit, at) {
        var option = el("li", { role: "option", id: list.id + "-" + at, "aria-selected": "false", "data-href": search.address(root, hit.url) }, [
          hit.title + " ", el("span", { "class": "cb-quiet" }, hit.kindLabel)
        ]);
        option.addEventListener("pointerdown", function (event) { event.preventDefault(); });
        option.addEventListener("click", function () { location.href = option.dataset.href; });
        return option;
      });
      list.replaceChildren.apply(list, links);
      list.hidden = !links.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      choose(-1);
    }

    function look() {
      var typed = input.value;
      if (typed.trim().length < 2) { close(); return; }
      search.whenLoaded(function () {
        var answer = search.answer(typed, { filters: {}, literal: false });
        return answer.hits.slice(0, MOST).map(function (one) { return search.hit(search.store, one); });
      }).then(function (hits) {
        if (input.value === typed && document.activeElement === input) { draw(hits); }
      }, close);
    }

    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, PAUSE);
    });
    input.addEventListener("keydown", function (event) {
      if (list.hidden) { return; }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        var step = event.key === "ArrowDown" ? 1 : -1;
        choose((chosen + 1 + step + links.length + 1) % (links.length + 1) - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        location.href = links[chosen].dataset.href;
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
    input.addEventListener("blur", close);
    return { close: close };
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
