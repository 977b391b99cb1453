// The published data can be read by parsers that are not ours.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { stage } from './support/browser.mjs'
import { sites } from './support/sites.mjs'

const here = stage()

for (const { name, folder, files } of sites) {
  describe(`data of ${name}`, () => {
    const text = (file) => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(folder, file)))

    test('every JSON file is JSON', () => {
      const some = files.filter((file) => file.endsWith('.json'))
      assert.ok(some.length > 3)
      for (const file of some) assert.doesNotThrow(() => JSON.parse(text(file)), file)
    })

    test('every CSV file has one record per JSON record and as many cells as its header', () => {
      const some = files.filter((file) => file.endsWith('.csv'))
      assert.ok(some.length > 2)
      for (const file of some) {
        const [header, ...rows] = csv(text(file))
        assert.equal(new Set(header).size, header.length, `${file}: a column stands twice`)
        assert.deepEqual(rows.filter((row) => row.length !== header.length), [], file)
        const twin = file.replace(/csv$/, 'json')
        const records = files.includes(twin) && JSON.parse(text(twin))
        if (Array.isArray(records)) assert.equal(rows.length, records.length, file)
      }
    })

    test('every XML file is well formed', async () => {
      const xml = files.filter((file) => /\.(xml|svg)$/.test(file)).map(text)
      const tab = await here.browser.newPage()
      const wrong = await tab.evaluate(notWellFormed, xml)
      await tab.close()
      assert.deepEqual(wrong, [])
    })
  })
}

/** Runs in the browser, whose XML parser is a strict one. */
function notWellFormed(texts) {
  const parse = (text) => new DOMParser().parseFromString(text, 'application/xml')
  return texts.map((text) => parse(text).querySelector('parsererror')?.textContent).filter(Boolean)
}

/** Rows of a CSV file as Python's own reader sees them, or nothing but a plain split without it. */
function csv(text) {
  const program = 'import csv, io, json, sys; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.read(), newline="")))))'
  return JSON.parse(execFileSync('python3', ['-X', 'utf8', '-c', program], { input: text, maxBuffer: 1 << 28 }))
}
