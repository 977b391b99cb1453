// The preview in a real browser: what a reader was doing survives every save. CASEBOOK names the
// program, CHROMIUM the browser.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch } from './support/chromium.mjs'
import { axeFinds, tooWide } from './support/axe.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const SMALL = join(ROOT, 'tests/fixtures/small')
const PROGRAM = process.env.CASEBOOK ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'release/casebook')
const LESSON = 'content/lessons/measure-first.md'
const AWARD = 'data/awards/p4-02.yaml'

/** It ends a hang; no test measures time. */
const PATIENCE = { timeout: 120_000 }

const FORM = `---
title: Form
---

<details><summary>More</summary>

Inside.

</details>

${'A paragraph of text that makes the page long.\n\n'.repeat(80)}
`

let browser, folder, server, url

before(async () => {
  browser = await launch()
})

after(async () => {
  server?.kill()
  await browser?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  server?.kill()
  if (folder) await rm(folder, { recursive: true, force: true })
  folder = await mkdtemp(join(tmpdir(), 'casebook-preview-'))
  await cp(SMALL, folder, { recursive: true })
  await write('content/form.md', FORM)
  await write('themes/plain/assets/base.css', 'body { color: rgb(1, 2, 3) }\n')
  await change('themes/plain/templates/frame.html', '</head>', '<link rel="stylesheet" href="{{ page.root }}assets/site.css"></head>')
  url = await start()
})

const write = (path, text) => import('node:fs/promises').then(async (fs) => {
  await fs.mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
})
const read = (path) => readFile(join(folder, path), 'utf8')

async function change(path, from, to) {
  const text = await read(path)
  assert.ok(text.includes(from), `${path} has no ${from}`)
  await write(path, text.replace(from, to))
}

/** Starts the program and gives its address. */
async function start(port = 0) {
  server = spawn(PROGRAM, ['serve', '--root', folder, '--port', String(port), '--as-of', '2026-01-31'])
  for await (const line of createInterface({ input: server.stdout })) {
    const address = line.match(/http:\/\/[^/]+/)
    if (address) return address[0]
  }
  throw new Error('no preview')
}

async function open(path, context) {
  const tab = await (context ?? (await browser.newContext())).newPage()
  tab.faults = []
  tab.on('pageerror', (error) => tab.faults.push(error.message))
  tab.on('console', (message) => {
    // The small site has no icon, and browsers ask for one.
    const icon = message.location().url.endsWith('/favicon.ico')
    if (message.type() === 'error' && !icon) tab.faults.push(message.text())
  })
  await tab.goto(url + path)
  tab.loads = 0
  tab.on('load', () => (tab.loads += 1))
  return tab
}

const says = (tab, text) => tab.waitForFunction((text) => document.body.innerText.includes(text), text)

test('an edit shows, and scroll, focus, what is open and what was typed stay', PATIENCE, async () => {
  const tab = await open('/form/')
  // What a script of the page could have put there: the search box of a site, say.
  await tab.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const main = document.querySelector('main')
      main.insertAdjacentHTML('afterbegin', '<form id="f"><input id="q" type="search"><input id="c" type="checkbox"><select id="s"><option>a<option>b</select></form>')
      document.querySelector('#q').addEventListener('input', (event) => (document.title = `Searched ${event.target.value}`))
    })
  })
  await tab.reload()
  await tab.click('main summary')
  await tab.fill('#q', 'sepsis')
  await tab.check('#c')
  await tab.selectOption('#s', 'b')
  await tab.focus('#q')
  await tab.evaluate(() => {
    document.querySelector('#q').setSelectionRange(2, 4)
    scrollTo(0, 700)
  })
  await change('content/form.md', 'A paragraph', 'The first paragraph')
  await says(tab, 'The first paragraph')
  await tab.waitForFunction(() => scrollY > 0)
  const state = await tab.evaluate(() => ({
    y: scrollY,
    open: document.querySelector('main details').open,
    text: document.querySelector('#q').value,
    checked: document.querySelector('#c').checked,
    chosen: document.querySelector('#s').value,
    focus: document.activeElement.id,
    from: document.querySelector('#q').selectionStart,
    to: document.querySelector('#q').selectionEnd,
    title: document.title,
  }))
  assert.deepEqual(state, { y: 700, open: true, text: 'sepsis', checked: true, chosen: 'b', focus: 'q', from: 2, to: 4, title: 'Searched sepsis' })
  assert.deepEqual(tab.faults, [])
})

test('a page that did not change is not loaded again, and links to the one that did', PATIENCE, async () => {
  const tab = await open('/about/')
  await tab.evaluate(() => (window.mark = 1))
  await change(LESSON, 'Both projects', 'Both of the projects')
  await says(tab, 'Just edited: Measure before you begin')
  assert.equal(await tab.evaluate(() => window.mark), 1)
  assert.equal(tab.loads, 0)
  await tab.click('text=Measure before you begin')
  await says(tab, 'Both of the projects')
})

