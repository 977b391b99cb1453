// What the tests of search engines share.

import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
export const { CASEBOOK, ENGINES_ROOT, ENGINES_FOLDER, OPENSEARCH, POSTGRES_SOCKET } = process.env

/** Queries that mean something to some engine, and should mean nothing. */
export const HOSTILE = [
  '', ' ', '"', '""', "'", "''; DROP SCHEMA casebook; --", '& | ! : * <-> ()', '\\', '%s %1$s', '$$ $1', '{"match_all":{}}',
  '<script>alert(1)</script>', 'title:x OR *:*', '+-&&||!(){}[]^~*?:/', '💔', '\u202eabc', 'a\u0000b', '\ud800 stroke', 'the and of',
  'stroke '.repeat(1_429), 'x'.repeat(10_000), '"'.repeat(10_000), '&'.repeat(300), 'A&', 'A&&E', '=DPIA', '1,000', 'e.g.', '٣',
]

/** Texts that could end a string, a line, a row or the data of any of the forms. */
export const TEXTS = {
  title: 'It\'s "quoted" \\ back\\.slashed {"index":{}} \'; DROP TABLE x; -- 💔 <b>',
  summary: 'One tab\there, \\N, \\., $$ and a\u2028separator.',
}

export async function casebook(...args) {
  const { stdout } = await run(CASEBOOK, args, { maxBuffer: 1e8 })
  return stdout
}

/** The lines of a file of `_bulk`, in pairs. */
export function bulk(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson')).sort()
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
  const parsed = lines.map((line) => JSON.parse(line))
  return parsed.filter((_, at) => at % 2 === 0).map((action, at) => ({ id: action.index._id, document: parsed[2 * at + 1] }))
}

/** The small site with texts that are hard to carry; gives its folder. */
export function hostileSite() {
  const folder = join(ENGINES_FOLDER, 'hostile')
  cpSync(join(ENGINES_ROOT, 'tests/fixtures/small'), folder, { recursive: true })
  const file = join(folder, 'data/awards/p4-01.yaml')
  let text = readFileSync(file, 'utf8')
  for (const [field, value] of Object.entries(TEXTS)) {
    text = text.replace(new RegExp(`^${field}: .*$`, 'm'), () => `${field}: ${JSON.stringify(value)}`)
  }
  writeFileSync(file, text)
  return folder
}

/** This repository's site, with other settings for search; gives its folder. */
export function siteWith(name, settings) {
  const folder = join(ENGINES_FOLDER, name)
  mkdirSync(folder)
  for (const part of ['content', 'data']) cpSync(join(ENGINES_ROOT, part), join(folder, part), { recursive: true })
  const config = readFileSync(join(ENGINES_ROOT, 'casebook.yaml'), 'utf8')
  writeFileSync(join(folder, 'casebook.yaml'), `${config.trimEnd()}\n${settings}`)
  return folder
}
