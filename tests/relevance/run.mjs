// Prints how well the search answers graded questions, beside other engines on the same documents.
//
//   cargo run --release -- build && (cd tests/relevance && npm install && node run.mjs ../../public)
//
// --own leaves the other engines out; --asked gives them what people type who want a page; --misses
// lists the questions whose best answer is not among the first three; --held-out and --open take only
// one part of the questions; --postgres URL adds a database, --opensearch URL an index, that
// “casebook export search” has filled.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { engine, named } from "../search/engine.mjs";
import { mean, ndcg, percentile, reciprocal, success } from "./measures.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const site = process.argv[2];
const has = (flag) => process.argv.includes(flag);
if (!site) {
  console.error("usage: node run.mjs FOLDER-OF-A-BUILT-SITE [--own|--asked] [--misses] [--held-out|--open] [--postgres URL] [--opensearch URL]");
  process.exit(2);
}

const lines = readFileSync(join(site, "search/records.ndjson"), "utf8").trim().split("\n");
const records = lines.map((line) => JSON.parse(line)).map((one) => ({
  ...one,
  name: one.kind === "list" ? `/${one.id}` : `${one.kind}:${one.id}`,
}));
if (records.some((one) => /^https?:/.test(one.url))) {
  console.error("This site was built with a base_url, so its records have other addresses than its answers. Build it without.");
  process.exit(2);
}
const byUrl = new Map(records.map((one) => [one.url, one.name]));
const names = new Set(byUrl.values());

const { questions } = parse(readFileSync(join(here, "queries.yaml"), "utf8"));
let unknown = 0;
for (const question of questions) {
  question.answers = Object.fromEntries(Object.entries(question.answers ?? {}).filter(([name]) => {
    if (!names.has(name)) { console.error(`“${question.query}” names ${name}, which the site does not have.`); unknown += 1; }
    return names.has(name);
  }));
}
const chosen = questions.filter((one) => (has("--held-out") ? one.held_out : has("--open") ? !one.held_out : true));

const own = engine(join(site, "search"), join(here, "../../themes/default/assets/search"));
/** A section answers as part of its record. */
const record = (url) => byUrl.get(url) ?? byUrl.get(url.split("#")[0]);
const casebook = (query) => [...new Set(own.answer(query, { limit: 40 }).hits.map((hit) => record(hit.url)))];
const others = has("--own") ? {} : await (await import("./peers.mjs")).peers(records);
const after = (flag) => has(flag) && process.argv[process.argv.indexOf(flag) + 1];
const scripts = join(here, "../../themes/default/assets/search");
const servers = (after("--postgres") || after("--opensearch")) && await import("../engines/servers.mjs");
const database = after("--postgres") && await servers.postgres(after("--postgres"));
if (database) others.postgres = database.search;
if (after("--opensearch")) others.opensearch = servers.opensearch(after("--opensearch"), scripts);

const classes = ["exact", "abbreviation", "synonym", "typo", "natural", "zero"];
const table = [];
for (const [name, search] of Object.entries({ casebook, ...others })) {
  const rows = [];
  for (const question of chosen) rows.push({ ...question, found: await search(question.query) });
  for (const kind of [...classes, "all with an answer", "held out"]) {
    const some = rows.filter((row) => (kind === "held out" ? row.held_out && row.class !== "zero" : kind === "all with an answer" ? row.class !== "zero" : row.class === kind));
    if (!some.length) continue;
    const of = (measure) => mean(some.map((row) => measure(row.found, row.answers))).toFixed(3);
    const none = mean(some.map((row) => (row.found.length ? 0 : 1))).toFixed(3);
    table.push(kind === "zero"
      ? { engine: name, class: kind, questions: some.length, "no results": none }
      : { engine: name, class: kind, questions: some.length, "nDCG@10": of(ndcg), MRR: of(reciprocal), "success@3": of(success), "no results": none });
  }
  if (name === "casebook" && has("--misses")) {
    for (const row of rows.filter((one) => one.class !== "zero" && !success(one.found, one.answers) && !one.held_out)) {
      console.log(`${row.class}: ${row.query}\n  wanted ${JSON.stringify(row.answers)}\n  found  ${row.found.slice(0, 6).join(" ")}`);
    }
    for (const row of rows.filter((one) => one.class === "zero" && one.found.length && !one.held_out)) console.log(`zero: ${row.query}\n  found  ${row.found.slice(0, 4).join(" ")}`);
  }
}
console.table(table);
if (database) await database.end();

chosen.forEach((question) => casebook(question.query)); // A browser, too, has read its scripts before.
const times = chosen.map((question) => {
  const start = performance.now();
  casebook(question.query);
  return performance.now() - start;
});
console.log(`An answer takes ${percentile(times, 0.5).toFixed(1)} ms at the median and ${percentile(times, 0.95).toFixed(1)} ms at the 95th percentile on this machine as it is now.`);
console.log(`Questions: ${chosen.length}; answers that name no record: ${unknown}.`);

const packed = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`Compressed: index ${kb(packed(named(join(site, "search"), "index.js")))}, places ${kb(packed(named(join(site, "search"), "positions-0.js")))}, all scripts of the search page ${kb(packed(named(join(site, "assets/search"), "search.js")) + packed(named(join(site, "assets/search"), "page.js")))}.`);
