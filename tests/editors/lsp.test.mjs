// `casebook lsp`, spoken to over the wire by the client library that editors use.

import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { start } from './support/client.mjs'
import { casebook, ran, root, run, small } from './support/site.mjs'

const day = '2026-01-31'
const award = 'data/awards/p4-02.yaml'
const lesson = 'content/lessons/measure-first.md'

const serve = (folder) => start(casebook, ['lsp', '--as-of', day], folder)
const text = (folder, path) => readFileSync(join(folder, path), 'utf8')

/** The line on which `words` stand in a text, and the place after them. */
function after(whole, words) {
  const at = whole.indexOf(words)
  assert.ok(at >= 0, `there is no ${words}`)
  const before = whole.slice(0, at + words.length)
  // JavaScript counts in units of UTF-16, as the protocol does.
  return [before.split('\n').length - 1, before.length - before.lastIndexOf('\n') - 1]
}

/** What the protocol says of a place, as `path:line:character`, both from 0. */
const spot = (client, { uri, range }) =>
  `${uri.replace(`${client.uri('')}`, '').replace(/^\//, '')}:${range.start.line}:${range.start.character}`

test('the server says the same as check, of files on disk and of texts that are not saved', async () => {
  const folder = small('many')
  const client = await serve(folder)
  const checked = JSON.parse(ran('check', '--root', folder, '--as-of', day, '--format', 'json').stdout)
  const list = Array.isArray(checked) ? checked : checked.diagnostics ?? checked.problems
  assert.ok(list.length > 3)
  const files = new Map()
  for (const problem of list) {
    const path = problem.path ?? problem.file ?? problem.primary?.path ?? 'casebook.yaml'
    files.set(path, [...(files.get(path) ?? []), problem.code])
  }
  for (const [path, codes] of files) {
    const told = await client.problems(path, (problems) => problems.length > 0)
    assert.deepEqual(told.map(({ code }) => code).sort(), codes.sort(), path)
    assert.ok(told.every(({ source, message }) => source === 'casebook' && message.length > 10))
  }
  assert.equal(await client.stop(), 0)
})

test('problems come and go while somebody types, and the file on disk is not touched', async () => {
  const folder = small()
  const client = await serve(folder)
  const saved = text(folder, award)
  await client.open(award)
  assert.deepEqual(await client.problems(award), [])

  await client.change(award, saved.replace('status: stopped', 'status: stoped'))
  const [slip] = await client.problems(award, (list) => list.length === 1)
  assert.equal(slip.code, 'unknown-term')
  assert.match(slip.message, /Did you mean “stopped”/)
  const [line, end] = after(saved, 'status: stopped')
  assert.deepEqual(slip.range, { start: { line, character: 8 }, end: { line, character: end - 1 } })

  // Broken YAML, then whole again.
  await client.change(award, `${saved}\nrelated: [`)
  assert.ok((await client.problems(award, (list) => list.some(({ code }) => code === 'yaml-syntax'))).length)
  await client.change(award, saved)
  assert.deepEqual(await client.problems(award, (list) => list.length === 0), [])
  assert.equal(text(folder, award), saved)

  // What is closed without saving counts as it is on disk.
  await client.change(award, saved.replace('project: 2', 'project: two'))
  await client.problems(award, (list) => list.length === 1)
  await client.notify('textDocument/didClose', { textDocument: { uri: client.uri(award) } })
  assert.deepEqual(await client.problems(award, (list) => list.length === 0), [])
})

test('a change in one file is told of another, also when it happens on disk', async () => {
  const folder = small()
  const client = await serve(folder)
  await client.open(award)
  await client.problems(award)
  const vocabulary = 'data/vocabularies/status.yaml'
  const values = text(folder, vocabulary)
  await client.open(vocabulary, values.replace('id: stopped', 'id: halted'))
  const [gone] = await client.problems(award, (list) => list.length === 1)
  assert.equal(gone.code, 'unknown-term')
  await client.change(vocabulary, values)
  await client.problems(award, (list) => list.length === 0)
  rmSync(join(folder, 'data/awards/p4-01.yaml'))
  await client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: client.uri('data/awards/p4-01.yaml'), type: 3 }],
  })
  const dangling = await client.problems(award, (list) => list.length > 0)
  assert.ok(dangling.some(({ code }) => code === 'dangling-reference'))
})

