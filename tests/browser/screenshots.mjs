// Pictures of every kind of page for a reviewer, with a contact sheet: node screenshots.mjs FOLDER

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { open } from './support/browser.mjs'
import { launch } from './support/chromium.mjs'
import { serve } from './support/server.mjs'
import { largest, site } from './support/sites.mjs'

const folder = process.argv[2]
if (!folder) throw new Error('Name the folder that the pictures go to.')
/** Long pages are cut here: what follows repeats. */
const TALLEST = 4000

const looks = [
  { name: 'light-1280', viewport: { width: 1280, height: 900 } },
  { name: 'light-320', viewport: { width: 320, height: 640 } },
  { name: 'dark-1280', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'print', viewport: { width: 680, height: 990 }, media: 'print' },
]

await mkdir(folder, { recursive: true })
const browser = await launch()
const server = await serve(site.folder)
const pages = largest(site)
for (const { name, media, ...options } of looks) {
  const tab = await open(browser, options)
  if (media) await tab.emulateMedia({ media })
  for (const page of pages) {
    await tab.goto(server.url + page.path, { waitUntil: 'load' })
    const height = await tab.evaluate(() => document.documentElement.scrollHeight)
    const clip = { x: 0, y: 0, width: options.viewport.width, height: Math.min(height, TALLEST) }
    await tab.screenshot({ path: join(folder, `${page.kind}-${name}.png`), fullPage: true, clip })
  }
  await tab.context().close()
}
await browser.close()
await server.close()
await writeFile(join(folder, 'index.html'), sheet())
console.log(`${pages.length * looks.length} pictures: ${join(folder, 'index.html')}`)

function sheet() {
  const picture = (page, { name }) => {
    const file = `${page.kind}-${name}.png`
    return `<td><a href="${file}"><img src="${file}" alt="${page.kind}, ${name}" width="260" loading="lazy"></a></td>`
  }
  const row = (page) => `<tr><th>${page.kind}<br>${page.path}</th>${looks.map((look) => picture(page, look)).join('')}</tr>`
  const heads = looks.map(({ name }) => `<th>${name}</th>`).join('')
  const style = 'body { font: 14px sans-serif } td, th { vertical-align: top; padding: 4px; text-align: left }'
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Every kind of page</title><style>${style}</style>
<table><tr><th>Kind</th>${heads}</tr>${pages.map(row).join('\n')}</table></html>\n`
}
