// A reader fills in a template, corrects what was not understood, keeps it and takes it away.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PATIENCE, bring, faults, file, fullStorage, kept, noStorage, press, said, says, stage } from './practice-stage.mjs'

const here = stage()
const report = 'templates/award-report/index.html'
const need = 'templates/need/index.html'
const MARKUP = '<img src=x onerror="document.title=1">'

const answer = async (tab, id, text) => {
  await tab.locator(`#answer-${id}`).fill(text)
  await tab.locator(`#answer-${id}`).blur()
}
const readAs = (tab, id) => tab.locator(`[data-field="${id}"] [data-read]`).innerText()
const wrong = (tab, id) => tab.locator(`[data-field="${id}"] [data-error]`).innerText()

test('numbers, money and dates are understood as typed, and the reader sees how', PATIENCE, () =>
  here.visit(report, {}, async (tab) => {
    for (const [id, typed, shown] of [
      ['project', 'ten', 'Read as 10.'], ['publications', '1,000', 'Read as 1,000.'],
      ['value', '£1.5m', 'Read as £1,500,000.'], ['end', '6/8/2018', 'Read as 6 August 2018.'],
    ]) {
      await answer(tab, id, typed)
      assert.equal(await readAs(tab, id), shown)
      assert.equal(await wrong(tab, id), '')
    }
    assert.deepEqual(await faults(tab), [])
  }),
)

test('what is not understood is asked for again at the field, and above the form', PATIENCE, () =>
  here.visit(report, {}, async (tab) => {
    await answer(tab, 'project', 'lots')
    assert.match(await wrong(tab, 'project'), /“lots” is not a number/)
    assert.equal(await tab.locator('#answer-project').getAttribute('aria-invalid'), 'true')
    await answer(tab, 'value', '1,5')
    assert.match(await wrong(tab, 'value'), /two ways/)
    await answer(tab, 'end', 'soon')
    await press(tab, 'markdown')
    const summary = tab.locator('[data-problems]')
    assert.ok(await summary.evaluate((element) => element === document.activeElement))
    assert.equal(await summary.locator('li').count(), 3)
    assert.deepEqual(await faults(tab), [])
    await summary.locator('a').nth(1).click()
    assert.ok(await tab.locator('#answer-value').evaluate((element) => element === document.activeElement))
    await answer(tab, 'project', '-3')
    assert.match(await wrong(tab, 'project'), /Write 0 or more/)
    for (const [id, typed] of [['project', '3'], ['value', '$5'], ['end', '']]) await answer(tab, id, typed)
    assert.match(await wrong(tab, 'value'), /pounds/)
    await answer(tab, 'value', '5')
    const { text } = await file(tab, 'markdown')
    assert.ok(text.includes('### Contract value\n\n£5\n'), text)
    assert.ok(await summary.isHidden())
  }),
)

test('nothing is kept before save; what is saved is there after a reload, as typed', PATIENCE, () =>
  here.visit(need, {}, async (tab) => {
    await answer(tab, 'title', MARKUP)
    await tab.locator('#answer-who-boards').check()
    await tab.locator('#answer-category').selectOption({ index: 1 })
    assert.deepEqual(await kept(tab), [])
    await press(tab, 'save')
    assert.deepEqual((await kept(tab)).map(([key]) => key), ['casebook/template/need'])
    await tab.reload()
    assert.equal(await tab.locator('#answer-title').inputValue(), MARKUP)
    assert.ok(await tab.locator('#answer-who-boards').isChecked())
    assert.notEqual(await tab.locator('#answer-category').inputValue(), '')
    await press(tab, 'delete')
    assert.deepEqual(await kept(tab), [])
    assert.equal(await tab.locator('#answer-title').inputValue(), '')
    assert.deepEqual(tab.faults, [])
  }),
)

test('export and import carry every answer; markup stays text', PATIENCE, () =>
  here.visit(need, {}, async (tab) => {
    await answer(tab, 'title', MARKUP)
    await answer(tab, 'problem', 'One\n\n- two')
    const exported = JSON.parse((await file(tab, 'export')).text)
    await press(tab, 'delete')
    exported.hash = 'older'
    exported.content.answers.push({ id: 'gone', label: MARKUP, typed: MARKUP })
    await bring(tab, JSON.stringify(exported))
    await says(tab, 'brought in')
    assert.equal(await tab.locator('#answer-problem').inputValue(), 'One\n\n- two')
    assert.ok((await tab.locator('[data-changes]').innerText()).includes(MARKUP))
    assert.equal(await tab.locator('main img').count(), 0)
    await bring(tab, JSON.stringify({ ...exported, content: { answers: [{ id: 'title', label: 'x', typed: 7 }] } }))
    await says(tab, 'damaged')
    assert.equal(await tab.locator('#answer-title').inputValue(), MARKUP)
    await bring(tab, ' '.repeat(10 * 1024 * 1024))
    await says(tab, 'too large')
    assert.deepEqual(await faults(tab), [])
  }),
)

