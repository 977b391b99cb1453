// Awards side by side: chosen on the page or by the address, and all of them without scripts.

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { axeFinds, tooWide } from './support/axe.mjs'
import { open, PATIENCE, stage } from './support/browser.mjs'
import { site } from './support/sites.mjs'

const here = stage()
const page = site.pages.find((one) => one.path === 'awards/compare/index.html')

async function at(address, act, options) {
  const tab = await open(here.browser, options)
  try {
    await tab.goto(here.url(page) + address)
    await act(tab)
    assert.deepEqual(tab.faults, [])
  } finally {
    await tab.context().close()
  }
}

const heads = (tab) => tab.locator('.cb-compare__table thead th a').allInnerTexts()
const said = (tab) => tab.locator('.cb-compare__said').innerText()
const rows = (tab) => tab.locator('.cb-compare__table tbody tr:not(.cb-compare__group)').count()

test('an address shows its awards, in its order', PATIENCE, () =>
  at('#awards=p4-03,p4-01,p4-06', async (tab) => {
    assert.deepEqual(await heads(tab), ['Project 3, Phase 4', 'Project 1, Phase 4', 'Project 6, Phase 4'])
    const net = tab.locator('.cb-compare__table tr', { has: tab.getByRole('rowheader', { name: 'Net benefit, as the source adds it' }) }).locator('td')
    assert.deepEqual(await net.allInnerTexts(), ['Not reported', '£43,955,567', '£4,364'])
  }),
)

