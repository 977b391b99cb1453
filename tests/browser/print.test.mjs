// On A4 paper: no navigation, nothing wider than the sheet, addresses of other sites spelled out.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { caseStudy, largest, site } from './support/sites.mjs'

const here = stage()
/** A4 less the margins, in CSS pixels: 210 mm - 2 x 15 mm. */
const sheet = { viewport: { width: 680, height: 990 } }
/** A4 in points, as Chromium rounds it. */
const A4 = /\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/

describe('every kind of page prints without what only a screen needs', { concurrency: 2 }, () => {
  for (const page of largest(site)) {
    test(page.title, PATIENCE, () =>
      here.visit(page, sheet, async (tab) => {
        await tab.emulateMedia({ media: 'print' })
        assert.deepEqual(await tab.evaluate(faults), [])
      }),
    )
  }
})

test('a case study becomes a PDF on A4', PATIENCE, async (t) => {
  const page = caseStudy()
  const pdf = await here.visit(page, {}, (tab) => tab.pdf({ preferCSSPageSize: true }))
  const text = pdf.toString('latin1')
  const pages = text.match(/\/Type \/Page\b(?!s)/g) ?? []
  const boxes = text.match(/\/MediaBox \[[^\]]*\]/g) ?? []
  t.diagnostic(`${page.path}: ${pages.length} pages of A4`)
  assert.ok(pages.length >= 1)
  assert.deepEqual(boxes.filter((box) => !A4.test(box)), [])
})

/** Runs in the page. */
function faults() {
  const found = []
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  const name = (element) => `${element.tagName}.${element.getAttribute('class') ?? ''} ${element.textContent.trim().slice(0, 50)}`
  const screenOnly = 'nav, [role=search], form, button, input, select, textarea, .nhsuk-skip-link'
  for (const element of document.querySelectorAll(screenOnly)) {
    const task = element.closest('[data-print], .cb-task, fieldset') // What is filled in on paper.
    if (shown(element) && !task) found.push(`printed: ${name(element)}`)
  }
  for (const element of document.querySelectorAll('main *')) {
    const box = element.getBoundingClientRect()
    if (box.right > innerWidth + 1 && shown(element) && !element.closest('.cb-hidden, svg')) found.push(`past the edge: ${name(element)}`)
  }
  for (const link of document.querySelectorAll('main a[href^="http"]')) {
    const spelled = getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))
    if (shown(link) && !spelled && !link.textContent.includes('://')) found.push(`not spelled out: ${link.href}`)
  }
  return found.slice(0, 12)
}
