// Sites in temporary folders, and the program under test.

import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after } from 'node:test'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
export const casebook = process.env.CASEBOOK
if (!casebook) throw new Error('CASEBOOK must name the program. Start the tests with tests/editors/run.sh.')

const fixtures = join(root, 'tests/fixtures')
const folders = []
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A copy of the small site, with the files of a broken one over it. */
export function small(broken) {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-editors-'))
  folders.push(folder)
  cpSync(join(fixtures, 'small'), folder, { recursive: true })
  if (broken) cpSync(join(fixtures, 'broken', broken), folder, { recursive: true })
  return folder
}

/** What the program prints. */
export function run(...args) {
  return execFileSync(casebook, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
}

/** How the program ends, and what it prints. */
export function ran(...args) {
  return spawnSync(casebook, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
}

/** Every file below a folder, as paths below it. */
export function walk(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name
    return entry.isDirectory() ? walk(folder, path) : [path]
  })
}
