// The budget-impact model in the browser: it gives what exact arithmetic gives, keeps only what the
// reader saves, and survives what people type and files that are not ours.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { axeFinds, tooWide } from './support/axe.mjs'
import { open, stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { site } from './support/sites.mjs'

const here = stage()
const page = site.pages.find((one) => one.path === 'budget-impact/index.html')
const cases = JSON.parse(readFileSync(new URL('../budget/cases.json', import.meta.url), 'utf8'))
const [, , , fiveYears] = cases
const folder = mkdtempSync(join(tmpdir(), 'casebook-budget-'))
const pounds = (pence) => (pence < 0 ? '−£' : '£') + Math.round(Math.abs(pence) / 100).toLocaleString('en-GB')

const visit = (act, options = {}) => here.visit(page, options, act)
const work = (tab) => tab.click('[data-work]')
const result = (tab) => tab.locator('[data-result-body]').innerText()

async function type(tab, plan) {
  for (const [name, given] of [['low', plan.low], ['central', plan.central], ['high', plan.high]]) {
    for (const [field, text] of Object.entries(given)) await tab.fill(`#bi-${field}-${name}`, text)
  }
  for (const field of ['years', 'rate', 'wait']) await tab.fill(`#bi-${field}`, plan[field])
}

/** The cells of a row of the table of cases. */
const row = (tab, label) =>
  tab.locator('[data-result-body] > .cb-scroll tr', { has: tab.locator('th', { hasText: new RegExp(`^${label}$`) }) }).locator('td').allInnerTexts()

async function download(tab, button) {
  const [file] = await Promise.all([tab.waitForEvent('download'), tab.click(`[data-do="${button}"]`)])
  return readFileSync(await file.path(), 'utf8')
}

describe('the script gives what exact arithmetic gives', () => {
  for (const { name, plan, answers } of cases) {
    test(name, PATIENCE, () =>
      visit(async (tab) => {
        await type(tab, plan)
        await work(tab)
        const nets = ['low', 'central', 'high'].map((one) => pounds(answers[one].discounted.net))
        assert.deepEqual(await row(tab, 'Net in pounds of the first year'), nets)
        const costs = ['low', 'central', 'high'].map((one) => pounds(answers[one].plain.technology))
        assert.deepEqual(await row(tab, 'Cost of the technology'), costs)
        assert.deepEqual(tab.faults, [])
      }),
    )
  }
})

test('rows of the register fill in, and give the sums of table 3', PATIENCE, () =>
  visit(async (tab) => {
    await tab.selectOption('#bi-from', 'p4-01')
    await tab.click('[data-fill]')
    await tab.fill('#bi-first-central', '100')
    await tab.fill('#bi-last-central', '100%')
    await tab.fill('#bi-years', 'one')
    await work(tab)
    assert.deepEqual(await row(tab, 'For each patient, before costs of care \\(gross\\)'), ['£403', '£403', '£403'])
    assert.deepEqual(await row(tab, 'For each patient, after costs of care \\(net\\)'), ['£293', '£293', '£293'])
    const text = await result(tab)
    assert.match(text, /£43,955,567/)
    assert.match(text, /An estimate/)
    assert.match(text, /no cost of the technology/)
    // The places of the rows stand on the page.
    assert.match(await tab.locator('section[aria-labelledby="cb-register"]').innerText(), /table 3/)
  }),
)

describe('numbers out of bounds or unreadable are explained at the field', () => {
  const wrong = [
    ['#bi-patients-central', '0', /1 or more.*nothing to work out/],
    ['#bi-patients-central', '-5', /1 or more/],
    ['#bi-patients-central', '2bn', /100,000,000 or less/],
    ['#bi-patients-central', 'lots', /“lots” is not a number/],
    ['#bi-patients-central', '1,50', /read in two ways/],
    ['#bi-setup-low', '-£5', /0 or more.*without a minus/],
    ['#bi-short-high', '£2m', /1,000,000 or less.*total/],
    ['#bi-last-central', '140%', /100 or less/],
    ['#bi-years', '2.5', /whole number/],
    ['#bi-years', '99', /30 or less/],
    ['#bi-rate', '£4', /without a sign of money/],
    ['#bi-today-central', '5 to 10', /range/],
  ]
  for (const [field, text, message] of wrong) {
    test(`${text} in ${field}`, PATIENCE, () =>
      visit(async (tab) => {
        await tab.fill(field, text)
        await tab.locator(field).blur()
        const error = tab.locator(`#error-${field.slice(4)}`)
        assert.match(await error.innerText(), message)
        assert.equal(await tab.getAttribute(field, 'aria-invalid'), 'true')
        await work(tab)
        assert.equal(await tab.locator('[data-result]').isVisible(), false)
        assert.match(await tab.locator('[data-problems]').innerText(), message)
        assert.ok(await tab.evaluate(() => document.activeElement.matches('[data-problems]')))
      }),
    )
  }
})

test('what is missing is named, and its link leads to the field', PATIENCE, () =>
  visit(async (tab) => {
    await work(tab)
    const problems = tab.locator('[data-problems] a')
    assert.equal(await problems.count(), 3)
    await problems.first().click()
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'bi-patients-central')
  }),
)

