// The Nu checker finds no error in any page, style sheet or picture of either site: one Java run.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import jar from 'vnu-jar'
import { sites } from './support/sites.mjs'

/** What Nu calls an error and is none: a pattern of its message, and why. Keep it short. */
const ALLOWED = []

describe('the Nu checker finds no error', () => {
  for (const { name, folder, files } of sites) {
    test(name, async () => {
      const checked = files.filter((file) => /\.(html|css|svg)$/.test(file))
      assert.ok(checked.length > 10, 'there is a site to check')
      assert.deepEqual(await errors(checked.map((file) => join(folder, file))), [])
    })
  }
})

test('the Nu checker is at work: it finds a slip in each kind of file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-nu-'))
  await writeFile(join(folder, 'a.html'), '<!DOCTYPE html><html lang="en"><title>t</title><p id="x"><p id="x">')
  await writeFile(join(folder, 'a.css'), 'p { colour: red }')
  await writeFile(join(folder, 'a.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><path slip="1"/></svg>')
  const found = (await errors(['a.html', 'a.css', 'a.svg'].map((file) => join(folder, file)))).join('\n')
  await rm(folder, { recursive: true })
  for (const slip of [/Duplicate ID/, /colour/, /slip/]) assert.match(found, slip)
})

async function errors(files) {
  const kinds = [['html', '--html'], ['css', '--css'], ['svg', '--svg']]
  const found = []
  for (const [ending, flag] of kinds) {
    const some = files.filter((file) => file.endsWith(`.${ending}`))
    if (some.length) found.push(...(await nu(some, flag)))
  }
  return found
    .filter(({ type, message }) => type !== 'info' && !ALLOWED.some(({ says }) => says.test(message)))
    .map(({ url, lastLine, message, extract }) => `${url}:${lastLine}: ${message} ${extract ?? ''}`)
}

function nu(files, flag) {
  const options = ['-Xss8m', '-jar', String(jar), '--format', 'json', '--stdout', '--exit-zero-always', flag, ...files]
  return new Promise((done, fail) => {
    execFile('java', options, { maxBuffer: 1 << 28 }, (error, out) => {
      error ? fail(error) : done(JSON.parse(out).messages)
    })
  })
}
