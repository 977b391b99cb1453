// The server of the YAML extension, with the committed settings and schemas of this site: what an
// editor sees who has only cloned the repository.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { before, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { start } from './support/client.mjs'
import { root } from './support/site.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const server = join(here, 'node_modules/yaml-language-server/bin/yaml-language-server')
const award = 'data/awards/p4-01.yaml'
const text = readFileSync(join(root, award), 'utf8')

let client
before(async () => {
  const settings = JSON.parse(readFileSync(join(root, '.vscode/settings.json'), 'utf8'))
  const yaml = { validate: true, completion: true, hover: true, schemaStore: { enable: false } }
  // The extension turns paths into addresses before it hands them to the server.
  const schemas = Object.entries(settings['yaml.schemas'])
  yaml.schemas = Object.fromEntries(schemas.map(([path, files]) => [pathToFileURL(join(root, path)).href, files]))
  client = await start(process.execPath, [server, '--stdio'], root, { yaml })
  await client.open(award)
})

/** The line that begins so, and the end of it. */
function end(start) {
  const line = text.split('\n').findIndex((each) => each.startsWith(start))
  return [line, text.split('\n')[line].length]
}

const words = (marked) => marked?.value ?? marked ?? ''

test('a record as it stands has no problems', async () => {
  assert.deepEqual(await client.problems(award), [])
})

test('a slip is marked in the words of the declaration', async () => {
  await client.change(award, text.replace('status: completed', 'status: complted'))
  const found = await client.problems(award, (list) => list.length > 0)
  assert.equal(found.length, 1)
  assert.equal(found[0].range.start.line, end('status: ')[0])
  assert.match(found[0].message, /must be a value of the vocabulary “status”/i)
  await client.change(award, text.replace('status: completed\n', 'staus: completed\n'))
  const unknown = await client.problems(award, (list) => list.length === 2)
  assert.ok(unknown.some(({ message }) => /staus/.test(message)))
  assert.ok(unknown.some(({ message }) => /status/.test(message)))
  await client.change(award, text)
  await client.problems(award, (list) => list.length === 0)
})

test('values that the site has are offered with what they mean', async () => {
  await client.change(award, text.replace('status: completed', 'status: '))
  const [line] = end('status: ')
  const items = await client.complete(award, line, 'status: '.length)
  const stopped = items.find(({ label }) => label === 'stopped')
  assert.match(words(stopped?.documentation), /Stopped: The award was ended early/)
  await client.change(award, text)
})

test('ids that the site has are offered with their titles', async () => {
  const more = `${text.trimEnd()}\nrelated:\n  - `
  await client.change(award, more)
  const items = await client.complete(award, more.split('\n').length - 1, 4)
  const other = items.find(({ label }) => label === 'p4-02')
  assert.ok(words(other?.documentation).length > 10, JSON.stringify(items.slice(0, 3)))
  await client.change(award, text)
})

test('fields are offered with what they are for', async () => {
  const more = `${text.trimEnd()}\n`
  await client.change(award, more)
  const items = await client.complete(award, more.split('\n').length - 1, 0)
  const supplier = items.find(({ label }) => label === 'supplier')
  assert.match(words(supplier?.documentation), /if the source names it/)
  assert.ok(!items.some(({ label }) => label === 'status'), 'a field that is there is not offered')
  await client.change(award, text)
})

test('a field says what it is for where the pointer rests', async () => {
  const [line] = end('status: ')
  const hover = await client.request('textDocument/hover', client.at(award, line, 2))
  assert.match(words(hover.contents), /Where the award stood when the source was written/)
  const value = await client.request('textDocument/hover', client.at(award, line, 12))
  assert.match(words(value.contents), /a final report was available/)
})

test('casebook.yaml has a schema too', async () => {
  await client.open('casebook.yaml', 'title: A\ntagling: B\n')
  const found = await client.problems('casebook.yaml', (list) => list.length > 0)
  assert.match(found[0].message, /tagling/)
})
