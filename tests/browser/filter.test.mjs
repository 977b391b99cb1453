// Filters: at once in the browser, the same as the static pages, and harmless whatever the address.

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { axeFinds, tooWide } from './support/axe.mjs'
import { open, stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { site } from './support/sites.mjs'

const here = stage()
const INDEXES = ['awards', 'lessons', 'figures', 'directory', 'resources', 'needs', 'use-cases', 'guides', 'timeline', 'ai-lab']

async function at(path, act, options) {
  const tab = await open(here.browser, options)
  try {
    await tab.goto(here.url({ site, path }))
    await act(tab)
    assert.deepEqual(tab.faults, [])
  } finally {
    await tab.context().close()
  }
}

const left = (tab) => tab.locator('[data-filters]:not([hidden])').count()
const link = (tab, facet, value) => tab.locator(`[data-facet="${facet}"] [data-value="${value}"] a`)
const number = (tab, facet, value) =>
  tab.locator(`[data-facet="${facet}"] [data-value="${value}"] .cb-facet__n`).evaluate((part) => Number(part.lastChild.data))
const said = (tab) => tab.locator('.cb-filter__status').innerText()

describe('every index filters at once, to what the static page of the value has', () => {
  for (const index of INDEXES) {
    test(index, PATIENCE, () =>
      at(`${index}/index.html`, async (tab) => {
        const all = await tab.locator('[data-filters]').count()
        assert.ok(all > 1, `${all} rows`)
        await tab.evaluate(() => document.querySelectorAll('details').forEach((part) => { part.open = true }))
        const first = tab.locator('[data-facet] [data-value] a').last()
        const counted = await first.evaluate((part) => Number(part.closest('[data-value]').querySelector('.cb-facet__n').lastChild.data))
        const href = await first.getAttribute('href')
        await first.click()
        assert.equal(await left(tab), counted)
        assert.match(await said(tab), new RegExp(`Showing ${counted} of ${all}`))
        const page = new URL(href, tab.url().replace(/#.*/, '')).href
        await tab.goto(page)
        const list = '.cb-rows > li, .cb-body .cb-list > li, .cb-cols--facets .cb-list > li, .cb-figures > li'
        assert.equal(await tab.locator(list).count(), counted, page)
      }),
    )
  }
})

test('values of one filter are alternatives, filters are joined, and counts leave their own filter out', PATIENCE, () =>
  at('awards/index.html', async (tab) => {
    await link(tab, 'phase', 'phase-4').click()
    assert.equal(await left(tab), 16)
    assert.equal(await number(tab, 'phase', 'phase-3'), 10)
    const stopped = await number(tab, 'outcome', 'stopped')
    const shown = await number(tab, 'outcome', 'benefit-shown')
    await link(tab, 'outcome', 'stopped').click()
    assert.equal(await left(tab), stopped)
    assert.equal(await number(tab, 'outcome', 'benefit-shown'), shown)
    await link(tab, 'outcome', 'benefit-shown').click()
    assert.equal(await left(tab), stopped + shown)
    assert.equal(await link(tab, 'outcome', 'stopped').getAttribute('aria-current'), 'true')
    assert.equal(await tab.locator('[data-filter-group]:visible').count(), 1)
    assert.match(tab.url(), /#phase=phase-4&outcome=stopped,benefit-shown$/)
    await tab.goBack()
    assert.equal(await left(tab), stopped)
    await tab.click('text=Clear all filters')
    assert.equal(await left(tab), 26)
    assert.doesNotMatch(tab.url(), /#./)
  }),
)

test('a choice that nothing fits is said, and can be cleared', PATIENCE, () =>
  at('awards/index.html#phase=phase-3&outcome=stopped', async (tab) => {
    assert.equal(await left(tab), 0)
    assert.match(await said(tab), /Nothing fits/)
    assert.equal(await tab.locator('.cb-filter__status').getAttribute('role'), 'status')
    await tab.click('text=Clear all filters')
    assert.equal(await left(tab), 26)
  }),
)

test('on the page of one value, another filter is added to it', PATIENCE, () =>
  at('awards/phase/phase-4/index.html', async (tab) => {
    await link(tab, 'outcome', 'stopped').click()
    await tab.waitForURL(/awards\/index\.html#phase=phase-4&outcome=stopped$/)
    assert.ok((await left(tab)) > 0 && (await left(tab)) < 16)
  }),
)

describe('hostile and mistaken addresses', () => {
  for (const hash of ['#outcome=nobody', '#<img src=x onerror=alert(1)>=1', '#__proto__=x&constructor=y', '#%E0%A4%A=%', `#outcome=${'a,'.repeat(5000)}`, '#phase', '#=&=&=']) {
    test(hash.slice(0, 40), PATIENCE, () =>
      at(`awards/index.html${hash}`, async (tab) => {
        assert.equal(await left(tab), 26)
        assert.equal(await tab.locator('.cb-filter img').count(), 0)
      }),
    )
  }
})

test('from disk', PATIENCE, async () => {
  const tab = await open(here.browser)
  await tab.goto(pathToFileURL(join(site.folder, 'awards/index.html')).href)
  await link(tab, 'phase', 'phase-3').click()
  assert.equal(await left(tab), 10)
  assert.match(tab.url(), /#phase=phase-3$/)
  assert.deepEqual(tab.faults, [])
  await tab.context().close()
})

test('with the keyboard alone', PATIENCE, () =>
  at('awards/index.html', async (tab) => {
    await link(tab, 'phase', 'phase-3').focus()
    await tab.keyboard.press('Enter')
    assert.equal(await left(tab), 10)
    assert.ok(await link(tab, 'phase', 'phase-3').evaluate((part) => part === document.activeElement))
    await tab.focus('.cb-filter__clear')
    await tab.keyboard.press('Enter')
    assert.equal(await left(tab), 26)
  }),
)

describe('axe finds nothing, and nothing is too wide', () => {
  for (const [name, path] of [
    ['filtered awards', 'awards/index.html#phase=phase-4'],
    ['no award left', 'awards/index.html#phase=phase-3&outcome=stopped'],
    ['an unknown filter', 'directory/index.html#kind=nothing'],
    ['filtered figures', 'figures/index.html#exactness=about'],
    ['a value of a list', 'resources/kind/guidance/index.html'],
  ]) {
    test(name, PATIENCE, () =>
      at(path, async (tab) => {
        await tab.evaluate(() => document.querySelectorAll('.cb-facets details').forEach((part) => { part.open = true }))
        assert.deepEqual(await axeFinds(tab), [])
        assert.equal(await tooWide(tab), false)
      }),
    )
  }
})

test('without scripts a filter is a link to its page, and nothing says otherwise', PATIENCE, () =>
  at('directory/index.html', async (tab) => {
    assert.equal(await tab.locator('.cb-filter').count(), 0)
    await tab.locator('.cb-facets summary').click()
    const first = tab.locator('[data-facet] [data-value] a').first()
    const counted = await first.evaluate((part) => Number(part.closest('[data-value]').querySelector('.cb-facet__n').lastChild.data))
    await first.click()
    assert.equal(await tab.locator('.cb-body .cb-list > li').count(), counted)
  }, { javaScriptEnabled: false }),
)
