// Lighthouse: accessibility is 100. Performance is aimed at 95 and printed; it is the one figure
// here that depends on the speed of the machine, so that only a floor is asserted.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { stage } from './support/browser.mjs'
import { ALONE, CHROMIUM } from './support/chromium.mjs'
import { caseStudy, largest, site } from './support/sites.mjs'

const AIM = 95
const FLOOR = 70
const RUNS = 3

const here = stage()
let chrome
before(async () => {
  const chromeFlags = ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage', ALONE]
  chrome = await launch({ chromePath: CHROMIUM, chromeFlags })
})
after(() => chrome?.kill())

const pages = [site.pages.find((page) => page.path === 'index.html'), caseStudy(), largestIndex()]

describe('Lighthouse', () => {
  for (const page of pages) {
    test(page.title, { timeout: 300_000 }, async (t) => {
      const { accessibility, performance } = await best(here.url(page))
      t.diagnostic(`${page.path}: accessibility ${accessibility.score}, performance ${performance.score} (aim ${AIM})`)
      assert.equal(accessibility.score, 100, accessibility.failed.join('\n'))
      assert.ok(performance.score >= FLOOR, `performance ${performance.score}: ${performance.failed.join('\n')}`)
    })
  }
})

/** The largest page of those that list: the index of a folder at the top of the site. */
function largestIndex() {
  const indexes = site.pages.filter((page) => /^[^/]+\/index\.html$/.test(page.path) && page.kind !== 'page')
  return indexes.sort((a, b) => b.bytes - a.bytes)[0] ?? largest(site)[0]
}

/** The best of three runs; a run that reaches the aim is enough. */
async function best(url) {
  let found
  for (let run = 0; run < RUNS; run += 1) {
    const scores = await measure(url)
    if (!found || scores.performance.score > found.performance.score) found = scores
    if (found.performance.score >= AIM) break
  }
  return found
}

async function measure(url) {
  const options = { port: chrome.port, onlyCategories: ['accessibility', 'performance'], logLevel: 'silent' }
  const { lhr } = await lighthouse(url, options)
  assert.equal(lhr.runtimeError, undefined, lhr.runtimeError?.message)
  const failed = (category) =>
    category.auditRefs
      .map(({ id, weight }) => ({ ...lhr.audits[id], weight }))
      .filter(({ score, weight }) => weight > 0 && score !== null && score < 0.9)
      .map(({ id, title, displayValue }) => `${id}: ${title} ${displayValue ?? ''}`)
  const read = (category) => ({ score: Math.round(category.score * 100), failed: failed(category) })
  return { accessibility: read(lhr.categories.accessibility), performance: read(lhr.categories.performance) }
}
