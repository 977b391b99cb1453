// The built sites under test, and the kinds of page in them.
//
// Kinds are read from the pages themselves (`<body class="… cb-page--KIND">`), so that a kind of
// page that is added to the theme is tested without a change here.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const built = process.env.CASEBOOK_BUILT
if (!built) {
  throw new Error('CASEBOOK_BUILT must name the folder with the built sites. Start the tests with tests/browser/run.sh.')
}

/** The site of this repository: all content that there is. */
export const site = read('site')
/** The small fixture: what a new programme has on its first day. Its own templates have no kind. */
export const small = read('small')
export const sites = [site, small]

/** The largest page of every kind of both sites, and the smallest of the repository's site. */
export function pagesOfEveryKind() {
  return [...new Set([...largest(site), ...smallest(site), ...largest(small)])]
}

/** The largest page of every kind: it has the most parts. */
export function largest(of) {
  return perKind(of, (a, b) => b.bytes - a.bytes)
}

/** The smallest page of every kind: it has the most blanks. */
export function smallest(of) {
  return perKind(of, (a, b) => a.bytes - b.bytes)
}

/** A case study with the most content. */
export function caseStudy() {
  return largest(site).find((page) => page.kind === 'award')
}

function perKind(of, order) {
  const first = new Map()
  for (const page of of.pages.filter((page) => page.kind).sort(order)) {
    if (!first.has(page.kind)) first.set(page.kind, page)
  }
  return [...first.values()].sort((a, b) => a.kind.localeCompare(b.kind))
}

function read(name) {
  const folder = join(built, name)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
  const of = { name, folder, files, pages: [] }
  of.pages = files.filter((path) => path.endsWith('.html')).map((path) => page(of, path))
  return of
}

function page(of, path) {
  const bytes = readFileSync(join(of.folder, path))
  const kind = /<body class="[^"]*\bcb-page--([a-z0-9-]+)/.exec(bytes)?.[1]
  return { site: of, path, kind, bytes: bytes.length, title: `${of.name}/${path} (${kind})` }
}
