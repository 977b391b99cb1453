// Every page can be used with the keyboard alone. Targets of 24 px are measured by axe.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { largest, site, small, smallest } from './support/sites.mjs'
import { readStops, where } from './support/focus.mjs'

const here = stage()
const phone = { viewport: { width: 320, height: 640 } }
const forced = { forcedColors: 'active', colorScheme: 'dark' }

/** A longer page is walked this far, which is past its menu, search and filters. */
const FAR = 160

describe('Tab goes through the page: all is reached, seen and left again', { concurrency: 2 }, () => {
  for (const page of [...smallest(site), ...largest(small)]) {
    test(page.title, PATIENCE, () => here.visit(page, {}, walk))
  }
  for (const page of largest(site).filter(({ kind }) => ['home', 'award', 'awards', 'search'].includes(kind))) {
    test(`on a phone: ${page.title}`, PATIENCE, () => here.visit(page, phone, walk))
    test(`in forced colours: ${page.title}`, PATIENCE, () => here.visit(page, forced, walk))
  }
})

async function walk(tab) {
  const expected = await tab.evaluate(readStops)
  const reached = []
  const faults = []
  const far = Math.min(FAR, expected.length + 40)
  for (let step = 0; step < far; step += 1) {
    await tab.keyboard.press('Tab')
    const stop = await tab.evaluate(where)
    if (!stop || stop.key === reached[0]) break
    if (reached.includes(stop.key)) faults.push(`comes back to ${stop.name}`)
    if (!stop.marked) faults.push(`focus is not visible on ${stop.name}`)
    if (!stop.seen) faults.push(`focus is hidden on ${stop.name}`)
    reached.push(stop.key)
  }
  const missed = expected.filter(({ key }) => !reached.includes(key)).map(({ name }) => name)
  if (reached.length < far) assert.deepEqual(missed, [], 'not reached')
  assert.deepEqual(faults, [])
  assert.equal(reached[0], expected[0].key, 'the first stop is the first in the page')
  assert.match(expected[0].name, /skip/i)
}

describe('the skip link leads past the header', { concurrency: 2 }, () => {
  for (const page of largest(site)) {
    test(page.title, PATIENCE, () =>
      here.visit(page, {}, async (tab) => {
        await tab.keyboard.press('Tab')
        assert.ok(await tab.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0), 'it is shown')
        await tab.keyboard.press('Enter')
        await tab.keyboard.press('Tab')
        const inMain = await tab.evaluate(() => !document.activeElement.closest('header, .nhsuk-skip-link'))
        assert.ok(inMain, 'the next stop is in the content')
      }),
    )
  }
})

describe('all that folds opens and closes with Enter and Space', { concurrency: 2 }, () => {
  for (const page of largest(site)) {
    test(page.title, PATIENCE, () =>
      here.visit(page, phone, async (tab) => {
        const folds = await tab.locator('summary:visible').all()
        for (const fold of folds.slice(0, 25)) {
          const open = () => fold.evaluate((summary) => summary.parentElement.open)
          const before = await open()
          for (const [key, after] of [['Enter', !before], ['Space', before]]) {
            await fold.press(key)
            assert.equal(await open(), after, `${key} on ${await fold.textContent()}`)
          }
        }
      }),
    )
  }
})

describe('the filters of a list work on a phone with the keyboard', () => {
  for (const path of ['awards/index.html', 'lessons/index.html']) {
    test(path, PATIENCE, () =>
      here.visit(site.pages.find((page) => page.path === path), phone, async (tab) => {
        const filters = tab.getByRole('navigation', { name: /filter/i })
        await filters.locator('summary').first().press('Enter')
        await tab.keyboard.press('Tab')
        assert.ok(await filters.evaluate((nav) => nav.contains(document.activeElement)), 'the next stop is a filter')
        const chosen = await tab.evaluate(() => document.activeElement.textContent.trim())
        await tab.keyboard.press('Enter')
        await tab.waitForURL(/#[a-z-]+=/)
        assert.equal((await filters.locator('a[aria-current]').textContent()).trim(), chosen)
        assert.match(await tab.locator('.cb-filter__status').innerText(), /^Showing \d+ of \d+/)
      }),
    )
  }
})
