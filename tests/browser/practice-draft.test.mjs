// Contribution without git, from the browser to the built page: a reader fills in a template and
// exports a draft; an editor drops the file into its folder; `casebook check` accepts it and
// `casebook build --drafts` shows it.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { PATIENCE, file, repository, stage } from './practice-stage.mjs'

const here = stage()
const target = process.env.CARGO_TARGET_DIR ?? join(repository, 'target')
/** The command under test: the one that is named, else the one built last for use or for tests. */
const casebook = process.env.CASEBOOK ?? ['release', 'debug'].map((profile) => join(target, profile, 'casebook')).find(existsSync)
const HOSTILE = '<script>alert(1)</script> [x](award:none) [@none#none] {{ 7 }} # a: b'

/** The site of this repository with one more file, and what two commands make of it. */
function withDraft(folder, made, look) {
  const root = mkdtempSync(join(tmpdir(), 'casebook-draft-'))
  try {
    for (const part of ['casebook.yaml', 'content', 'data']) cpSync(join(repository, part), join(root, part), { recursive: true })
    writeFileSync(join(root, folder, made.name), made.text)
    const run = (...args) => execFileSync(casebook, [...args, '--root', root], { encoding: 'utf8', stdio: 'pipe' })
    run('check', '--strict')
    run('build')
    assert.throws(() => readFileSync(join(root, 'public', look)), 'a draft stays out')
    run('build', '--drafts')
    return readFileSync(join(root, 'public', look), 'utf8')
  } finally {
    rmSync(root, { recursive: true })
  }
}

const answer = (tab, id, text) => tab.locator(`#answer-${id}`).fill(text)

test('a lesson goes from the browser to its page', PATIENCE, () =>
  here.visit('templates/lessons-capture/index.html', {}, async (tab) => {
    await answer(tab, 'title', 'Bring in the porters: early')
    await answer(tab, 'summary', HOSTILE)
    await answer(tab, 'happened', `Scans waited.\n\n${HOSTILE}\n\n- one\n- two`)
    await tab.locator('#answer-sort').selectOption('hindered')
    await tab.locator('#answer-audiences-frontline-staff').check()
    await tab.locator('#answer-audiences-boards').check()
    const made = await file(tab, 'draft')
    assert.equal(made.name, 'bring-in-the-porters-early.md')
    const page = withDraft('content/lessons', made, 'lessons/bring-in-the-porters-early/index.html')
    assert.match(page, /<h1>Bring in the porters: early<\/h1>/)
    assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt; \[x\]\(award:none\)/)
    assert.match(page, /<li>one<\/li>/)
    assert.match(page, /Boards and finance leads/)
    assert.ok(!page.includes('<script>alert'))
  }),
)

test('an award report goes from the browser to its page, with to-do for what is left', PATIENCE, () =>
  here.visit('templates/award-report/index.html', {}, async (tab) => {
    await answer(tab, 'title', 'Scans of the knee')
    await answer(tab, 'project', 'ninety-nine')
    await tab.locator('#answer-phase').selectOption('phase-3')
    await answer(tab, 'summary', 'Nobody waited less.\nNobody waited more.')
    await answer(tab, 'value', '£1.5m')
    await answer(tab, 'end', 'June 2025')
    await answer(tab, 'process', HOSTILE)
    await answer(tab, 'keywords', '- time\n- trust: much')
    await tab.locator('#answer-setting-hospital').check()
    await tab.locator('#answer-commercialise').selectOption('no')
    const made = await file(tab, 'draft')
    assert.equal(made.name, 'scans-of-the-knee.yaml')
    assert.match(made.text, /contract_end: "2025-06"/)
    assert.match(made.text, /basis: "To do: What this reading rests on"/)
    const page = withDraft('data/awards', made, 'awards/scans-of-the-knee/index.html')
    assert.match(page, /<h1>Scans of the knee<\/h1>/)
    assert.match(page, /£1,500,000/)
    assert.match(page, /To do: What this reading rests on/)
    assert.match(page, /&lt;script&gt;alert\(1\)/)
    assert.ok(!page.includes('<script>alert'))
  }),
)

test('a need goes from the browser to its page', PATIENCE, () =>
  here.visit('templates/need/index.html', {}, async (tab) => {
    await answer(tab, 'title', 'I cannot find the notes')
    await answer(tab, 'problem', HOSTILE)
    await answer(tab, 'bottleneck', 'The trolley')
    await tab.locator('#answer-who-frontline-staff').check()
    const made = await file(tab, 'draft')
    const page = withDraft('data/needs', made, 'needs/i-cannot-find-the-notes/index.html')
    assert.match(page, /I cannot find the notes/)
    assert.match(page, /The trolley/)
    assert.ok(!page.includes('<script>alert'))
  }),
)

test('a case study becomes a draft of an award', PATIENCE, () =>
  here.visit('templates/case-study/index.html', {}, async (tab) => {
    await answer(tab, 'title', 'Scans of the hip')
    await answer(tab, 'project', '98')
    await tab.locator('#answer-phase').selectOption('phase-4')
    await answer(tab, 'summary', 'It stopped.')
    await answer(tab, 'challenges', 'Too few scanners')
    await answer(tab, 'lessons', 'Count them first')
    const made = await file(tab, 'draft')
    const page = withDraft('data/awards', made, 'awards/scans-of-the-hip/index.html')
    assert.match(page, /Too few scanners/)
    assert.match(page, /Count them first/)
  }),
)
