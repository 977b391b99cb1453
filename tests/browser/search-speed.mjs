// Prints how long answers take in a browser on a processor that is slowed down:
//
//   node search-speed.mjs FOLDER-OF-A-BUILT-SITE [TIMES-SLOWER]
//
// It asks every question of tests/relevance/queries.yaml on the search page, three times each, after
// the index is loaded, and measures the script's work from the words to the results that are shown.
// The machine must be idle, or the numbers are of the other programs too. Nothing asserts them.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { serve } from './support/server.mjs'

const ROUNDS = 3
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const [, , folder, slower = '6'] = process.argv
if (!folder) {
  console.error('usage: node search-speed.mjs FOLDER-OF-A-BUILT-SITE [TIMES-SLOWER]')
  process.exit(2)
}

const questions = readFileSync(fileURLToPath(new URL('../relevance/queries.yaml', import.meta.url)), 'utf8')
const queries = [...questions.matchAll(/^ {2}- query: "?(.*?)"?$/gm)].map((match) => match[1])
const server = await serve(folder)
const browser = await chromium.launch({ executablePath: CHROMIUM })
try {
  const tab = await browser.newPage()
  const devtools = await tab.context().newCDPSession(tab)
  await tab.goto(`${server.url}search/index.html?q=first`)
  await tab.locator('#cb-search-state:not(:empty)').waitFor()
  for (const rate of [1, Number(slower)]) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate })
    const times = []
    for (let round = 0; round < ROUNDS; round += 1) times.push(...(await tab.evaluate(ask, queries)))
    times.sort((a, b) => a - b)
    const share = (part) => times[Math.ceil(part * times.length) - 1].toFixed(1)
    console.log(`${rate} times slower: ${times.length} answers, ${share(0.5)} ms at the median, ${share(0.95)} ms at the 95th percentile, ${share(1)} ms at most`)
  }
} finally {
  await browser.close()
  await server.close()
}

/** Runs in the page: answers each query and makes the elements of the first 20 results. */
async function ask(all) {
  const search = window.casebookSearch
  const times = []
  for (const query of all) {
    const start = performance.now()
    const found = search.answer(query, { filters: {}, literal: false })
    const hits = found.hits.slice(0, 20).map((one) => search.hit(search.store, one))
    hits.map((hit) => search.result('../', hit, found.marked))
    times.push(performance.now() - start)
    await new Promise((next) => setTimeout(next, 0))
  }
  return times
}
