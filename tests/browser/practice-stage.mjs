// A browser and a strict server for the pages of checklists and templates: what a reader does there,
// in few words.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { launch, within } from './support/chromium.mjs'
import { serve } from './support/server.mjs'
import { site } from './support/sites.mjs'

/** The built site of this repository. */
export const built = site.folder
export const repository = fileURLToPath(new URL('../../', import.meta.url))

export { PATIENCE } from './support/chromium.mjs'

/** Starts browser and server before the tests of a file, and ends them after. */
export function stage() {
  const here = {}
  before(async () => {
    here.browser = await launch()
    here.server = await serve(built)
    here.url = here.server.url
  })
  after(async () => {
    await here.browser?.close()
    await here.server?.close()
  })
  /** Opens a page of the site in a context of its own, as a new reader. */
  here.visit = async (path, options, act) => {
    const { disk, prepare, ...rest } = options
    const context = await here.browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...rest })
    const tab = await context.newPage()
    tab.faults = []
    tab.on('pageerror', (error) => tab.faults.push(error.message))
    tab.on('console', (message) => {
      if (message.type() === 'error') tab.faults.push(message.text())
    })
    tab.answers = []
    tab.on('dialog', (dialog) => {
      tab.answers.push(dialog.message())
      return tab.refuses ? dialog.dismiss() : dialog.accept()
    })
    if (prepare) await context.addInitScript(prepare)
    return within(context, async () => {
      await tab.goto(disk ? pathToFileURL(join(built, path)).href : here.url + path)
      return act(tab)
    })
  }
  return here
}

/** Presses a button of the page, by what it does. */
export const press = (tab, what) => tab.locator(`[data-do="${what}"]`).click()

/** What the page said last. */
export const said = (tab) => tab.locator('[data-said]').innerText()

/** Waits until the page says something that matches. */
export const says = (tab, words) => tab.locator('[data-said]', { hasText: words }).waitFor({ timeout: 15_000 })

/** Presses a button and gives the file that comes of it: its name and text. */
export async function file(tab, what) {
  const [download] = await Promise.all([tab.waitForEvent('download'), press(tab, what)])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

/** Brings in a file with this text. */
export const bring = (tab, text, name = 'copy.json') =>
  tab.locator('[data-import]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })

/** Everything that the site keeps. */
export const kept = (tab) => tab.evaluate(() => Object.entries(localStorage))

/** What axe finds, in light and dark, wide and narrow. */
export async function faults(tab) {
  await tab.evaluate(axe.source)
  const found = []
  for (const [colorScheme, width] of [['light', 1280], ['dark', 320]]) {
    await tab.emulateMedia({ colorScheme, media: 'screen' })
    await tab.setViewportSize({ width, height: 900 })
    found.push(...(await tab.evaluate(run)))
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) found.push(`${wide} px wide at ${width} px`)
  }
  return found.concat(tab.faults)
}

async function run() {
  const { violations } = await window.axe.run(document, { rules: { 'target-size': { enabled: true } } })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

/** Storage that is full. */
export function fullStorage() {
  Storage.prototype.setItem = () => {
    throw new DOMException('no room', 'QuotaExceededError')
  }
}

/** Storage that the browser forbids, as some private windows do. */
export function noStorage() {
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
}
