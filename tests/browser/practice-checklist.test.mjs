// A reader ticks a checklist, keeps it, takes it away, brings it back and deletes it.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PATIENCE, bring, faults, file, fullStorage, kept, noStorage, press, said, says, stage } from './practice-stage.mjs'

const here = stage()
const page = 'checklists/deployment/index.html'
const MARKUP = '<img src=x onerror="document.title=1"><b>bold</b>'

const tick = (tab, id) => tab.locator(`#tick-${id}`).check()
const isTicked = (tab, id) => tab.locator(`#tick-${id}`).isChecked()

async function note(tab, id, text) {
  await tab.locator(`#item-${id} .cb-check__add`).click()
  await tab.locator(`#note-${id}`).fill(text)
}

/** Ticks the first step and writes a note on the second. */
async function fill(tab, text = 'Ask the board') {
  await tick(tab, 'ai-lead')
  await note(tab, 'problem', text)
}

test('nothing is kept before save; what is saved is there after a reload', PATIENCE, () =>
  here.visit(page, {}, async (tab) => {
    await fill(tab)
    assert.equal(await tab.locator('[data-progress]').innerText(), '1 of 17')
    assert.match(await said(tab), /not saved/)
    assert.deepEqual(await kept(tab), [])
    await press(tab, 'save')
    assert.match(await said(tab), /^Saved on this device at /)
    assert.deepEqual((await kept(tab)).map(([key]) => key), ['casebook/checklist/deployment'])
    await tab.reload()
    assert.match(await said(tab), /^Loaded what you saved/)
    assert.ok(await isTicked(tab, 'ai-lead'))
    assert.equal(await tab.locator('#note-problem').inputValue(), 'Ask the board')
    assert.equal(await tab.locator('[data-progress]').innerText(), '1 of 17')
    assert.ok(await tab.locator('[data-changed]').isHidden())
    assert.deepEqual(tab.faults, [])
  }),
)

test('export, delete, import: nothing is lost and nothing stays behind', PATIENCE, () =>
  here.visit(page, {}, async (tab) => {
    await fill(tab)
    await press(tab, 'save')
    const exported = await file(tab, 'export')
    assert.match(exported.name, /^deployment-\d{4}-\d\d-\d\d\.json$/)
    assert.equal(JSON.parse(exported.text).format, 'casebook')
    await press(tab, 'delete')
    assert.equal(tab.answers.length, 1)
    assert.deepEqual(await kept(tab), [])
    assert.ok(!(await isTicked(tab, 'ai-lead')))
    await bring(tab, exported.text)
    await says(tab, 'brought in')
    assert.ok(await isTicked(tab, 'ai-lead'))
    assert.equal(await tab.locator('#note-problem').inputValue(), 'Ask the board')
    assert.deepEqual(await kept(tab), [], 'an import is kept only after save')
  }),
)

test('delete and import ask first, and leave all as it is when the answer is no', PATIENCE, () =>
  here.visit(page, {}, async (tab) => {
    await fill(tab)
    await press(tab, 'save')
    const exported = await file(tab, 'export')
    await tick(tab, 'users')
    tab.refuses = true
    await press(tab, 'delete')
    await bring(tab, exported.text)
    await tab.waitForFunction(() => document.querySelector('[data-import]').value === '')
    assert.equal(tab.answers.length, 2)
    assert.ok(await isTicked(tab, 'users'))
    assert.equal((await kept(tab)).length, 1)
  }),
)

test('CSV has a row for every step', PATIENCE, () =>
  here.visit(page, {}, async (tab) => {
    await fill(tab, 'a "b", c')
    const { name, text } = await file(tab, 'csv')
    assert.match(name, /^deployment-.*\.csv$/)
    const rows = text.trim().split('\r\n')
    assert.equal(rows.length, 18)
    assert.match(rows[0], /^\uFEFF?"Step","Text","Level","Done","Note"$/)
    assert.match(rows[1], /^"1","Name one AI lead for each problem","Should","yes",""$/)
    assert.ok(rows[2].endsWith('"no","a ""b"", c"'), rows[2])
  }),
)

