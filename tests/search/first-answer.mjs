// What a browser loads before the first answer from a large index: `node first-answer.mjs FOLDER WORD …`
//
// Prints it for each word by itself and for all together, and fails where it passes the limit.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { engine } from "./engine.mjs";

const LIMIT = 200_000;
const SHOWN = 20;
const here = dirname(fileURLToPath(import.meta.url));
const [, , folder, ...words] = process.argv;
const scripts = join(here, "../../themes/default/assets/search");
const packed = (name) => gzipSync(readFileSync(join(folder, `${name}.js`)), { level: 9 }).length;

let most = 0;
for (const query of [...words, words.slice(0, 3).join(" ")]) {
  const own = engine(folder, scripts);
  const { hits } = own.answer(query, { limit: SHOWN });
  const bytes = own.read.reduce((sum, name) => sum + packed(name), 0);
  most = Math.max(most, bytes);
  console.log(`“${query}”: ${hits.length} results shown from ${own.read.length} files, ${(bytes / 1000).toFixed(1)} kB compressed`);
  if (!hits.length) throw new Error(`“${query}” finds nothing, so it shows nothing about size.`);
}
console.log(`At most ${(most / 1000).toFixed(1)} kB; the limit is ${LIMIT / 1000} kB.`);
if (most > LIMIT) process.exit(1);
