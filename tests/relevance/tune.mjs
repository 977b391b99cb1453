// Tries numbers of the formula at random on the questions that are not held out, and prints the best.
//
//   node tune.mjs FOLDER-OF-A-BUILT-SITE [TRIALS]
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { engine } from "../search/engine.mjs";
import { mean, ndcg, success } from "./measures.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [, , site, trials = "100"] = process.argv;
const lines = readFileSync(join(site, "search/records.ndjson"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
const byUrl = new Map(lines.map((one) => [one.url, one.kind === "list" ? `/${one.id}` : `${one.kind}:${one.id}`]));
const questions = parse(readFileSync(join(here, "queries.yaml"), "utf8")).questions.filter((one) => !one.held_out && one.class !== "zero");
const scripts = join(here, "../../themes/default/assets/search");
const rank = {};
const own = engine(join(site, "search"), scripts, rank);

const RANGES = {
  k1: [0.8, 3], b: [0.2, 0.9], title_b: [0, 0.8], title: [2, 10], name: [2, 10], summary: [1, 5], label: [0.2, 2.5],
  heading: [1, 5], section: [0, 1.5], longer: [0.05, 0.4], synonym: [0.4, 1], whole_title: [1, 2], in_title: [1, 1.6], in_name: [1, 1.8], least: [0.25, 0.6],
};
// A small seed, so that a run can be repeated.
let seed = 7;
const random = () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed / 2147483648; };

function judge(numbers) {
  own.set(numbers);
  const rows = questions.map((question) => {
    const urls = own.answer(question.query, { limit: 30 }).hits.map((hit) => byUrl.get(hit.url) ?? byUrl.get(hit.url.split("#")[0]));
    const found = [...new Set(urls)];
    return [ndcg(found, question.answers), success(found, question.answers)];
  });
  return mean(rows.map((row) => row[0] + 0.5 * row[1]));
}

let best = {}, most = judge(best);
console.log("as it is", most.toFixed(4));
for (let trial = 0; trial < Number(trials); trial += 1) {
  const next = { ...best };
  for (const [name, [low, high]] of Object.entries(RANGES)) {
    if (random() < 0.25) next[name] = Number((low + random() * (high - low)).toFixed(2));
  }
  const value = judge(next);
  if (value > most) { [best, most] = [next, value]; console.log(trial, most.toFixed(4), JSON.stringify(best)); }
}