test('choosing puts the choice into the address, and the way back works', PATIENCE, () =>
  at('', async (tab) => {
    await tab.selectOption('#cb-compare-0', 'p4-01')
    await tab.selectOption('#cb-compare-1', 'p4-07')
    assert.match(tab.url(), /#awards=p4-01,p4-07$/)
    assert.equal((await heads(tab)).length, 2)
    await tab.goBack()
    assert.deepEqual(await heads(tab), ['Project 1, Phase 4'])
    await tab.selectOption('#cb-compare-1', 'p4-01')
    assert.equal((await heads(tab)).length, 1, 'an award is not compared with itself')
  }),
)

test('differences can be shown alone', PATIENCE, () =>
  at('#awards=p4-01,p4-07', async (tab) => {
    const before = await rows(tab)
    await tab.check('#cb-compare-only')
    const after = await rows(tab)
    assert.ok(after > 3 && after < before, `${after} of ${before}`)
    assert.match(await said(tab), new RegExp(`${before - after} questions have the same answer`))
    assert.match(tab.url(), /only=differences/)
    assert.equal(await tab.locator('.cb-compare__table .cb-compare__same').count(), 0)
  }),
)

describe('links from elsewhere', () => {
  test('from an award, and from a similar one', PATIENCE, async () => {
    const tab = await open(here.browser)
    await tab.goto(here.url({ site, path: 'awards/p4-01/index.html' }))
    await tab.click('text=Compare this award with others')
    await tab.waitForURL(/compare\/index\.html#p4-01$/)
    assert.deepEqual(await heads(tab), ['Project 1, Phase 4'])
    await tab.goBack()
    await tab.locator('#cb-similar ~ ul a', { hasText: /^Compare Project 1, Phase 4 with/ }).first().click()
    await tab.waitForURL(/\?with=.*#p4-01$/)
    assert.equal((await heads(tab)).length, 2)
    await tab.goto(here.url({ site, path: 'awards/index.html' }))
    await tab.locator('.cb-rows__compare a').first().click()
    await tab.waitForURL(/compare\/index\.html#p/)
    assert.equal((await heads(tab)).length, 1)
    assert.deepEqual(tab.faults, [])
    await tab.context().close()
  })
})

describe('hostile and mistaken addresses', () => {
  test('an award that does not exist is named, and the others are shown', PATIENCE, () =>
    at('#awards=p4-01,p9-99,p4-02', async (tab) => {
      assert.equal((await heads(tab)).length, 2)
      assert.match(await said(tab), /No award here is called “p9-99”/)
    }),
  )
  test('a fifth award is named', PATIENCE, () =>
    at('#awards=p4-01,p4-02,p4-03,p4-04,p4-05', async (tab) => {
      assert.equal((await heads(tab)).length, 4)
      assert.match(await said(tab), /Left out: Project 5, Phase 4/)
    }),
  )
  for (const address of ['#awards=<img src=x onerror=alert(1)>', '#awards=%E0%A4%A', '#__proto__', '#awards=constructor,toString', `#awards=${'p4-01,'.repeat(3000)}`, `#${'x'.repeat(5000)}`, '?with=<b>#p4-01']) {
    test(`${address.slice(0, 40)} does no harm`, PATIENCE, () =>
      at(address, async (tab) => {
        assert.equal(await tab.locator('[data-compare] img, [data-compare] b').count(), 0)
        assert.ok((await heads(tab)).length <= 1)
      }),
    )
  }
})

test('from disk', PATIENCE, async () => {
  const tab = await open(here.browser)
  await tab.goto(pathToFileURL(join(site.folder, page.path)).href + '#awards=p4-01,p4-06')
  assert.equal((await heads(tab)).length, 2)
  await tab.selectOption('#cb-compare-2', 'p3-01')
  assert.equal((await heads(tab)).length, 3)
  assert.match(tab.url(), /#awards=p4-01,p4-06,p3-01$/)
  assert.deepEqual(tab.faults, [])
  await tab.context().close()
})

test('with the keyboard alone', PATIENCE, () =>
  at('', async (tab) => {
    await tab.focus('#cb-compare-0')
    // Typing the name of an option chooses it.
    await tab.keyboard.type('Project 1, Phase 4')
    await tab.keyboard.press('Tab')
    await tab.keyboard.type('Project 6, Phase 4')
    await tab.keyboard.press('Tab')
    assert.deepEqual(await heads(tab), ['Project 1, Phase 4', 'Project 6, Phase 4'])
    await tab.focus('#cb-compare-only')
    await tab.keyboard.press('Space')
    await tab.waitForURL(/only=differences/)
  }),
)

test('at 320 px every answer is on the screen without sideways scrolling', PATIENCE, () =>
  at('#awards=p4-01,p4-03,p4-06', async (tab) => {
    assert.equal(await tooWide(tab), false)
    assert.equal(await tab.locator('.cb-compare__table').isVisible(), false)
    const list = tab.locator('.cb-compare__list')
    assert.ok(await list.isVisible())
    assert.match(await list.innerText(), /£43,955,567/)
    const outside = await list.evaluate((box) => [...box.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > 321).length)
    assert.equal(outside, 0)
  }),
)

describe('axe finds nothing', () => {
  for (const [name, address] of [['nothing chosen', ''], ['three awards', '#awards=p4-01,p4-03,p3-02'], ['a missing one', '#awards=p4-01,nobody']]) {
    test(name, PATIENCE, () => at(address, async (tab) => assert.deepEqual(await axeFinds(tab), [])))
  }
})

test('without scripts: all awards by groups of questions, and award by award on a phone', PATIENCE, () =>
  at('#p4-01', async (tab) => {
    assert.equal(await tab.locator('[data-compare]').isVisible(), false)
    assert.ok((await tab.locator('.cb-compare__all').count()) >= 4)
    assert.equal(await tab.locator('.cb-compare__all').first().locator('tbody tr').count(), 26)
    await tab.setViewportSize({ width: 320, height: 640 })
    assert.equal(await tab.locator('.cb-compare__all').first().isVisible(), false)
    assert.equal(await tab.locator('.cb-compare__one').count(), 26)
    assert.equal(await tooWide(tab), false)
  }, { javaScriptEnabled: false }),
)
