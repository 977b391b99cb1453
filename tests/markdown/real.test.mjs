// Documents that nobody here wrote are built as pages, and every word of them is there: those that
// micromark, another implementation of CommonMark and of GitHub's tables, finds in the same text.

import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { attribute, casebook, documents, makeSite, reference, withAddresses, words } from './support.mjs'
import { EXPLAINED } from './explained.mjs'

const folder = mkdtempSync(join(tmpdir(), 'casebook-markdown-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const all = documents().map(one => ({ ...one, text: withAddresses(one.text) }))

/** Those of which there is a page. */
let shown = []

/** What Casebook adds to a text: signs for readers who do not see, and links back from notes. */
const added = node => /\b(visually-hidden|u-visually-hidden|cb-anchor|footnote-back)/.test(attribute(node, 'class'))

/** The first words of one that the other does not have at that place. */
function firstDifference(own, others) {
  const at = own.findIndex((word, n) => word !== others[n])
  const from = at === -1 ? own.length : at
  return { own: own.slice(from, from + 8).join(' '), other: others.slice(from, from + 8).join(' ') }
}

// What a page may not be, and these documents are: a picture in a link without words for it. Casebook
// says so, and publishes nothing while it is so.
const REFUSED = ['empty-link', 'missing-image-size']

const build = () => {
  const { status, said } = casebook('build', '--root', folder, '--out', join(folder, 'public'), '--as-of', '2026-01-31', '--format', 'short')
  return { status, errors: said.split('\n').filter(line => / error\[/.test(line)) }
}

test('the documents are many, and a site of them is built', () => {
  makeSite(folder, all)
  assert.ok(all.length > 240, `${all.length} documents`)
  const { errors } = build()
  const refused = new Set()
  for (const line of errors) {
    const [, path, code] = line.match(/^content\/(.*)\.md:.* error\[(.*?)\]/) ?? assert.fail(line)
    assert.ok(REFUSED.includes(code), line)
    refused.add(path)
  }
  assert.ok(refused.size < 20, [...refused].join('\n'))
  for (const path of refused) rmSync(join(folder, 'content', `${path}.md`))
  shown = all.filter(one => !refused.has(one.address))
  assert.deepEqual(build(), { status: 0, errors: [] })
})

test('every word is there, in order', () => {
  const different = []
  let count = 0
  for (const one of shown) {
    const page = readFileSync(join(folder, 'public', one.address.replace(/\/index$/, ''), 'index.html'), 'utf8')
    const own = words(page, { inside: 'cb-body', skip: added })
    const others = words(reference(one.text))
    count += others.length
    const explained = EXPLAINED.find(known => known.file === one.file)
    if (own.join(' ') === others.join(' ')) {
      assert.equal(explained, undefined, `${one.file} is no longer different`)
    } else if (!explained) {
      different.push({ file: one.file, own: own.length, others: others.length, ...firstDifference(own, others) })
    }
  }
  console.log(`${shown.length} of ${all.length} documents, ${count} words, ${EXPLAINED.length} explained differences`)
  assert.deepEqual(different, [])
})