describe('a file that is not this checklist’s is refused, and nothing is lost', { concurrency: 2 }, () => {
  const copy = (change) => JSON.stringify({
    format: 'casebook', version: 1, kind: 'checklist', id: 'deployment', title: 'T', hash: 'x', saved: '2026-01-01',
    content: { items: [] }, ...change,
  })
  for (const [name, text, words] of [
    ['not ours', '{"a": 1}', /not made by this site/],
    ['another checklist', copy({ id: 'readiness', title: MARKUP }), /from another page: “<img/],
    ['a template', copy({ kind: 'template' }), /another kind of page/],
    ['damaged', copy({}).slice(0, 60), /damaged/],
    ['items that are none', copy({ content: { items: [{ id: 1 }] } }), /damaged/],
    ['newer', copy({ version: 9 }), /newer version/],
    ['10 MB', ' '.repeat(10 * 1024 * 1024), /too large: 10 MB/],
  ]) {
    test(name, PATIENCE, () =>
      here.visit(page, {}, async (tab) => {
        await fill(tab)
        await bring(tab, text)
        await says(tab, words)
        assert.match(await said(tab), /Nothing was changed/)
        assert.ok(await isTicked(tab, 'ai-lead'))
        assert.equal(await tab.locator('#note-problem').inputValue(), 'Ask the board')
        assert.equal(await tab.locator('[data-said] img').count(), 0)
        assert.deepEqual(await faults(tab), [])
      }),
    )
  }
})

test('markup in a file is shown as text', PATIENCE, () =>
  here.visit(page, {}, async (tab) => {
    await fill(tab, MARKUP)
    const exported = JSON.parse((await file(tab, 'export')).text)
    exported.hash = 'other'
    exported.content.items[0].text = MARKUP
    exported.content.items.push({ id: 'gone', text: MARKUP, help: '', ticked: true, note: MARKUP })
    await bring(tab, JSON.stringify(exported))
    await says(tab, 'brought in')
    assert.equal(await tab.locator('#note-problem').inputValue(), MARKUP)
    const changes = await tab.locator('[data-changes]').innerText()
    assert.ok(changes.includes(MARKUP), changes)
    assert.equal(await tab.locator('main img').count(), 0)
    assert.notEqual(await tab.title(), '1')
    assert.deepEqual(await faults(tab), [])
  }),
)

test('a changed checklist shows what changed since it was saved', PATIENCE, () =>
  here.visit(page, {}, async (tab) => {
    await fill(tab)
    await press(tab, 'save')
    await tab.evaluate(() => {
      const key = 'casebook/checklist/deployment'
      const copy = JSON.parse(localStorage.getItem(key))
      copy.hash = 'an older version'
      copy.content.items[0].text = 'Name a lead'
      copy.content.items = copy.content.items.filter((item) => item.id !== 'market')
      copy.content.items.push({ id: 'old', text: 'An old step', help: '', ticked: true, note: '' })
      localStorage.setItem(key, JSON.stringify(copy))
    })
    await tab.reload()
    assert.deepEqual(await tab.locator('[data-changes] li').allInnerTexts(), [
      'Changed: “Name a lead” is now “Name one AI lead for each problem”',
      'New: “Find routes to market and what the market offers”',
      'Gone, and you had ticked it: “An old step”',
    ])
    assert.ok(await isTicked(tab, 'ai-lead'), 'the tick stays with the step')
    assert.deepEqual(await faults(tab), [])
  }),
)

describe('where nothing can be kept, that is said at once, and export is the way out', { concurrency: 2 }, () => {
  test('storage is full', PATIENCE, () =>
    here.visit(page, { prepare: fullStorage }, async (tab) => {
      await fill(tab)
      await press(tab, 'save')
      assert.match(await said(tab), /no room left.*Export to a file/)
      assert.equal(JSON.parse((await file(tab, 'export')).text).content.items[0].ticked, true)
    }),
  )
  test('storage is forbidden', PATIENCE, () =>
    here.visit(page, { prepare: noStorage }, async (tab) => {
      assert.match(await said(tab), /does not let the page keep anything.*Export/)
      await fill(tab)
      await press(tab, 'save')
      assert.match(await said(tab), /does not let the page keep anything/)
      assert.equal(JSON.parse((await file(tab, 'export')).text).content.items[0].ticked, true)
      await press(tab, 'delete')
      assert.ok(!(await isTicked(tab, 'ai-lead')))
      assert.deepEqual(await faults(tab), [])
    }),
  )
  test('the saved copy is damaged', PATIENCE, () =>
    here.visit(page, { prepare: () => localStorage.setItem('casebook/checklist/deployment', '{"for') }, async (tab) => {
      assert.match(await said(tab), /damaged/)
    }),
  )
})