test('two tabs and two browsers follow the same edit', PATIENCE, async () => {
  const context = await browser.newContext()
  const tabs = [await open('/lessons/measure-first/', context), await open('/lessons/measure-first/', context), await open('/lessons/measure-first/')]
  await change(LESSON, 'Both projects', 'Each of the projects')
  for (const tab of tabs) {
    await tab.bringToFront()
    await says(tab, 'Each of the projects')
  }
})

test('a style is exchanged in place', PATIENCE, async () => {
  const tab = await open('/about/')
  await tab.evaluate(() => (window.mark = 1))
  await write('themes/plain/assets/base.css', 'body { color: rgb(4, 5, 6) }\n')
  await tab.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(4, 5, 6)')
  await tab.waitForFunction(() => document.querySelectorAll('link[href*="site.css"]').length === 1)
  assert.equal(await tab.evaluate(() => window.mark), 1)
  assert.deepEqual(tab.faults, [])
})

test('a mistake is named over the last good page, explained, and gone when corrected', PATIENCE, async () => {
  const tab = await open('/awards/p4-02/')
  await change(AWARD, 'status: stopped', 'status: stoped')
  await says(tab, 'There is 1 error, so this is the site as it was before.')
  await says(tab, 'Sensors for people with heart failure at home')
  await tab.click('text=See what is wrong')
  await says(tab, '“stoped” is not a value of the vocabulary “status”.')
  assert.equal(await tab.textContent('mark'), 'stoped')
  assert.match(await tab.getAttribute('.problem a.file', 'href'), /^vscode:\/\/file\/.*p4-02\.yaml:5:9$/)
  await change(AWARD, 'status: stoped', 'status: stopped')
  await says(tab, 'There are no problems.')
  assert.deepEqual(tab.faults, [])
})

test('a site that was never good turns into the site by itself', PATIENCE, async () => {
  server.kill()
  const config = await read('casebook.yaml')
  await write('casebook.yaml', 'titel: T\n')
  url = await start()
  const tab = await open('/about/')
  await says(tab, 'The site has errors')
  await write('casebook.yaml', config)
  await tab.waitForFunction(() => document.title.includes('About'))
})

test('a browser that knew a server that is gone catches up with the next', PATIENCE, async () => {
  const tab = await open('/lessons/measure-first/')
  server.kill()
  await change(LESSON, 'Both projects', 'While it was away, both projects')
  await start(Number(new URL(url).port))
  await says(tab, 'While it was away, both projects')
})

test('where event streams do not get through, the state is asked for', PATIENCE, async () => {
  const context = await browser.newContext()
  await context.route('**/_casebook/events*', (route) => route.abort())
  const tab = await open('/lessons/measure-first/', context)
  await change(LESSON, 'Both projects', 'Asked for, both projects')
  await says(tab, 'Asked for, both projects')
})

test('the bar says where else a page appears, and can be used with the keyboard', PATIENCE, async () => {
  const tab = await open('/awards/p4-01/')
  await tab.focus('.casebook-bar summary')
  await tab.keyboard.press('Enter')
  await says(tab, 'Measure before you begin')
  const text = await tab.textContent('.casebook-bar')
  assert.match(text, /State: published/)
  assert.match(text, /p4-01\.yaml/)
  assert.deepEqual(tab.faults, [])
})

test("axe finds nothing on the preview's own pages, in light and dark", PATIENCE, async () => {
  for (const address of ['/_casebook/', '/_casebook/problems/', '/_casebook/search/?q=measure']) await isAccessible(await open(address))
  const tab = await open('/awards/p4-01/')
  await tab.click('.casebook-bar summary')
  await says(tab, 'Measure before you begin')
  assert.deepEqual(await inBar(tab), [])
  await write('data/awards/p4-02.yaml', 'title: [\n')
  await says(tab, 'See what is wrong')
  assert.deepEqual(await inBar(tab), [])
  await isAccessible(await open('/_casebook/problems/'))
})

async function isAccessible(tab) {
  assert.deepEqual(await axeFinds(tab), [], tab.url())
  assert.equal(await tooWide(tab), false, tab.url())
  await tab.close()
}

/** What axe finds in the bar. The page above it is the theme's, which has tests of its own. */
async function inBar(tab) {
  await axeFinds(tab)
  const found = []
  for (const colorScheme of ['light', 'dark']) {
    await tab.emulateMedia({ colorScheme })
    const { violations } = await tab.evaluate(() => window.axe.run('.casebook-bar', { resultTypes: ['violations'] }))
    found.push(...violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`))
  }
  return found
}