test('nothing is kept before Save; then it is there again, and can be deleted', PATIENCE, () =>
  visit(async (tab) => {
    const kept = () => tab.evaluate(() => localStorage.length)
    await type(tab, fiveYears.plan)
    await work(tab)
    assert.equal(await kept(), 0)
    await tab.click('[data-do="save"]')
    assert.equal(await kept(), 1)
    await tab.reload()
    assert.equal(await tab.inputValue('#bi-patients-central'), '1000')
    assert.equal(await tab.inputValue('#bi-each-high'), '3.10')
    tab.on('dialog', (dialog) => dialog.accept())
    await tab.click('[data-do="delete"]')
    assert.equal(await kept(), 0)
    assert.equal(await tab.inputValue('#bi-patients-central'), '')
    assert.equal(await tab.inputValue('#bi-rate'), '3.5')
  }),
)

test('an exported file is labelled, and brought in gives the same', PATIENCE, () =>
  visit(async (tab) => {
    await type(tab, fiveYears.plan)
    const text = await download(tab, 'export')
    assert.match(JSON.parse(text).content.estimate, /estimate/i)
    const file = join(folder, 'mine.json')
    writeFileSync(file, text)
    await tab.reload()
    await tab.setInputFiles('[data-import]', file)
    await tab.waitForFunction(() => document.querySelector('#bi-patients-central').value === '1000')
    await work(tab)
    assert.deepEqual(await row(tab, 'Net in pounds of the first year'), ['low', 'central', 'high'].map((name) => pounds(fiveYears.answers[name].discounted.net)))
    const csv = await download(tab, 'csv')
    const lines = csv.trim().split('\r\n')
    assert.equal(lines.length, 1 + 3 * (5 * 7 + 2))
    assert.ok(lines.slice(1).every((line) => /estimate/i.test(line)))
    const net = lines.find((line) => line.startsWith('Net in pounds of the first year,Central case'))
    assert.equal(net.split(',')[3], (fiveYears.answers.central.discounted.net / 100).toFixed(2))
  }),
)

describe('files that are not ours change nothing', () => {
  const ours = (content) => JSON.stringify({ format: 'casebook', version: 1, kind: 'budget-impact', id: 'budget-impact', content })
  const files = {
    'not json': ['{', /damaged/],
    'another program': ['{"a":1}', /not made by this site/],
    'another kind of page': [ours({}).replace('"kind":"budget-impact"', '"kind":"checklist"'), /another kind of page/],
    'without numbers': [ours({}), /damaged/],
    'a number that is an object': [ours({ settings: {}, numbers: { patients: { central: { a: 1 } } } }), /damaged/],
    'a very long number': [ours({ settings: {}, numbers: { patients: { central: '9'.repeat(5000) } } }), /damaged/],
    'names of the language': [`${ours({ settings: {}, numbers: 1 }).replace('"numbers":1', '"numbers":{"__proto__":{"patients":5}},"__proto__":1')}`, /brought in|damaged/],
    '10 MB': ['x'.repeat(10 * 1024 * 1024), /too large/],
  }
  for (const [name, [text, message]] of Object.entries(files)) {
    test(name, PATIENCE, () =>
      visit(async (tab) => {
        tab.on('dialog', (dialog) => dialog.accept())
        await tab.fill('#bi-patients-central', '77')
        const file = join(folder, 'theirs.json')
        writeFileSync(file, text)
        await tab.setInputFiles('[data-import]', file)
        await tab.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector('[data-said]').textContent), message.source)
        if (!/brought in/.test(message.source)) assert.equal(await tab.inputValue('#bi-patients-central'), '77')
        assert.equal(await tab.evaluate(() => ({}).patients), undefined)
        assert.deepEqual(tab.faults, [])
      }),
    )
  }
  test('markup stays text', PATIENCE, () =>
    visit(async (tab) => {
      const bad = '<img src=x onerror=alert(1)>'
      const file = join(folder, 'markup.json')
      writeFileSync(file, ours({ from: bad, settings: { years: '1', rate: '0', wait: '0' }, numbers: { patients: { central: bad } } }))
      await tab.setInputFiles('[data-import]', file)
      await tab.waitForFunction((text) => document.querySelector('#bi-patients-central').value === text, bad)
      await work(tab)
      assert.equal(await tab.locator('main img').count(), 0)
      assert.match(await tab.locator('[data-problems]').innerText(), /<img/)
    }),
  )
})

