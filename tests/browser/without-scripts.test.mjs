// With JavaScript off, every page has its content, every link leads somewhere, and every value of
// every filter has a page that shows what it counts.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { open, stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { pagesOfEveryKind, site } from './support/sites.mjs'

const here = stage()
const off = { javaScriptEnabled: false }

describe('every kind of page shows its heading and content', { concurrency: 2 }, () => {
  for (const page of pagesOfEveryKind()) {
    test(page.title, PATIENCE, () =>
      here.visit(page, off, async (tab) => {
        assert.equal(await tab.locator('h1').count(), 1)
        assert.ok(await tab.locator('h1').isVisible())
        assert.ok((await tab.locator('main').innerText()).length > 60, 'there is text')
        assert.deepEqual(tab.faults, [])
      }),
    )
  }
})

test('all links of the home page lead to a page', PATIENCE, async () => {
  const home = site.pages.find((page) => page.path === 'index.html')
  const tab = await open(here.browser, off)
  await tab.goto(here.url(home))
  const links = [...new Set(await hrefs(tab, 'a[href]'))].filter((link) => link.startsWith('http://127.0.0.1'))
  assert.ok(links.length > 20, `${links.length} links`)
  for (const link of links) {
    const answer = await tab.goto(link)
    assert.ok(answer === null || answer.ok(), link)
    assert.equal(await tab.locator('h1').count(), 1, link)
  }
  await tab.context().close()
})

describe('every value of a filter has a page with as many results as it says', { concurrency: 2 }, () => {
  for (const [list, kind] of [['awards/', 'award'], ['lessons/', 'lesson']]) {
    test(list, PATIENCE, async () => {
      const index = here.servers.get(site).url + list
      const tab = await open(here.browser, off)
      await tab.goto(index)
      const values = await tab.evaluate(readFilters)
      assert.ok(values.length > 20, `${values.length} values`)
      const wrong = []
      for (const value of values) {
        const shown = value.href ? await results(tab, value.href, index, kind) : 0
        if (shown !== value.count) wrong.push(`${value.label}: says ${value.count}, shows ${shown}`)
      }
      await tab.context().close()
      assert.deepEqual(wrong, [])
      assert.deepEqual(tab.faults, [])
    })
  }
})

/** Runs in the page: each value of each filter, with its number and its page, if any. */
function readFilters() {
  const filters = document.querySelector('main nav[aria-labelledby="cb-filter"]')
  return [...filters.querySelectorAll('section li')].map((item) => ({
    label: item.textContent.trim(),
    count: Number(/(\d+)\s*$/.exec(item.textContent)?.[1]),
    href: item.querySelector('a')?.href,
  }))
}

/** How many different records of a kind the page at `address` lists. */
async function results(tab, address, index, kind) {
  const answer = await tab.goto(address)
  if (!answer.ok()) return `status ${answer.status()}`
  const kinds = new Map(site.pages.map((page) => [page.path, page.kind]))
  const root = here.servers.get(site).url
  const links = await hrefs(tab, 'main li :is(h2, h3, h4, p) a[href]')
  const paths = links.filter((link) => link.startsWith(index)).map((link) => link.slice(root.length))
  return new Set(paths.filter((path) => kinds.get(path) === kind)).size
}

function hrefs(tab, selector) {
  return tab.evaluate((all) => [...document.querySelectorAll(all)].map((link) => link.href.split('#')[0]), selector)
}
