// axe on a page in the state in which it is, light on a desk and dark on a phone.

import axe from 'axe-core'

const MODES = [
  { size: { width: 1280, height: 1024 }, media: { colorScheme: 'light' } },
  { size: { width: 320, height: 640 }, media: { colorScheme: 'dark' } },
]

/** What axe finds, as text; empty when it finds nothing. */
export async function axeFinds(tab) {
  await tab.evaluate(axe.source)
  const found = []
  for (const { size, media } of MODES) {
    await tab.setViewportSize(size)
    await tab.emulateMedia(media)
    found.push(...(await tab.evaluate(run)))
  }
  return found
}

/** Whether the page needs sideways scrolling at 320 px. */
export async function tooWide(tab) {
  await tab.setViewportSize({ width: 320, height: 640 })
  return tab.evaluate(() => document.scrollingElement.scrollWidth > 320)
}

async function run() {
  const { violations } = await window.axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`)
}
