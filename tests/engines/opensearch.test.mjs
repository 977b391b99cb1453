// The export for OpenSearch, put into osmem-server, and what the search page asks of it.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { promisify } from 'node:util'
import { questions } from './servers.mjs'
import { bulk, casebook, ENGINES_FOLDER, ENGINES_ROOT, HOSTILE, hostileSite, OPENSEARCH, TEXTS } from './support.mjs'
import { ask, fill } from './opensearch.mjs'

const EXPORT = join(ENGINES_FOLDER, 'for-opensearch')
const page = questions(join(ENGINES_ROOT, 'themes/default/assets/search'))
const records = bulk(EXPORT)
const LABELS = [
  { id: 'kind', label: 'Kind', values: [...new Set(records.map((one) => one.document.kind))].map((kind) => [kind, kind]) },
  { id: 'phase', label: 'Phase', values: [['phase-3', 'Phase 3'], ['phase-4', 'Phase 4']] },
]

before(() => fill('casebook', EXPORT))

const search = async (given, size = 20, loose = false) => {
  const asked = { q: '', filters: {}, literal: false, ...given }
  const body = page.remoteQuery(LABELS, asked, size, loose)
  return body && page.remoteAnswer(LABELS, asked, await ask('POST', '/casebook/_search', body), loose)
}

test('every record is there, as it was written', async () => {
  assert.equal((await ask('GET', '/casebook/_count')).count, records.length)
  for (const { id, document } of records.slice(0, 25)) {
    const found = await ask('GET', `/casebook/_doc/${encodeURIComponent(id)}`)
    assert.deepEqual(found._source, document)
  }
})

test('the mapping is taken as it is', async () => {
  const wanted = JSON.parse(readFileSync(join(EXPORT, 'index.json'), 'utf8')).mappings.properties
  const { mappings } = (await ask('GET', '/casebook/_mapping')).casebook
  assert.deepEqual(Object.keys(mappings.properties).sort(), Object.keys(wanted).sort())
  assert.equal(mappings.properties.title.search_analyzer, 'casebook_asked')
  assert.equal(mappings.properties.sections.type, 'nested')
})

test('synonyms hold for what is asked, in their direction, and not for what is stored', async () => {
  const words = async (analyzer, text) => {
    const { tokens } = await ask('POST', '/casebook/_analyze', { analyzer, text })
    return tokens.map((one) => one.token)
  }
  const dpia = await words('casebook_asked', 'DPIA')
  assert.ok(dpia.includes('dpia') && dpia.includes('protect'), dpia.join())
  assert.deepEqual(await words('casebook_text', 'DPIA'), ['dpia'])
  assert.deepEqual(await words('casebook_exact', 'IT it A&E'), ['IT', 'it', 'A_E'])
})

test('the first answers are those that are meant', async () => {
  const first = { DPIA: 'Data protection impact assessment', 'mechanical thrombectomy': 'Mechanical thrombectomy' }
  for (const [query, title] of Object.entries(first)) {
    const { hits } = await search({ q: query })
    assert.ok(hits.slice(0, 3).some((hit) => hit.title.includes(title)), `${query}: ${hits.slice(0, 3).map((hit) => hit.title)}`)
  }
})

test('words like these will do when there are none', async () => {
  const none = await search({ q: 'thrombectamy' })
  assert.equal(none.hits.length, 0)
  const close = await search({ q: 'thrombectamy' }, 20, true)
  assert.ok(close.hits.length > 0 && close.found.close)
})

test('a result names the part of the page that answers', async () => {
  const { hits } = await search({ q: 'why did the project stop early' })
  const parts = hits.filter((hit) => hit.heading)
  assert.ok(parts.length > 0)
  for (const hit of parts) assert.match(hit.url, /#[^#]+$/)
})

test('filters count what they would leave, each without its own selection', async () => {
  const count = ({ found }, facet, value) => found.facets.find((one) => one.id === facet).values.find((one) => one.id === value).count
  const stored = (test) => records.filter(({ document }) => test(document.facets)).length
  const of = (facets, facet, value) => (facets[facet] ?? []).includes(value)

  const all = await search({ filters: { kind: ['award'] } }, 1000)
  assert.equal(all.found.hits.length, stored((facets) => of(facets, 'kind', 'award')))
  assert.equal(count(all, 'kind', 'lesson'), stored((facets) => of(facets, 'kind', 'lesson')), 'as if no kind were chosen')
  assert.equal(count(all, 'phase', 'phase-4'), stored((facets) => of(facets, 'kind', 'award') && of(facets, 'phase', 'phase-4')))

  const both = await search({ filters: { kind: ['award', 'lesson'], phase: ['phase-4'] } }, 1000)
  assert.equal(both.found.hits.length, stored((facets) => (of(facets, 'kind', 'award') || of(facets, 'kind', 'lesson')) && of(facets, 'phase', 'phase-4')))
})

test('filters that the site does not have are passed over', async () => {
  assert.equal(await search({ filters: { nothing: ['x'], kind: ['"}]}'] } }), null)
})

test('no query is an error', async () => {
  for (const query of HOSTILE) {
    for (const loose of [false, true]) {
      const answer = await search({ q: query }, 5, loose)
      assert.ok(answer === null || Array.isArray(answer.hits), query.slice(0, 40))
    }
  }
})

test('every text arrives as it was written', async () => {
  const folder = join(ENGINES_FOLDER, 'hostile-opensearch')
  await casebook('export', 'search', '--root', hostileSite(), '--engine', 'opensearch', '--out', folder)
  await fill('hostile', folder)
  const { _source: found } = await ask('GET', `/hostile/_doc/${encodeURIComponent('award:p4-01')}`)
  assert.deepEqual({ title: found.title, summary: found.summary }, TEXTS)
})

test('two exports are the same bytes', async () => {
  const again = join(ENGINES_FOLDER, 'for-opensearch-again')
  await casebook('export', 'search', '--root', ENGINES_ROOT, '--engine', 'opensearch', '--out', again)
  await promisify(execFile)('diff', ['--recursive', EXPORT, again])
})