test('values, ids, fields, places, links and citations are offered', async () => {
  const folder = small()
  const client = await serve(folder)
  const saved = text(folder, award)
  await client.open(award)
  const offered = async (path, whole, words) => {
    await client.change(path, whole)
    const items = await client.complete(path, ...after(whole, words))
    return Object.fromEntries(items.map((item) => [item.label, item]))
  }
  const status = await offered(award, saved.replace('status: stopped', 'status: st'), 'status: st')
  assert.equal(status.stopped.detail, 'Stopped')
  assert.equal(status.stopped.textEdit.newText, 'stopped')
  assert.equal(status.stopped.textEdit.range.start.character, 'status: '.length)

  const related = await offered(award, saved.replace('[p4-01]', '[p4'), 'related: [p4')
  assert.match(related['p4-01'].detail, /stroke/i)
  const fields = await offered(award, `${saved}sup`, '\nsup')
  assert.match(fields.supplier.documentation, /if the source names it/)
  assert.ok(!fields.status, 'a field that is there is not offered')
  assert.ok(fields.staff_trained, 'a field that the site declares is offered')
  const place = await offered(award, saved.replace('place: results', 'place: '), 'place: ')
  assert.deepEqual(Object.keys(place), ['results', 'table-1'])
  assert.equal(place['table-1'].detail, 'Table 1: benefits')

  await client.open(lesson)
  const body = text(folder, lesson)
  const link = await offered(lesson, `${body}\nSee [it](award:p`, '[it](award:p')
  assert.ok(link['p4-02'])
  const kinds = await offered(lesson, `${body}\nSee [it](`, '[it](')
  assert.equal(kinds.lesson.textEdit.newText, 'lesson:')
  const cited = await offered(lesson, `${body}\nSaid [@evaluation#ta`, '[@evaluation#ta')
  assert.ok(cited['table-1'])
  const audience = await offered(lesson, body.replace('title:', 'audiences: [\ntitle:'), 'audiences: [')
  assert.ok(Object.keys(audience).length > 0)
  assert.deepEqual(await client.complete(lesson, ...after(`${body}`, body.slice(-9, -1))), [])
})

test('a name leads to what it names and to all who name it', async () => {
  const folder = small()
  const client = await serve(folder)
  await client.open(award)
  const whole = text(folder, award)
  const from = client.at(award, ...after(whole, 'related: [p4'))
  const place = await client.request('textDocument/definition', from)
  assert.equal(spot(client, place), 'data/awards/p4-01.yaml:0:7')
  const everywhere = await client.request('textDocument/references', { ...from, context: { includeDeclaration: false } })
  const named = everywhere.map((each) => spot(client, each))
  assert.ok(named.includes(`${award}:${after(whole, 'related: [')[0]}:10`), named.join('\n'))
  assert.ok(named.some((each) => each.startsWith('data/benefits/p4-01-a.yaml')), named.join('\n'))
  assert.ok(named.some((each) => each.endsWith('.md') || /\.md:/.test(each)), named.join('\n'))

  const status = client.at(award, ...after(whole, 'status: sto'))
  assert.match(spot(client, await client.request('textDocument/definition', status)), /^data\/vocabularies\/status\.yaml:\d+:/)
  const source = client.at(award, ...after(whole, 'place: res'))
  assert.match(spot(client, await client.request('textDocument/definition', source)), /^data\/sources\/evaluation\.yaml:\d+:/)

  const hover = await client.request('textDocument/hover', from)
  assert.match(hover.contents.value, /stroke/i)
  assert.match(hover.contents.value, /award `p4-01`/)
  const field = await client.request('textDocument/hover', client.at(award, ...after(whole, 'statu')))
  assert.match(field.contents.value, /Where the award stood/)
  assert.equal(await client.request('textDocument/hover', client.at(award, 99, 99)), null)
})

