// The export for PostgreSQL, loaded into a real server.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import pg from 'pg'
import { bulk, casebook, ENGINES_FOLDER, HOSTILE, hostileSite, POSTGRES_SOCKET, TEXTS } from './support.mjs'

const run = promisify(execFile)
const EXPORT = join(ENGINES_FOLDER, 'for-postgres')

const psql = (database, ...args) =>
  run('psql', ['--no-psqlrc', '--quiet', '--host', POSTGRES_SOCKET, '--username', 'casebook', '--dbname', database, ...args])
const load = (database, folder) => psql(database, '--file', join(folder, 'load.sql'))

async function connected(database, act) {
  const client = new pg.Client({ host: POSTGRES_SOCKET, user: 'casebook', database })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

let client
before(async () => {
  await psql('postgres', '--command', 'CREATE DATABASE site')
  await load('site', EXPORT)
  client = new pg.Client({ host: POSTGRES_SOCKET, user: 'casebook', database: 'site' })
  await client.connect()
})
after(() => client.end())

const names = async (query, most = 5, literal = false) => {
  const { rows } = await client.query('SELECT * FROM casebook.search($1, $2, $3)', [query, most, literal])
  return rows.map((row) => row.name)
}

test('every record is there', async () => {
  const { rows } = await client.query('SELECT name, title FROM casebook.documents ORDER BY position')
  const wanted = bulk(join(ENGINES_FOLDER, 'for-opensearch')).map(({ id, document }) => ({ name: id, title: document.title }))
  assert.deepEqual(rows, wanted)
})

test('short forms, synonyms, slips and unfinished words find what they mean', async () => {
  const first = { DPIA: 'term:dpia', thrombectamy: 'term:mechanical-thrombectomy', 'data protection impact ass': 'term:dpia' }
  for (const [query, name] of Object.entries(first)) assert.ok((await names(query, 3)).includes(name), query)
  const heart = await client.query("SELECT kind FROM casebook.search('cardiac', 10) WHERE kind = 'award'")
  assert.ok(heart.rows.length > 0, 'a synonym finds awards')
})

test('a literal query has neither synonyms nor corrections', async () => {
  assert.deepEqual(await names('thrombectamy', 5, true), [])
})

test('words in capitals stand for themselves', async () => {
  const { rows } = await client.query("SELECT casebook.units('IT') AS it, casebook.units('it') AS it_small, casebook.capitals('The A&E, and AIs', 'A')::text AS kept")
  assert.match(rows[0].it, /'=IT'/)
  assert.equal(rows[0].it_small, '{}')
  assert.equal(rows[0].kept, "'=A&E':1A '=AI':1A")
})

test('words in quotation marks stand side by side', async () => {
  const { rows } = await client.query(`
    SELECT count(*) FILTER (WHERE d.vector @@ phraseto_tsquery('casebook.words', 'decision support'))::int AS having, count(*)::int AS all
    FROM casebook.search('"decision support"', 100) s JOIN casebook.documents d USING (name)`)
  assert.ok(rows[0].all > 0)
  assert.equal(rows[0].having, rows[0].all)
})

test('a result names the part of the page that answers', async () => {
  const { rows } = await client.query("SELECT url, heading FROM casebook.search('why did the project stop early', 20)")
  const parts = rows.filter((row) => row.heading)
  assert.ok(parts.length > 0)
  for (const row of parts) assert.match(row.url, /#[^#]+$/)
})

test('no query is an error, and no query changes anything', async () => {
  for (const query of HOSTILE.filter((query) => !query.includes('\u0000'))) {
    assert.ok(Array.isArray(await names(query)), query.slice(0, 40))
  }
  assert.ok((await names('stroke')).length > 0)
  assert.equal((await names('stroke', -1)).length, 0)
})

test('every text arrives as it was written', async () => {
  const folder = join(ENGINES_FOLDER, 'hostile-postgres')
  await casebook('export', 'search', '--root', hostileSite(), '--engine', 'postgres', '--out', folder)
  await psql('postgres', '--command', 'CREATE DATABASE hostile')
  await load('hostile', folder)
  await connected('hostile', async (client) => {
    const { rows } = await client.query("SELECT title, summary FROM casebook.documents WHERE name = 'award:p4-01'")
    assert.deepEqual(rows, [TEXTS])
    const found = await client.query("SELECT name FROM casebook.search('quoted backslashed', 1)")
    assert.deepEqual(found.rows, [{ name: 'award:p4-01' }])
  })
})

test('a load that fails leaves what was there', async () => {
  const folder = join(ENGINES_FOLDER, 'torn')
  cpSync(EXPORT, folder, { recursive: true })
  appendFileSync(join(folder, 'data.sql'), '\nCOPY casebook.documents (name) FROM stdin;\nonly-a-name\n\\.\n')
  await assert.rejects(load('site', folder), /null value/)
  assert.ok((await names('stroke')).length > 0)
})

test('without pg_trgm search works and corrects nothing', async () => {
  const folder = join(ENGINES_FOLDER, 'plain')
  cpSync(EXPORT, folder, { recursive: true })
  const file = join(folder, 'indexes.sql')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('pg_trgm', 'pg_trgm_that_is_not_here'))
  await psql('postgres', '--command', 'CREATE DATABASE plain')
  const { stderr } = await load('plain', folder)
  assert.match(stderr, /spelling is not corrected/)
  await connected('plain', async (client) => {
    const count = async (query) => (await client.query('SELECT FROM casebook.search($1)', [query])).rowCount
    assert.ok((await count('thrombectomy')) > 0)
    assert.equal(await count('thrombectamy'), 0)
  })
})

test('two exports are the same bytes', async () => {
  const again = join(ENGINES_FOLDER, 'for-postgres-again')
  await casebook('export', 'search', '--root', process.env.ENGINES_ROOT, '--engine', 'postgres', '--out', again)
  await run('diff', ['--recursive', EXPORT, again])
})