test('Markdown and YAML hold what was typed', PATIENCE, () =>
  here.visit(need, {}, async (tab) => {
    await answer(tab, 'title', 'Waits: too long')
    await answer(tab, 'problem', 'First line\n<b>second</b>')
    await tab.locator('#answer-who-boards').check()
    const markdown = (await file(tab, 'markdown')).text
    assert.ok(markdown.startsWith('# Problem statement\n'))
    assert.ok(markdown.includes('First line\n\\<b\\>second\\</b\\>'))
    assert.ok(markdown.includes('- Boards and finance leads'))
    assert.equal((await file(tab, 'yaml')).text, [
      'template: need', 'answers:', '  title: "Waits: too long"', '  problem: |-', '    First line',
      '    <b>second</b>', '  who: [boards]', '',
    ].join('\n'))
  }),
)

test('a draft asks first for what the record must have', PATIENCE, () =>
  here.visit(report, {}, async (tab) => {
    await answer(tab, 'limits', 'Few patients')
    await press(tab, 'draft')
    const asked = await tab.locator('[data-problems] li').allInnerTexts()
    assert.equal(asked.length, 5, asked.join('\n'))
    assert.ok(asked.includes('Choose an answer: Phase of the award'))
    assert.ok(asked.includes('Choose an answer: Who evaluated it'), 'a part that is begun needs it')
    assert.deepEqual(await faults(tab), [])
  }),
)

describe('where nothing can be kept, that is said at once', { concurrency: 2 }, () => {
  for (const [name, prepare] of [['full', fullStorage], ['forbidden', noStorage]]) {
    test(name, PATIENCE, () =>
      here.visit(need, { prepare }, async (tab) => {
        await answer(tab, 'title', 'Mine')
        await press(tab, 'save')
        assert.match(await said(tab), /Export to a file instead/)
        assert.equal(JSON.parse((await file(tab, 'export')).text).content.answers[0].typed, 'Mine')
      }),
    )
  }
})

test('from disk it saves and exports too', PATIENCE, () =>
  here.visit(need, { disk: true }, async (tab) => {
    await answer(tab, 'title', 'Mine')
    await press(tab, 'save')
    await tab.reload()
    assert.equal(await tab.locator('#answer-title').inputValue(), 'Mine')
    assert.match((await file(tab, 'markdown')).name, /^need-.*\.md$/)
  }),
)

test('without scripts it is a page to print, with the blank template to download', PATIENCE, () =>
  here.visit(need, { javaScriptEnabled: false }, async (tab) => {
    assert.ok(await tab.locator('.cb-practice__paper').isVisible())
    assert.ok(await tab.locator('.cb-tools').isHidden())
    for (const link of await tab.locator('.cb-downloads a').all()) {
      const address = new URL(await link.getAttribute('href'), tab.url()).href
      assert.equal((await tab.request.get(address)).status(), 200)
    }
    assert.ok(await tab.locator('#answer-title').isVisible())
  }),
)

test('on paper there are the questions and room for answers, and no buttons', PATIENCE, () =>
  here.visit(need, {}, async (tab) => {
    await answer(tab, 'title', 'Mine')
    await tab.emulateMedia({ media: 'print' })
    assert.equal(await tab.locator('button:visible').count(), 0)
    assert.ok(await tab.locator('#answer-problem').isVisible())
    assert.ok((await tab.pdf({ preferCSSPageSize: true })).length > 1000)
  }),
)

describe('axe finds nothing in an empty template, and nothing is cut off at 320 px', { concurrency: 2 }, () => {
  for (const id of ['business-case', 'case-study', 'award-report', 'need', 'evaluation-plan', 'procurement-questions', 'transparency-record', 'lessons-capture']) {
    test(id, PATIENCE, () =>
      here.visit(`templates/${id}/index.html`, {}, async (tab) => assert.deepEqual(await faults(tab), [])),
    )
  }
})
