// No page is wider than its window, and no text is cut off: on a phone, at 400% zoom, with the
// text spacing that a reader may set (WCAG 1.4.4, 1.4.10, 1.4.12).

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { stage, unfold } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { pagesOfEveryKind } from './support/sites.mjs'

const here = stage()

const desk = { viewport: { width: 1280, height: 1024 } }
/** A window of 1280 by 1024 at 400%: a quarter of the size, four device pixels to one of CSS. */
const zoomed = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }

describe('nothing overflows and no text is cut off', { concurrency: 2 }, () => {
  for (const page of pagesOfEveryKind()) {
    test(page.title, PATIENCE, async () => {
      const wide = await here.visit(page, desk, (tab) => tab.evaluate(faults))
      const narrow = await here.visit(page, zoomed, async (tab) => {
        const folded = await tab.evaluate(faults)
        await unfold(tab)
        const unfolded = await tab.evaluate(faults)
        await tab.evaluate(spread)
        return { folded, unfolded, spread: await tab.evaluate(faults) }
      })
      assert.deepEqual({ wide, ...narrow }, { wide: [], folded: [], unfolded: [], spread: [] })
    })
  }
})

test('overflow and clipped text are found', PATIENCE, () =>
  here.visit(pagesOfEveryKind()[0], zoomed, async (tab) => {
    await tab.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('.wide { width: 900px } .cut { height: 9px; width: 90px; overflow: hidden }')
      document.adoptedStyleSheets = [sheet]
      for (const name of ['wide', 'cut']) {
        const box = document.createElement('p')
        box.className = name
        box.append('Some words that need more room than they have been given here')
        document.querySelector('main').append(box)
      }
    })
    const found = (await tab.evaluate(faults)).join('\n')
    assert.match(found, /page is \d+ px wide/)
    assert.match(found, /cut off: P\.cut/)
  }),
)

/** Runs in the page: the spacing of WCAG 1.4.12, set as a reader's extension would. */
function spread() {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

/** Runs in the page. What scrolls sideways in a box of its own may be wider than the window. */
function faults() {
  const root = document.documentElement
  const found = []
  const width = root.clientWidth
  if (root.scrollWidth > width) found.push(`the page is ${root.scrollWidth} px wide in a window of ${width} px`)
  const name = (element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`
  const style = (element) => getComputedStyle(element)
  const hides = (value) => value === 'hidden' || value === 'clip'
  const forEars = (element) => element.clientWidth <= 1 && element.clientHeight <= 1
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg') || !element.checkVisibility() || !element.textContent.trim()) continue
    const { overflowX, overflowY, textOverflow } = style(element)
    const cutX = hides(overflowX) && element.scrollWidth > element.clientWidth + 1
    const cutY = hides(overflowY) && element.scrollHeight > element.clientHeight + 1
    if ((cutX || cutY || textOverflow === 'ellipsis') && !forEars(element)) {
      found.push(`cut off: ${name(element)} ${element.textContent.trim().slice(0, 60)}`)
    }
  }
  return found.slice(0, 12)
}
