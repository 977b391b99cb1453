// Holds the scripts of the search page against the answers that Rust gave: `node parity.mjs FOLDER`,
// where FOLDER has the index and expected.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { engine } from "./engine.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const scripts = join(here, "../../themes/default/assets/search");
const own = engine(folder, scripts);

for (const { asked, answer } of JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"))) {
  const what = `“${asked.query.slice(0, 60)}” ${JSON.stringify(asked.filters ?? {})}`;
  // The engine has its own arrays, which are not those of this script.
  const found = JSON.parse(JSON.stringify(own.answer(asked.query, asked)));
  assert.deepEqual(found.hits.map((hit) => hit.url), answer.urls, what);
  found.hits.forEach((hit, at) => {
    // The logarithms of two languages may differ in the last digit.
    assert.ok(Math.abs(hit.score - answer.scores[at]) < 0.0015, `${what}: ${hit.score} is not ${answer.scores[at]}`);
  });
  assert.deepEqual([...found.corrected].map((pair) => [...pair]), answer.corrected, what);
  assert.deepEqual([...found.also], answer.also, what);
  assert.deepEqual([...found.unknown], answer.unknown, what);
  assert.deepEqual([found.some, found.noPhrase, found.empty, found.cut], answer.flags, what);
  const counts = found.facets.flatMap((facet) => facet.values.map((value) => value.count));
  assert.deepEqual(counts, answer.counts, what);
}

// Rust cannot hold these: half of a pair of surrogates.
for (const query of ["\ud800", "a\udc00b", "stroke \ud83d", "\"\ude00 \ud83d\""]) {
  const { hits } = own.answer(query);
  assert.ok(Array.isArray(hits));
}
console.log("the same answers");
