// One browser per test file, and pages that remember all that went wrong in them.

import { after, before } from 'node:test'
import { launch, within } from './chromium.mjs'
import { sites } from './sites.mjs'
import { serve } from './server.mjs'

const WIDE = { width: 1280, height: 1024 }

/**
 * Starts a browser and a server for each site before the tests of a file, and ends them after.
 * Returns an object that is filled in by then.
 */
export function stage() {
  const here = { servers: new Map() }
  before(async () => {
    here.browser = await launch()
    for (const site of sites) here.servers.set(site, await serve(site.folder))
  })
  after(async () => {
    await here.browser?.close()
    for (const server of here.servers.values()) await server.close()
  })
  here.url = (page) => here.servers.get(page.site).url + page.path
  here.visit = async (page, options, act) => {
    const tab = await open(here.browser, options)
    return within(tab.context(), async () => {
      await tab.goto(here.url(page), { waitUntil: 'load' })
      return act(tab)
    })
  }
  return here
}

/** A tab in a context of its own; `tab.faults` lists what went wrong in it. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', ...options })
  const tab = await context.newPage()
  tab.faults = []
  watch(tab)
  return tab
}

function watch(tab) {
  const fault = (text) => tab.faults.push(text)
  tab.on('console', (message) => {
    if (message.type() === 'error') fault(`console: ${message.text()}`)
  })
  tab.on('pageerror', (error) => fault(`script: ${error.message}`))
  tab.on('requestfailed', (request) => {
    const why = request.failure()?.errorText
    // Aborted: the tab went on to the next page before this one had its icon.
    if (why !== 'net::ERR_ABORTED') fault(`failed: ${request.url()} ${why}`)
  })
  tab.on('response', (response) => {
    if (response.status() >= 400) fault(`status ${response.status()}: ${response.url()}`)
  })
}

/** Opens all that is folded. */
export async function unfold(tab) {
  await tab.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
}
