// The search page as readers use it: typing, suggestions, filters, the address, and all that can go wrong.

import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { axeFinds, tooWide } from './support/axe.mjs'
import { open, stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { site } from './support/sites.mjs'

const here = stage()
const PAGE = 'search/index.html'

async function at(address, act, options) {
  const tab = await open(here.browser, options)
  try {
    await tab.goto(address.startsWith('file:') ? address : here.url({ site, path: PAGE + address }))
    await act(tab)
    assert.deepEqual(tab.faults, [])
  } finally {
    await tab.context().close()
  }
}

const asking = (query) => `?q=${encodeURIComponent(query)}`
const state = (tab) => tab.locator('#cb-search-state')
const notices = (tab) => tab.locator('#cb-search-notices')
const titles = (tab) => tab.locator('#cb-search-list h3').allInnerTexts()
const answered = (tab, pattern) => state(tab).filter({ hasText: pattern }).waitFor({ timeout: 30_000 })
const box = (tab, facet, value) => tab.locator(`#cb-facet-${facet}-${value}`)
const count = (tab, facet, value) =>
  tab.locator(`label[for="cb-facet-${facet}-${value}"] .cb-facet__n`).evaluate((part) => Number(/\d+/.exec(part.textContent)[0]))

async function total(tab) {
  return Number(/^[\d,]+/.exec(await state(tab).innerText())[0].replaceAll(',', ''))
}

async function unfold(tab) {
  await tab.locator('#cb-search-out summary').first().evaluate((part) => {
    for (const fold of part.closest('section').querySelectorAll('details')) fold.open = true
  })
}

async function tick(tab, facet, value) {
  await unfold(tab)
  const before = tab.url()
  await box(tab, facet, value).click()
  await tab.waitForFunction((was) => location.href !== was, before)
}

/** An index of a phone and a desk, in which axe finds nothing. */
async function isSound(tab) {
  assert.deepEqual(await axeFinds(tab), [])
  assert.equal(await tooWide(tab), false, 'no sideways scrolling')
}

test('typing and pressing Enter answers, marks the words, says how many, and stands in the address', PATIENCE, () =>
  at('', async (tab) => {
    await tab.fill('#cb-q', 'thrombectomy')
    await tab.press('#cb-q', 'Enter')
    await answered(tab, 'results for “thrombectomy”')
    assert.equal(await tab.locator('#cb-search-list > li').count(), Math.min(20, await total(tab)))
    assert.match((await titles(tab))[0], /thrombectomy/i)
    assert.ok(await tab.locator('#cb-search-list mark').count())
    assert.equal(new URL(tab.url()).search, '?q=thrombectomy')
    assert.equal(await state(tab).getAttribute('role'), 'status', 'it is announced')
    assert.match(await tab.title(), /^thrombectomy - /)
    await isSound(tab)
  }))

test('a result leads to the record, and to the section that answers', PATIENCE, () =>
  at(asking('indemnity clinicians liability'), async (tab) => {
    await answered(tab, 'results for')
    for (const href of await tab.locator('#cb-search-list h3 a').evaluateAll((all) => all.map((link) => link.href))) {
      const answer = await tab.request.get(href.split('#')[0])
      assert.equal(answer.status(), 200, href)
      const id = new URL(href).hash.slice(1)
      if (id) assert.ok((await answer.text()).includes(`id="${id}"`), href)
    }
  }))

test('suggestions come while typing and are used with the keyboard alone', PATIENCE, () =>
  at('', async (tab) => {
    await tab.focus('#cb-q')
    await tab.keyboard.type('data prot', { delay: 20 })
    const options = tab.locator('#cb-suggest [role=option]')
    await options.first().waitFor()
    assert.equal(await tab.getAttribute('#cb-q', 'aria-expanded'), 'true')
    await tab.keyboard.press('ArrowDown')
    const chosen = await tab.getAttribute('#cb-q', 'aria-activedescendant')
    assert.equal(await tab.getAttribute(`#${chosen}`, 'aria-selected'), 'true')
    // The open list covers parts of the links under it, whose size is measured where it is closed.
    assert.deepEqual((await axeFinds(tab)).filter((found) => !found.startsWith('target-size')), [])
    await tab.setViewportSize({ width: 1280, height: 1024 })
    await tab.keyboard.press('Escape')
    assert.equal(await tab.getAttribute('#cb-q', 'aria-expanded'), 'false')
    assert.equal(await tab.inputValue('#cb-q'), 'data prot', 'what was typed stays')
    await tab.keyboard.type('e', { delay: 20 })
    await options.first().waitFor()
    await tab.keyboard.press('ArrowUp')
    const goal = await tab.locator('#cb-suggest [aria-selected=true]').getAttribute('data-href')
    await tab.keyboard.press('Enter')
    await tab.waitForURL((url) => !url.pathname.endsWith('/search/index.html'))
    assert.ok(tab.url().endsWith(goal.replace('../', '/')), tab.url())
  }))

describe('filters', () => {
  test('values of one are alternatives, two are joined, and each is counted without itself', PATIENCE, () =>
    at(asking('cancer'), async (tab) => {
      await answered(tab, 'results for')
      const all = await total(tab)
      await unfold(tab)
      const awards = await count(tab, 'kind', 'award')
      const lessons = await count(tab, 'kind', 'use-case')
      await tick(tab, 'kind', 'award')
      assert.equal(await total(tab), awards)
      assert.equal(await count(tab, 'kind', 'use-case'), lessons, 'a filter is counted without its own choice')
      await tick(tab, 'kind', 'use-case')
      assert.equal(await total(tab), awards + lessons, 'either')
      const third = await count(tab, 'phase', 'phase-3')
      await tick(tab, 'phase', 'phase-3')
      assert.equal(await total(tab), third, 'and')
      assert.ok(third > 0 && third < awards && awards < all)
      assert.equal(await tab.evaluate(() => document.activeElement.id), 'cb-facet-phase-phase-3', 'focus stays')
      await isSound(tab)
    }))

  test('back and forward go through them, and the address can be sent', PATIENCE, () =>
    at(asking('cancer'), async (tab) => {
      await answered(tab, 'results for')
      const all = await total(tab)
      await tick(tab, 'kind', 'award')
      const some = await total(tab)
      assert.match(tab.url(), /\?q=cancer&kind=award$/)
      await tab.goBack()
      await tab.waitForFunction((n) => document.getElementById('cb-search-state').textContent.startsWith(`${n} `), all)
      await tab.goForward()
      await tab.waitForFunction((n) => document.getElementById('cb-search-state').textContent.startsWith(`${n} `), some)
      const sent = await open(here.browser)
      await sent.goto(tab.url())
      await answered(sent, 'results for')
      assert.equal(await total(sent), some)
      assert.equal(await box(sent, 'kind', 'award').isChecked(), true)
      await sent.context().close()
    }))

  test('parts of the address that mean nothing are passed over one by one', PATIENCE, () =>
    at('?q=cancer&kind=award&kind=nonsense&phase=&nothing=1&__proto__=x&literal=maybe&%F0%28=y', async (tab) => {
      await answered(tab, 'results for')
      const odd = await total(tab)
      await tab.goto(here.url({ site, path: `${PAGE}?q=cancer&kind=award` }))
      await answered(tab, 'results for')
      assert.equal(odd, await total(tab))
    }))
})

describe('what was made of the words is said, and can be undone', () => {
  test('another word for the same', PATIENCE, () =>
    at(asking('cardiac'), async (tab) => {
      await answered(tab, 'results for')
      assert.match(await notices(tab).innerText(), /Also searched: .*heart/i)
      await notices(tab).getByRole('button').click()
      await tab.waitForURL(/literal=1/)
      assert.doesNotMatch(await notices(tab).innerText(), /Also searched/)
      await notices(tab).getByRole('button').click()
      await tab.waitForURL((url) => !url.search.includes('literal'))
      await answered(tab, 'results for')
      assert.match(await notices(tab).innerText(), /Also searched/)
    }))

  test('a slip of the finger', PATIENCE, () =>
    at(asking('thrombectamy'), async (tab) => {
      await answered(tab, 'results for')
      assert.match(await notices(tab).innerText(), /Showing results for “thrombectomy”/)
    }))

  test('a word that no page has', PATIENCE, () =>
    at(asking('procurement xyzzy'), async (tab) => {
      await answered(tab, /./)
      assert.match(await notices(tab).innerText(), /No page has: xyzzy/)
    }))
})

test('words in quotation marks load where words stand, and only then', PATIENCE, async () => {
  const { log } = here.servers.get(site)
  const from = log.length
  await at(asking('quality of life'), async (tab) => {
    await answered(tab, 'results for')
    const loose = await total(tab)
    assert.equal(log.slice(from).some(({ path }) => path.includes('positions-')), false)
    await tab.fill('#cb-q', '"quality of life"')
    await tab.press('#cb-q', 'Enter')
    await answered(tab, '“"quality of life"”')
    assert.equal(log.slice(from).some(({ path }) => path.includes('positions-')), true)
    assert.ok((await total(tab)) <= loose)
    await tab.fill('#cb-q', '"life of quality"')
    await tab.press('#cb-q', 'Enter')
    await answered(tab, 'life of quality')
    assert.match(await notices(tab).innerText(), /side by side/)
  })
})

test('the best of each kind can be jumped to, and more results follow the first 20', PATIENCE, () =>
  at(asking('procurement'), async (tab) => {
    await answered(tab, 'results for')
    assert.ok((await tab.locator('#cb-search-jumps a').count()) >= 2)
    assert.equal(await tab.locator('#cb-search-list > li').count(), 20)
    await tab.click('#cb-search-more')
    await tab.waitForFunction(() => document.querySelectorAll('#cb-search-list > li').length > 20)
    await tab.waitForFunction(() => document.activeElement === document.querySelectorAll('#cb-search-list > li')[20].querySelector('a'))
  }))

test('a search without an answer says so and shows other ways', PATIENCE, () =>
  at(asking('kidney dialysis'), async (tab) => {
    await answered(tab, 'No page here answers')
    assert.equal(await tab.locator('#cb-search-out').isVisible(), false)
    assert.ok(await tab.locator('#cb-search-help a[href$="a-to-z/index.html"]').isVisible())
    assert.ok((await tab.locator('#cb-search-help a').count()) > 10)
    await isSound(tab)
  }))

test('words that say nothing are told apart from words that no page has', PATIENCE, () =>
  at(asking('who is it'), async (tab) => answered(tab, 'almost every page')))

describe('whatever is typed is text', () => {
  const odd = {
    markup: '<script>alert(1)</script><img src=x onerror=alert(2)>',
    'only signs': '!!! ??? ... "" \'\' -- \\\\ $^*+()[]{}|',
    'a pattern': '(a+)+$ .* [a-z]{2,}',
    emoji: '😀 stroke 🫀',
    'right to left': 'مرحبا بالعالم שלום',
    'full width': 'ＤＰＩＡ',
    'a name of JavaScript': '__proto__ constructor toString',
  }
  for (const [name, query] of Object.entries(odd)) {
    test(name, PATIENCE, () =>
      at('', async (tab) => {
        tab.on('dialog', () => tab.faults.push('a dialogue was opened'))
        await tab.fill('#cb-q', query)
        await tab.press('#cb-q', 'Enter')
        await answered(tab, /./)
        assert.equal(await tab.locator('main script, main img').count(), 0)
        await tab.reload()
        await answered(tab, /./)
        assert.equal(await tab.inputValue('#cb-q'), query)
      }))
  }

  test('10,000 characters', PATIENCE, () =>
    at('', async (tab) => {
      await tab.evaluate(() => { document.getElementById('cb-q').value = 'stroke '.repeat(1_429) })
      await tab.press('#cb-q', 'Enter')
      await answered(tab, /./)
      assert.match(await notices(tab).innerText(), /first 24 words/)
    }))

  test('10,000 characters in the address', PATIENCE, () => at(`?q=${'x'.repeat(10_000)}`, async (tab) => answered(tab, 'No page here answers')))

  test('half of a pair of surrogates', PATIENCE, () =>
    at('', async (tab) => {
      await tab.evaluate(() => {
        document.getElementById('cb-q').value = 'stroke \ud83d a\udc00b'
        document.querySelector('[data-cb-search]').requestSubmit()
      })
      await answered(tab, /./)
    }))
})

describe('from a folder on disk', () => {
  test('it answers, filters and corrects', PATIENCE, () =>
    at(`${pathToFileURL(join(site.folder, PAGE)).href}?q=thrombectamy`, async (tab) => {
      await answered(tab, 'results for')
      assert.match(await notices(tab).innerText(), /Showing results for/)
      await tick(tab, 'kind', 'term')
      assert.ok((await total(tab)) >= 1)
      const href = await tab.locator('#cb-search-list h3 a').first().evaluate((link) => link.href)
      assert.match(href, /^file:.*index\.html/)
    }))
})

describe('a part of the index that cannot be loaded', () => {
  let folder
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'casebook-search-'))
    cpSync(join(site.folder), folder, { recursive: true })
    for (const name of readdirSync(join(folder, 'search'))) if (name.endsWith('.js')) rmSync(join(folder, 'search', name))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('is said, with the A to Z as another way', PATIENCE, async () => {
    const tab = await open(here.browser)
    await tab.goto(`${pathToFileURL(join(folder, PAGE)).href}?q=stroke`)
    await answered(tab, 'could not be loaded')
    assert.ok(await state(tab).locator('a[href$="a-to-z/index.html"]').isVisible())
    assert.deepEqual(await axeFinds(tab), [])
    await tab.context().close()
  })
})

test('without scripts the page leads to the A to Z and to a page for every filter', PATIENCE, () =>
  at('?q=stroke', async (tab) => {
    const text = await tab.locator('main').innerText()
    assert.match(text, /needs JavaScript/)
    assert.ok(await tab.locator('main a[href$="a-to-z/index.html"]').isVisible())
    assert.ok((await tab.locator('main a[href*="awards/"]').count()) > 10)
  }, { javaScriptEnabled: false }))

test('nothing that is typed leaves the device', PATIENCE, async () => {
  const { log } = here.servers.get(site)
  const from = log.length
  await at('', async (tab) => {
    await tab.fill('#cb-q', 'my private question')
    await tab.press('#cb-q', 'Enter')
    await answered(tab, /./)
    assert.equal(await tab.evaluate(() => Object.keys(localStorage).length + document.cookie.length), 0)
  })
  assert.equal(log.slice(from).some(({ path }) => /private/.test(decodeURIComponent(path))), false)
})
