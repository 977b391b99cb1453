// Search engines that run as servers, asked for the names of records.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import pg from "pg";

/** PostgreSQL, filled by `casebook export search --engine postgres`. */
export async function postgres(address) {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const search = async (query) => {
    const { rows } = await client.query("SELECT name FROM casebook.search($1, 40)", [query]);
    return rows.map((row) => (row.name.startsWith("list:") ? `/${row.name.slice(5)}` : row.name));
  };
  return { search, end: () => client.end() };
}

/** The questions of the search page to a search server: its scripts, outside a browser. */
export function questions(scripts) {
  const context = vm.createContext({});
  for (const name of ["words", "remote-query"]) {
    vm.runInContext(readFileSync(join(scripts, `${name}.js`), "utf8"), context, { filename: `${name}.js` });
  }
  return vm.runInContext("casebookSearch", context);
}

/** What speaks the OpenSearch query API, filled by `casebook export search --engine opensearch`; the
 * address is that of the index. */
export function opensearch(address, scripts) {
  const page = questions(scripts);
  const ask = async (query, loose) => {
    const body = page.remoteQuery([], { q: query, filters: {}, literal: false }, 40, loose);
    if (!body) return [];
    const answer = await fetch(`${address}/_search`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${query}: ${answer.status} ${await answer.text()}`);
    const { hits } = await answer.json();
    return hits.hits.map((hit) => (hit._id.startsWith("list:") ? `/${hit._id.slice(5)}` : hit._id));
  };
  return async (query) => {
    const found = await ask(query, false);
    return found.length ? found : ask(query, true);
  };
}
