// The site opened from a folder: a reader who starts at index.html and follows every link reaches
// every page, and each is whole.

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { open, stage } from './support/browser.mjs'
import { site, small } from './support/sites.mjs'

const here = stage()
/** Ends a hang; no test measures time. */
const crawl = { timeout: 600_000 }

describe('from disk, every page is reached and whole', { concurrency: 2 }, () => {
  test('the site of this repository', crawl, () => follow(site))
  test('the small site', crawl, () => follow(small))
})

async function follow(of) {
  const root = pathToFileURL(`${of.folder}/`).href
  const seen = new Set([`${root}index.html`])
  const queue = [...seen]
  const wrong = []
  const tab = await open(here.browser)
  for (const address of queue) {
    const { faults, links } = await read(tab, address, root)
    wrong.push(...faults.map((fault) => `${address.slice(root.length)}: ${fault}`))
    for (const link of links.filter((link) => !seen.has(link))) {
      seen.add(link)
      queue.push(link)
    }
  }
  await tab.context().close()
  assert.deepEqual(wrong, [])
  assert.deepEqual(orphans(of, seen), [], 'no link leads to these')
}

/** What is wrong with a page, and the pages that it links to. */
async function read(tab, address, root) {
  tab.faults.length = 0
  await tab.goto(address, { waitUntil: 'load' })
  const { links, faults } = await tab.evaluate(inspect)
  const inside = links.filter((link) => link.startsWith('file:'))
  const broken = inside.filter((link) => !link.startsWith(root) || !existsSync(fileURLToPath(link)))
  faults.push(...broken.map((link) => `broken link: ${link}`), ...tab.faults)
  return { faults, links: inside.filter((link) => link.endsWith('.html') && !broken.includes(link)) }
}

/** Runs in the page. */
function inspect() {
  const faults = []
  // Pages of the theme say their kind; the small site has templates of its own without a style.
  const themed = document.body.matches('[class*="cb-page--"]')
  if (themed && getComputedStyle(document.body).marginTop !== '0px') faults.push('not styled')
  for (const sheet of document.querySelectorAll('link[rel=stylesheet]')) {
    if (!sheet.sheet) faults.push(`no style sheet: ${sheet.href}`)
  }
  for (const image of document.images) {
    if (image.loading !== 'lazy' && !image.naturalWidth) faults.push(`no picture: ${image.src}`)
  }
  const links = [...new Set([...document.links].map((link) => link.href.split('#')[0].split('?')[0]))]
  return { faults, links }
}

/** Pages of the build that nothing links to. The page for a wrong address is never linked. */
function orphans(of, seen) {
  const reached = new Set([...seen].map((link) => fileURLToPath(link).slice(of.folder.length + 1)))
  return of.pages.map((page) => page.path).filter((path) => path !== '404.html' && !reached.has(path))
}
