// Awards side by side: chosen on the page or by the address, and all of them without scripts.

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { axeFinds, tooWide } from './support/axe.mjs'
import { open, stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { serve } from './support/server.mjs'
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

/** Waits until what was asked for is shown, or is known not to be there. */
const settled = (tab) => tab.waitForFunction(() => !document.querySelector('.cb-compare__shown[aria-busy]'))
const texts = async (tab, selector) => {
  await settled(tab)
  return tab.locator(selector).allInnerTexts()
}
const heads = (tab) => texts(tab, '.cb-compare__table thead th a')
const said = async (tab) => (await texts(tab, '.cb-compare__said'))[0]
const rows = async (tab) => (await texts(tab, '.cb-compare__table tbody tr:not(.cb-compare__group)')).length

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

test('what the script shows is what the page says without it', PATIENCE, () =>
  at('#awards=p4-01,p3-02', async (tab) => {
    await settled(tab)
    const { shown, written } = await tab.evaluate(() => {
      const markup = (cell) => cell.innerHTML.replace(/\s+/g, ' ').trim()
      const of = (id) => [...document.getElementById(id).querySelectorAll('dd')].map(markup)
      const column = (at) => [...document.querySelectorAll(`.cb-compare__table tbody td:nth-of-type(${at})`)].map(markup)
      return { shown: [column(1), column(2)], written: [of('p4-01'), of('p3-02')] }
    })
    assert.ok(shown[0].length > 20)
    assert.deepEqual(shown, written)
  }),
)

describe('a site with 132 awards', () => {
  const folder = join(process.env.CASEBOOK_BUILT, 'many')
  const path = 'awards/compare/index.html'
  let server
  before(async () => { server = await serve(folder) })
  after(() => server?.close())

  async function many(address, act, options) {
    const tab = await open(here.browser, options)
    try {
      await act(tab, async () => tab.goto(server.url + path + address))
    } finally {
      await tab.context().close()
    }
  }

  const asked = () => server.log.map((answer) => /part-\d+\.js$/.exec(answer.path)?.[0]).filter(Boolean)

  async function type(tab, at, text) {
    await tab.fill(`#cb-compare-${at}`, text)
    await tab.press(`#cb-compare-${at}`, 'Enter')
  }

  test('awards are typed by name, title or id, and only their parts are loaded', PATIENCE, () =>
    many('', async (tab, go) => {
      server.log.length = 0
      await go()
      assert.deepEqual(asked(), [], 'nothing is loaded before an award is chosen')
      await type(tab, 0, 'Project 5, Phase 4: Award 5 of many')
      assert.deepEqual(await heads(tab), ['Project 5, Phase 4'])
      assert.equal(asked().length, 1)
      await type(tab, 1, 'award 131 of')
      await type(tab, 2, 'p4-02')
      assert.deepEqual(await heads(tab), ['Project 5, Phase 4', 'Project 131, Phase 4', 'Project 2, Phase 4'])
      assert.match(tab.url(), /#awards=many-5,many-131,p4-02$/)
      assert.equal(new Set(asked()).size, asked().length, 'no part is loaded twice')
      assert.ok((await tab.locator('#cb-compare-names option').count()) === 132)
      await tab.goBack()
      assert.deepEqual(await heads(tab), ['Project 5, Phase 4', 'Project 131, Phase 4'])
      assert.equal(await tab.inputValue('#cb-compare-2'), '')
      assert.deepEqual(tab.faults, [])
    }),
  )

  test('what no award is called is said, and stays to be corrected', PATIENCE, () =>
    many('#awards=many-5', async (tab, go) => {
      await go()
      await type(tab, 1, 'nobody <b>')
      assert.match(await said(tab), /No award is called “nobody <b>”/)
      assert.equal(await tab.getAttribute('#cb-compare-1', 'aria-invalid'), 'true')
      assert.equal(await tab.inputValue('#cb-compare-1'), 'nobody <b>')
      await type(tab, 1, 'award 6 of many')
      assert.equal(await tab.getAttribute('#cb-compare-1', 'aria-invalid'), null)
      assert.deepEqual(await heads(tab), ['Project 5, Phase 4', 'Project 6, Phase 4'])
    }),
  )

  test('rows that differ, across two parts', PATIENCE, () =>
    many('#awards=many-5,many-130&only=differences', async (tab, go) => {
      await go()
      const labels = await texts(tab, '.cb-compare__table tbody tr:not(.cb-compare__group) th')
      assert.deepEqual(labels, ['Outcome, as we read it', 'Status', 'In short'])
      assert.match(await texts(tab, '.cb-compare__table').then(String), /with <b> & <\/script> in it/)
      assert.deepEqual(tab.faults, [])
    }),
  )

  test('a part that does not load is said, with the way to the award itself', PATIENCE, () =>
    many('#awards=many-5,many-130', async (tab, go) => {
      await tab.route('**/part-3.js', (route) => route.abort())
      await go()
      assert.deepEqual(await heads(tab), ['Project 5, Phase 4'])
      assert.match(await said(tab), /The answers of 1 award could not be loaded/)
      assert.deepEqual(await axeFinds(tab), [])
      await tab.unroute('**/part-3.js')
      await tab.check('#cb-compare-only')
      assert.deepEqual(await heads(tab), ['Project 5, Phase 4', 'Project 130, Phase 4'], 'the next choice asks again')
    }),
  )

  test('the link to an award whose answers did not load leads to it', PATIENCE, () =>
    many('#awards=many-130', async (tab, go) => {
      await tab.route('**/part-3.js', (route) => route.abort())
      await go()
      await settled(tab)
      await tab.click('.cb-compare__said a')
      await tab.waitForURL(/awards\/many-130\/index\.html$/)
    }),
  )

  test('from disk', PATIENCE, () =>
    many('', async (tab) => {
      await tab.goto(pathToFileURL(join(folder, path)).href + '#awards=p4-01,many-131')
      assert.deepEqual(await heads(tab), ['Project 1, Phase 4', 'Project 131, Phase 4'])
      assert.deepEqual(tab.faults, [])
    }),
  )

  for (const address of ['', '#awards=many-5,many-131,p4-02']) {
    test(`axe finds nothing, and a phone shows it all: “${address}”`, PATIENCE, () =>
      many(address, async (tab, go) => {
        await go()
        await settled(tab)
        assert.deepEqual(await axeFinds(tab), [])
        assert.equal(await tooWide(tab), false)
      }),
    )
  }

  test('without scripts: every award by phase, with the way to its page', PATIENCE, () =>
    many('', async (tab, go) => {
      await go()
      assert.match(await tab.locator('main').innerText(), /132 awards, too many for one table/)
      await tab.locator('details summary', { hasText: 'Phase 4' }).click()
      assert.equal(await tab.locator('[data-award]:visible').count(), 132)
      await tab.click('#many-77 a')
      await tab.waitForURL(/awards\/many-77\/index\.html$/)
      assert.deepEqual(tab.faults, [])
    }, { javaScriptEnabled: false }),
  )
})
