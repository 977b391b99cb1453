// Every record of this site fits the schemas, and what `check` finds wrong with single fields they
// find too.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Ajv from 'ajv'
import { parse } from 'yaml'
import { ran, root, run, small, walk } from './support/site.mjs'

const fixtures = join(root, 'tests/fixtures/broken')

/** The kind of record in each folder, longest folder first, from the settings of the editor. */
const folders = [
  ['content/lessons/', 'lesson'],
  ['content/guides/', 'guide'],
  ['content/stories/', 'story'],
  ['content/', 'page'],
  ...Object.entries(settings(root)).map(([schema, files]) => [
    files.replace(/^\//, '').replace('**/*.yaml', ''),
    schema.replace(/^.*\/|\.json$/g, ''),
  ]),
]

function settings(site) {
  return JSON.parse(readFileSync(join(site, '.vscode/settings.json'), 'utf8'))['yaml.schemas']
}

const kindOf = (path) => folders.find(([folder]) => path.startsWith(folder))?.[1]

function fieldsOf(site, path) {
  const text = readFileSync(join(site, path), 'utf8')
  const front = path.endsWith('.md') ? /^---\r?\n([^]*?)\r?\n---/.exec(text)?.[1] : text
  // The version that the YAML extension reads: `yes` is a text.
  return parse(front ?? '', { version: '1.2', logLevel: 'error' })
}

function validators(site) {
  const whole = JSON.parse(run('schema', '--root', site))
  const ajv = new Ajv({ strict: false, allErrors: true })
  ajv.addSchema(whole, 'casebook')
  return (kind) => ajv.getSchema(`casebook#/definitions/${kind}`)
}

const isRecord = (path) => /^data\/.*\.yaml$|^content\/.*\.md$|^casebook\.yaml$/.test(path)

test('every record of this site fits its schema', () => {
  const validator = validators(root)
  const seen = {}
  for (const path of walk(root).filter(isRecord)) {
    const kind = kindOf(path)
    const validate = validator(kind)
    assert.ok(validate, `${path}: there is no schema for ${kind}`)
    assert.ok(validate(fieldsOf(root, path)), `${path}: ${JSON.stringify(validate.errors)}`)
    seen[kind] = (seen[kind] ?? 0) + 1
  }
  console.log(seen)
  assert.ok(seen.award >= 26 && seen.lesson > 10 && seen.config === 1)
})

// What is wrong with a single field, by itself or because of what the site has.
const told = ['unknown-field', 'missing-field', 'wrong-type', 'unknown-term', 'unknown-owner', 'dangling-reference']

// Wrong fields that no schema can see.
const unseen = {
  'dangling-markdown: data/awards/p4-01.yaml': 'the link stands in running text',
  'dangling-markdown: content/lessons/measure-first.md': 'the link stands in running text',
  'many: content/lessons/measure-first.md': 'the link stands in running text',
  'states: data/awards/p5-07.yaml': 'which line names a role is known to check alone',
  'settings-in-vain: casebook.yaml': 'which line names a role is known to check alone',
  'template-choice: data/templates/report.yaml': 'which values are right depends on the field beside it',
}

test('what check finds wrong with single fields the schemas find too', () => {
  let seen = 0
  const allowed = []
  for (const fixture of walk(fixtures).filter((path) => path.endsWith('/expected.short'))) {
    const name = fixture.split('/')[0]
    const lines = readFileSync(join(fixtures, fixture), 'utf8').split('\n')
    const wrong = new Map()
    for (const line of lines) {
      const found = /^([^:]+):\d+:\d+: error\[([a-z-]+)\]/.exec(line)
      if (found && told.includes(found[2])) wrong.set(found[1], found[2])
    }
    if (wrong.size === 0) continue
    const site = small(name)
    const validator = validators(site)
    for (const [path, code] of wrong) {
      if (!isRecord(path) || !existsSync(join(site, path))) continue
      let fields
      try {
        fields = fieldsOf(site, path)
      } catch {
        continue // is no YAML: the extension says so without a schema
      }
      const validate = validator(kindOf(path))
      if (!validate || `${name}: ${path}` in unseen) continue
      if (validate(fields)) allowed.push(`${name}: ${path} has ${code}`)
      seen += 1
    }
  }
  console.log(`${seen} files`)
  assert.deepEqual(allowed, [])
  assert.ok(seen >= 8, `${seen}`)
})

test('the schemas of this site are up to date, and a change of a record is noticed', () => {
  assert.equal(ran('schema', '--check', '--root', root).status, 0)
  const site = small()
  const out = join(site, 'schemas')
  run('schema', '--root', site, '--out', out)
  assert.equal(ran('schema', '--check', '--root', site).status, 0)
  const stale = ran('schema', '--check', '--root', small())
  assert.equal(stale.status, 1)
  assert.match(stale.stderr, /award\.json is not up to date/)
  assert.match(stale.stderr, /Run `casebook schema --out/)
})
