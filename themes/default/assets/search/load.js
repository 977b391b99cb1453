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

  function load(root, name) {
    var stamp = name === "index" ? "" : "?v=" + search.store.head().stamp;
    loading[name] = loading[name] || script(root + "search/" + name + ".js" + stamp);
    return loading[name];
  }

  /* Calls `work` until no part of the index is missing; gives what it gives. */
  search.whenLoaded = function (root, work) {
    try {
      return Promise.resolve(work());
    } catch (problem) {
      if (!(problem instanceof search.Missing)) { return Promise.reject(problem); }
      var name = problem.missing;
      if (loading[name] && loading[name].done) { return Promise.reject(new Error(name)); }
      return load(root, name).then(function () {
        loading[name].done = true;
        return search.whenLoaded(root, work);
      }, function (failed) {
        delete loading[name];
        throw failed;
      });
    }
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