test('places are counted as the protocol does, also beside characters of two units', async () => {
  const folder = small()
  const client = await serve(folder)
  const whole = `${text(folder, award)}notes:\n  - {text: "😀 é 😀", kind: nonsense}\n`
  await client.open(award, whole)
  const [wrong] = await client.problems(award, (list) => list.length === 1)
  const [line, character] = after(whole, '😀", kind: ')
  assert.deepEqual(wrong.range.start, { line, character })
  const found = client.at(award, line, character + 2)
  assert.equal(await client.request('textDocument/definition', found), null)
  // A change of a part of the text, in the same units.
  const version = (client.version += 1)
  await client.notify('textDocument/didChange', {
    textDocument: { uri: client.uri(award), version },
    contentChanges: [{ range: wrong.range, text: 'conflict' }],
  })
  assert.deepEqual(await client.problems(award, (list) => list.length === 0), [])
})

test('whatever comes in, the server goes on', async () => {
  const folder = small()
  const client = await serve(folder)
  const saved = text(folder, award)
  await client.open(award)
  await assert.rejects(client.request('textDocument/rename', {}), { code: -32601 })
  await assert.rejects(client.request('nothing/known', { a: 1 }), { code: -32601 })
  await assert.rejects(client.request('textDocument/hover', { wrong: true }), { code: -32602 })
  await client.notify('$/setTrace', { value: 'off' })
  await client.notify('textDocument/didChange', { nonsense: 1 })
  await client.notify('textDocument/didChange', { textDocument: { uri: 'untitled:1', version: 4 }, contentChanges: [] })
  // Files that are none of the site's.
  for (const uri of ['file:///etc/hosts', 'untitled:Untitled-1', client.uri('../other.yaml'), client.uri('README.md')]) {
    await client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text: 'a: [' } })
    const params = { textDocument: { uri }, position: { line: 0, character: 1 } }
    assert.equal(await client.request('textDocument/hover', params), null)
    assert.deepEqual((await client.request('textDocument/completion', params)).items, [])
  }
  // An older change after a newer one.
  await client.change(award, saved.replace('project: 2', 'project: two'), 50)
  await client.change(award, saved, 49)
  const [kept] = await client.problems(award, (list) => list.length === 1)
  assert.equal(kept.code, 'wrong-type')
  client.version = 51
  // A request that is taken back is answered all the same, whether it had begun or not.
  const { CancellationTokenSource } = (await import('vscode-jsonrpc/node.js')).default
  const cancel = new CancellationTokenSource()
  const asked = client.wire.sendRequest('textDocument/hover', client.at(award, 0, 1), cancel.token)
  cancel.cancel()
  await asked.catch((error) => assert.equal(error.code, -32800))
  // Changes in quick succession end with the last.
  for (let i = 0; i < 40; i += 1) await client.change(award, `${saved}# ${i}\nproject: [`)
  await client.change(award, saved)
  assert.deepEqual(await client.problems(award, (list) => list.length === 0), [])
  assert.equal(await client.stop(), 0)
  assert.equal(client.errors, '')
})

test('a new site is served from the folder that the editor names', async () => {
  const folder = join(small(), 'fresh')
  run('init', folder)
  const client = await serve(folder)
  const record = 'data/awards/booking-desk.yaml'
  await client.open(record)
  assert.deepEqual(await client.problems(record), [])
  writeFileSync(join(folder, 'data/awards/second.yaml'), 'title: B\n')
  await client.notify('textDocument/didSave', { textDocument: { uri: client.uri('data/awards/second.yaml') } })
  const missing = await client.problems('data/awards/second.yaml', (list) => list.length > 0)
  assert.ok(missing.every(({ code }) => code === 'missing-field'))
})

test('every record of this site can be asked about', async () => {
  const client = await serve(root)
  const path = 'data/awards/p4-01.yaml'
  await client.open(path)
  const whole = text(root, path)
  const source = await client.request('textDocument/references', {
    ...client.at(path, ...after(whole, 'source: ai-lab')),
    context: { includeDeclaration: true },
  })
  assert.ok(source.length > 100, `${source.length}`)
  const title = await client.request('textDocument/references', {
    ...client.at(path, 0, 9),
    context: { includeDeclaration: false },
  })
  assert.ok(title.length > 5, `${title.length}`)
})
