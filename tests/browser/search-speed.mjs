// Prints how long answers take in a browser on a processor that is slowed down:
//
//   node search-speed.mjs FOLDER-OF-A-BUILT-SITE [TIMES-SLOWER]
//
// It asks every question of tests/relevance/queries.yaml on the search page after the index is loaded,
// and measures the script's work from the words to the results that are shown. Each is asked five
// times and the fastest counts, because other programs only ever make it slower. The slowest
// round is printed too. Nothing asserts these numbers.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { launch } from './support/chromium.mjs'
import { serve } from './support/server.mjs'

const ROUNDS = 5
const [, , folder, slower = '6'] = process.argv
if (!folder) {
  console.error('usage: node search-speed.mjs FOLDER-OF-A-BUILT-SITE [TIMES-SLOWER]')
  process.exit(2)
}

const questions = readFileSync(fileURLToPath(new URL('../relevance/queries.yaml', import.meta.url)), 'utf8')
const queries = [...questions.matchAll(/^ {2}- query: "?(.*?)"?$/gm)].map((match) => match[1])
const server = await serve(folder)
const browser = await launch()
try {
  const tab = await browser.newPage()
  const devtools = await tab.context().newCDPSession(tab)
  await tab.goto(`${server.url}search/index.html?q=first`)
  await tab.locator('#cb-search-state:not(:empty)').waitFor()
  for (const rate of [1, Number(slower)]) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate })
    const rounds = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await tab.reload()
      await tab.locator('#cb-search-state:not(:empty)').waitFor()
      rounds.push(await tab.evaluate(ask, queries))
    }
    const best = queries.map((_, at) => Math.min(...rounds.map((times) => times[at])))
    console.log(`${rate} times slower, the fastest of ${ROUNDS}: ${summary(best)}`)
    console.log(`${rate} times slower, the slowest round: ${summary(rounds.sort((a, b) => sum(b) - sum(a))[0])}`)
  }
} finally {
  await browser.close()
  await server.close()
}

function sum(times) {
  return times.reduce((all, one) => all + one, 0)
}

function summary(times) {
  const sorted = [...times].sort((a, b) => a - b)
  const share = (part) => `${sorted[Math.ceil(part * sorted.length) - 1].toFixed(1)} ms`
  return `${times.length} answers, ${share(0.5)} at the median, ${share(0.95)} at the 95th percentile, ${share(1)} at most`
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
