// The first view of a case study is light: bytes and requests, which are the same on any machine.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { open, stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { site } from './support/sites.mjs'

const here = stage()
const MOST_BYTES = 60_000
const MOST_REQUESTS = 6

describe('first view of a case study: under 60 kB gzipped, at most 6 requests', () => {
  const awards = site.pages.filter((page) => page.kind === 'award').sort((a, b) => b.bytes - a.bytes)
  const heaviest = awards[0]
  const middle = awards[Math.floor(awards.length / 2)]
  for (const page of [heaviest, middle]) {
    test(page.title, PATIENCE, async (t) => {
      const { log } = here.servers.get(page.site)
      log.length = 0
      const tab = await open(here.browser)
      await tab.goto(here.url(page), { waitUntil: 'networkidle' })
      await tab.context().close()
      const bytes = log.reduce((sum, answer) => sum + answer.bytes, 0)
      const files = log.map((answer) => `${answer.path} ${answer.bytes}`).join('\n')
      t.diagnostic(`${page.path}: ${bytes} bytes gzipped in ${log.length} requests`)
      assert.ok(bytes < MOST_BYTES, `${bytes} bytes:\n${files}`)
      assert.ok(log.length <= MOST_REQUESTS, `${log.length} requests:\n${files}`)
    })
  }
})