test('from disk it ticks, saves and exports too', PATIENCE, () =>
  here.visit(page, { disk: true }, async (tab) => {
    await fill(tab)
    await press(tab, 'save')
    await tab.reload()
    assert.ok(await isTicked(tab, 'ai-lead'))
    assert.match((await file(tab, 'export')).name, /\.json$/)
  }),
)

test('with the keyboard alone: tick, note, save', PATIENCE, () =>
  here.visit(page, {}, async (tab) => {
    const to = async (selector) => {
      for (let step = 0; step < 60; step += 1) {
        await tab.keyboard.press('Tab')
        if (await tab.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return
      }
      assert.fail(`${selector} was not reached`)
    }
    await to('[data-do="save"]')
    await to('#tick-ai-lead')
    await tab.keyboard.press('Space')
    await to('#item-ai-lead .cb-check__add')
    await tab.keyboard.press('Enter')
    await tab.keyboard.type('By Friday')
    await tab.locator('[data-do="save"]').focus()
    await tab.keyboard.press('Enter')
    await tab.reload()
    assert.ok(await isTicked(tab, 'ai-lead'))
    assert.equal(await tab.locator('#note-ai-lead').inputValue(), 'By Friday')
  }),
)

test('without scripts it is a page to tick and print', PATIENCE, () =>
  here.visit(page, { javaScriptEnabled: false }, async (tab) => {
    assert.ok(await tab.locator('.cb-practice__paper').isVisible())
    assert.ok(await tab.locator('.cb-tools').isHidden())
    assert.equal(await tab.locator('.cb-check input').count(), 17)
    await tick(tab, 'ai-lead')
    assert.ok(await tab.locator('text=Because of:').first().isVisible())
    assert.equal((await tab.locator('textarea:visible').count()), 0)
  }),
)

test('on paper there are boxes, notes and lines to write on, and no buttons', PATIENCE, () =>
  here.visit(page, {}, async (tab) => {
    await fill(tab)
    await tab.emulateMedia({ media: 'print' })
    assert.equal(await tab.locator('button:visible').count(), 0)
    assert.ok(await tab.locator('#note-problem').isVisible())
    assert.ok(await tab.locator('#item-ai-lead .cb-check__line').isVisible())
    assert.ok(await tab.locator('#tick-ai-lead').isVisible())
    assert.ok((await tab.pdf({ preferCSSPageSize: true })).length > 1000)
  }),
)

describe('axe finds nothing, and nothing is cut off at 320 px', { concurrency: 2 }, () => {
  test('empty', PATIENCE, () => here.visit(page, {}, async (tab) => assert.deepEqual(await faults(tab), [])))
  test('filled', PATIENCE, () =>
    here.visit(page, {}, async (tab) => {
      await fill(tab, 'a'.repeat(200))
      for (const box of await tab.locator('.cb-check input').all()) await box.check()
      assert.match(await tab.locator('[data-next]').innerText(), /Every step is ticked/)
      assert.deepEqual(await faults(tab), [])
    }),
  )
  for (const path of ['checklists/index.html', 'checklists/baseline-and-budget-impact/index.html', 'templates/index.html']) {
    test(path, PATIENCE, () => here.visit(path, {}, async (tab) => assert.deepEqual(await faults(tab), [])))
  }
})

test('the loop back of the baseline leads to the bottlenecks', PATIENCE, () =>
  here.visit('checklists/baseline-and-budget-impact/index.html', {}, async (tab) => {
    await tab.locator('#item-compare .cb-check__back a').click()
    assert.ok(tab.url().endsWith('#item-bottlenecks'))
  }),
)

test('the privacy page lists what is kept and deletes it', PATIENCE, () =>
  here.visit(page, {}, async (tab) => {
    await press(tab, 'save')
    await tab.goto(`${here.url}privacy/index.html`)
    assert.match(await tab.locator('[data-cb-device]').innerText(), /1 thing.*casebook\/checklist\/deployment/s)
    assert.deepEqual(await faults(tab), [])
    await tab.locator('[data-cb-device] button').click()
    assert.match(await tab.locator('[data-cb-device]').innerText(), /is deleted/)
    assert.deepEqual(await kept(tab), [])
    await tab.reload()
    assert.match(await tab.locator('[data-cb-device]').innerText(), /kept nothing/)
  }),
)
