/* Loads parts of the index as scripts, which works from disk too, and tries again until all are there. */
(function (search) {
  "use strict";
  var loading = {};

  function script(address) {
    return new Promise(function (done, failed) {
      var element = document.createElement("script");
      element.src = address;
      element.onload = done;
      element.onerror = function () { failed(new Error(address)); };
      document.head.append(element);
    });
  }

  /* `search.source` is the address of the first part; the others lie beside it and are named like it. */
  function load(name) {
    var stamp = name === "index" ? "" : "?v=" + search.store.head().stamp;
    var address = search.source.replace(/index(?=[^/]*$)/, name) + stamp;
    loading[name] = loading[name] || script(address);
    return loading[name];
  }

  /* Calls `work` until no part of the index is missing; gives what it gives. */
  search.whenLoaded = function (work) {
    try {
      return Promise.resolve(work());
    } catch (problem) {
      if (!(problem instanceof search.Missing)) { return Promise.reject(problem); }
      var name = problem.missing;
      if (loading[name] && loading[name].done) { return Promise.reject(new Error(name)); }
      return load(name).then(function () {
        loading[name].done = true;
        return search.whenLoaded(work);
      }, function (failed) {
        delete loading[name];
        throw failed;
      });
    }
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
