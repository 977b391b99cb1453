// The engine of the search page, outside a browser: loads the same scripts, and the index from a folder.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const ENGINE = ["words", "store", "resolve", "score", "answer"];

/** The file with this name, which may have a fingerprint in it: `a.js` is `a.0123456789.js`. */
export function named(folder, name) {
  const [stem, ending] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf(".") + 1)];
  const own = readdirSync(folder).find((file) =>
    file === name || (file.startsWith(`${stem}.`) && file.endsWith(`.${ending}`) && /^[0-9a-f]{10}$/.test(file.slice(stem.length + 1, -ending.length - 1))));
  return join(folder, own ?? name);
}

/** An engine over the index in `folder`. `read` lists what was read;
 * `rank` changes numbers of the formula, to try others. */
export function engine(folder, scripts, rank = {}) {
  const context = vm.createContext({ Float64Array, Uint8Array });
  for (const name of ENGINE) {
    vm.runInContext(readFileSync(join(scripts, `${name}.js`), "utf8"), context, { filename: `${name}.js` });
  }
  const search = vm.runInContext("casebookSearch", context);
  const read = [];
  const load = (name) => {
    read.push(name);
    vm.runInContext(readFileSync(named(folder, `${name}.js`), "utf8"), context, { filename: `${name}.js` });
  };
  const whole = (work) => {
    for (;;) {
      try {
        return work();
      } catch (problem) {
        if (!(problem instanceof search.Missing)) throw problem;
        load(problem.missing);
      }
    }
  };
  const head = whole(() => search.store.head());
  const given = { ...head.rank };
  const set = (numbers) => Object.assign(head.rank, given, numbers);
  set(rank);
  return {
    read,
    set,
    answer(query, { filters = {}, literal = false, limit = 1000 } = {}) {
      return whole(() => {
        const found = search.answer(query, { filters, literal });
        return { ...found, hits: found.hits.slice(0, limit).map((one) => search.hit(search.store, one)) };
      });
    },
  };
}
