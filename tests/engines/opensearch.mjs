// A server that speaks the OpenSearch API: requests, and an index filled from an export.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { OPENSEARCH } from './support.mjs'

/** A request with an answer that is no error. */
export async function ask(method, path, body) {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const type = path.includes('_bulk') ? 'application/x-ndjson' : 'application/json'
  const answer = await fetch(OPENSEARCH + path, { method, body: text, headers: text ? { 'content-type': type } : {} })
  const said = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said.slice(0, 500)}`)
  return JSON.parse(said)
}

/** An index as the README of the export says to fill it. */
export async function fill(index, folder) {
  await fetch(`${OPENSEARCH}/${index}`, { method: 'DELETE' })
  await ask('PUT', `/${index}`, readFileSync(join(folder, 'index.json'), 'utf8'))
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.ndjson'))) {
    const { errors } = await ask('POST', `/${index}/_bulk`, readFileSync(join(folder, name), 'utf8'))
    if (errors) throw new Error(`${name} was not taken whole`)
  }
  await ask('POST', `/${index}/_refresh`)
}
