// The packs of every award: the sheet is one page of A4, readable by all, and loads nothing.

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'

const here = stage()
const packs = join(process.env.CASEBOOK_BUILT, 'packs')
const ids = readdirSync(packs)
/** A4 in points, as Chromium rounds it. */
const A4 = /^\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]$/

test('every award has a pack', () => {
  assert.ok(ids.length >= 26, `${ids.length} packs`)
})

describe('the sheet of each award', { concurrency: 2 }, () => {
  for (const id of ids) {
    const sheet = join(packs, id, 'one-page.html')
    test(id, PATIENCE, async () => {
      const context = await here.browser.newContext()
      const tab = await context.newPage()
      const asked = []
      tab.on('request', (request) => asked.push(request.url()))
      const address = pathToFileURL(sheet).href
      await tab.goto(address)
      assert.deepEqual(asked, [address])
      await tab.evaluate(axe.source)
      const found = await tab.evaluate(() => axe.run())
      assert.deepEqual(found.violations.map((fault) => fault.id), [])
      const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1')
      const boxes = pdf.match(/\/MediaBox \[[^\]]*\]/g) ?? []
      assert.deepEqual(boxes.filter((box) => !A4.test(box)), [])
      assert.equal((pdf.match(/\/Type \/Page\b(?!s)/g) ?? []).length, 1)
      await context.close()
    })
  }
})

test('a drawing for links is well formed and has the words of its alternative text', PATIENCE, async (t) => {
  const drawn = ids.filter((id) => readdirSync(join(packs, id)).includes('share.svg'))
  if (drawn.length === 0) return t.skip('this Casebook makes PNG')
  const context = await here.browser.newContext()
  const tab = await context.newPage()
  for (const id of drawn) {
    await tab.goto(pathToFileURL(join(packs, id, 'share.svg')).href)
    const title = await tab.evaluate(() => document.querySelector('svg > title')?.textContent)
    const said = readFileSync(join(packs, id, 'share-alt.txt'), 'utf8').replace('\ufeff', '').trim()
    assert.equal(title, said)
  }
  await context.close()
})