test('where nothing may be kept, it says so at once and still works', PATIENCE, async () => {
  const tab = await open(here.browser)
  await tab.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } }))
  await tab.goto(here.url(page))
  assert.match(await tab.innerText('[data-said]'), /Export to a file/)
  await type(tab, fiveYears.plan)
  await work(tab)
  assert.match(await result(tab), /The 3 cases/i)
  await tab.click('[data-do="save"]')
  assert.match(await tab.innerText('[data-said]'), /Export to a file/)
  assert.deepEqual(tab.faults, [])
  await tab.context().close()
})

test('from disk it works, with no request to anywhere', PATIENCE, async () => {
  const tab = await open(here.browser)
  const asked = []
  tab.on('request', (request) => asked.push(request.url()))
  await tab.goto(pathToFileURL(join(site.folder, page.path)).href)
  await type(tab, fiveYears.plan)
  await work(tab)
  assert.match(await result(tab), /An estimate/)
  assert.deepEqual(asked.filter((url) => !url.startsWith('file:')), [])
  assert.deepEqual(tab.faults, [])
  await tab.context().close()
})

test('with the keyboard alone', PATIENCE, () =>
  visit(async (tab) => {
    await tab.focus('#bi-patients-central')
    await tab.keyboard.type('1000')
    await tab.focus('#bi-delivery-central')
    await tab.keyboard.type('ten')
    await tab.focus('#bi-first-central')
    await tab.keyboard.type('100')
    await tab.focus('#bi-last-central')
    await tab.keyboard.type('100')
    await tab.keyboard.press('Enter')
    assert.match(await result(tab), /£/)
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'cb-result')
  }),
)

describe('axe finds nothing, and nothing is too wide, when it is', () => {
  const states = {
    empty: async () => {},
    filled: async (tab) => { await type(tab, fiveYears.plan); await work(tab) },
    wrong: async (tab) => { await tab.fill('#bi-patients-central', 'lots'); await work(tab) },
  }
  for (const [name, make] of Object.entries(states)) {
    test(name, PATIENCE, () =>
      visit(async (tab) => {
        await make(tab)
        assert.deepEqual(await axeFinds(tab), [])
        assert.equal(await tooWide(tab), false)
      }),
    )
  }
})

test('without scripts: the steps, a sheet to fill in, a worked example, and no dead button', PATIENCE, () =>
  visit(async (tab) => {
    const text = await tab.locator('main').innerText()
    assert.match(text, /fill in the sheet/)
    assert.match(text, /£43,955,567/)
    assert.match(text, /£871\.44/)
    assert.equal(await tab.locator('main button:visible').count(), 0)
    assert.ok((await tab.locator('main form input:visible').count()) > 30)
  }, { javaScriptEnabled: false }),
)

test('on paper the estimate says that it is one', PATIENCE, () =>
  visit(async (tab) => {
    await type(tab, fiveYears.plan)
    await work(tab)
    await tab.emulateMedia({ media: 'print' })
    assert.ok(await tab.locator('.cb-estimate').isVisible())
    assert.equal(await tab.locator('.cb-tools').isVisible(), false)
  }),
)
