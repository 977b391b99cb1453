// The engine of the search page, outside a browser: loads the same scripts, and the index from a folder.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const ENGINE = ["words", "store", "resolve", "score", "answer"];

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
    vm.runInContext(readFileSync(join(folder, `${name}.js`), "utf8"), context, { filename: `${name}.js` });
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
