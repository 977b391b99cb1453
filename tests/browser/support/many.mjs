// Writes the small fixture with 130 awards more into a folder: too many for tables of all of them.
//
//   node many.mjs FIXTURE FOLDER

import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [fixture, folder] = process.argv.slice(2)
cpSync(fixture, folder, { recursive: true })
for (let number = 3; number <= 132; number += 1) {
  const stopped = number % 2 === 0
  writeFileSync(join(folder, `data/awards/many-${number}.yaml`), `title: Award ${number} of many
project: ${number}
phase: phase-4
summary: What award ${number} found, with <b> & </script> in it.
status: ${stopped ? 'stopped' : 'completed'}
status_reason: It ended.
outcome:
  value: ${stopped ? 'no-benefit' : 'benefit-shown'}
  basis: The source says so.
category: heart
region: south
locators:
  - source: evaluation
    place: results
`)
}
