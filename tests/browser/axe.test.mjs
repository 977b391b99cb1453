// axe finds nothing on any kind of page: light, dark, forced colours, phone, desk and paper.
//
// axe-core is put into the page by the debugger, which the page's policy does not concern; the
// wrapper for playwright would open one more tab per run for frames, which the site has none of.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import axe from 'axe-core'
import { stage, unfold } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { largest, pagesOfEveryKind, site } from './support/sites.mjs'

const here = stage()
const desk = { width: 1280, height: 1024 }
const phone = { width: 320, height: 640 }
const sheet = { width: 680, height: 1000 }

// Every mode sets all of these: what a mode leaves out would stay from the mode before.
const plain = { colorScheme: 'light', forcedColors: 'none', media: 'screen' }
const dark = { ...plain, colorScheme: 'dark' }
const all = { rules: { 'target-size': { enabled: true } } }
const colours = { runOnly: ['color-contrast', 'link-in-text-block'] }
// Paper is not touched, and nobody follows a link on it.
const printed = { rules: { 'target-size': { enabled: false }, 'link-in-text-block': { enabled: false } } }

const loaded = [
  { name: 'light 1280', size: desk, media: plain, rules: all },
  { name: 'dark 320', size: phone, media: dark, rules: all },
]
const special = [
  { name: 'forced colours 1280', size: desk, media: { ...dark, forcedColors: 'active' }, rules: all },
  { name: 'print', size: sheet, media: { ...plain, media: 'print' }, rules: printed },
]
const unfolded = [
  { name: 'light 320, unfolded', size: phone, media: plain, rules: all },
  { name: 'dark 1280, unfolded', size: desk, media: dark, rules: colours },
]
/** On a page of this many bytes, contrast below folds is measured once: it takes seconds. */
const LONG = 150_000

describe('axe finds nothing', { concurrency: 2 }, () => {
  const full = new Set(largest(site))
  for (const page of pagesOfEveryKind()) {
    test(page.title, PATIENCE, () =>
      here.visit(page, {}, async (tab) => {
        await tab.evaluate(axe.source)
        const found = await violations(tab, loaded)
        if (full.has(page)) {
          found.push(...(await violations(tab, special)))
          await unfold(tab)
          found.push(...(await violations(tab, page.bytes < LONG ? unfolded : unfolded.slice(0, 1))))
        }
        assert.deepEqual(found, [])
      }),
    )
  }
})

test('axe is at work: it finds a picture without text and small targets', PATIENCE, () =>
  here.visit(full404(), {}, async (tab) => {
    await tab.evaluate(axe.source)
    await tab.evaluate(() => {
      const picture = document.createElement('img')
      const [a, b] = [document.createElement('button'), document.createElement('button')]
      a.append('a')
      b.append('b')
      const tiny = new CSSStyleSheet()
      tiny.replaceSync('.tiny { display: block; width: 9px; height: 9px; padding: 0; font-size: 5px; border: 0 }')
      document.adoptedStyleSheets = [tiny]
      a.className = b.className = 'tiny'
      document.querySelector('main').append(picture, a, b)
    })
    const found = (await violations(tab, loaded)).join('\n')
    assert.match(found, /image-alt/)
    assert.match(found, /target-size/)
  }),
)

function full404() {
  return site.pages.find((page) => page.path === '404.html')
}

async function violations(tab, modes) {
  const found = []
  for (const { name, size, media, rules } of modes) {
    await tab.setViewportSize(size)
    await tab.emulateMedia(media)
    for (const rule of await tab.evaluate(run, rules)) found.push(`${name}: ${rule}`)
  }
  return found
}

/** Runs in the page. `target-size` (WCAG 2.5.8, 24 px) is off unless asked for. */
async function run(rules) {
  const { violations } = await window.axe.run(document, { resultTypes: ['violations'], ...rules })
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 4).map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`)
    return `${id}: ${help} (${nodes.length}): ${places.join(' | ')}`
  })
}
