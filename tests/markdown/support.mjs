// Documents of other people: where they are, how a site is made of them, and what text is in a page.

import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { micromark, parse, postprocess, preprocess } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { parse as parseHtml } from 'parse5'

export const PACKAGES = ['eslint-plugin-import', 'eslint-plugin-jsx-a11y', 'fastify', 'markdownlint', 'pino', 'undici']

const HOME = '---\ntitle: Home\n---\n\nThe documents of some packages.\n'
// The rules about words hold for our own.
const CONFIG = 'title: Documents\nrules:\n  secret: {level: notice, reason: Examples of other people.}\n'
// A picture of one point, for the pictures that a package does not hold.
const POINT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** Every Markdown file of the packages: its address in the site, and its text. */
export function documents() {
  const found = []
  for (const name of PACKAGES) {
    const root = join(import.meta.dirname, 'node_modules', name)
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(file => file.isFile() && file.name.endsWith('.md'))
      .map(file => relative(root, join(file.parentPath, file.name)))
      .filter(file => !file.includes('node_modules'))
    for (const file of files.sort()) {
      const address = `${name}/${file.slice(0, -3)}`.toLowerCase().replace(/[^a-z0-9/]+/g, '-').replace(/-(?=\/|$)|(?<=^|\/)-/g, '')
      found.push({ file: `${name}/${file}`, address, text: readFileSync(join(root, file), 'utf8') })
    }
  }
  return found
}

const EXTENSIONS = [gfm()]

/**
 * The text with every address in it replaced by one that is there: where the links of a package lead
 * to is not what is tried here, and a site with broken links is not built. Main headings become
 * second ones: the title of a page is its only main heading.
 */
export function withAddresses(original) {
  // `[@name]` cites a source in Casebook; elsewhere it is a link like any other.
  const text = original.replaceAll('[@', '[\\@')
  const events = postprocess(parse({ extensions: EXTENSIONS }).document().write(preprocess()(text, 'utf8', true)))
  // A mark at the beginning is not counted.
  const from = text.startsWith('\ufeff') ? 1 : 0
  const pictures = namedByPictures(events, text.slice(from))
  const places = []
  let image = 0
  let name = ''
  for (const [kind, token] of events) {
    if (token.type === 'image') image += kind === 'enter' ? 1 : -1
    if (kind !== 'enter') continue
    const add = change => places.push([token.start.offset + from, token.end.offset + from, change])
    if (token.type === 'definitionLabelString') name = identifier(text.slice(token.start.offset + from, token.end.offset + from))
    if (token.type === 'resourceDestination') add(image ? picture : elsewhere)
    if (token.type === 'definitionDestination') add(pictures.has(name) ? picture : elsewhere)
    if (token.type === 'atxHeadingSequence') add(old => old === '#' ? '##' : old)
    if (token.type === 'setextHeadingLineSequence') add(old => old.replaceAll('=', '-'))
    if (['htmlFlow', 'htmlText'].includes(token.type)) add(inHtml)
  }
  let out = text
  for (const [start, end, change] of places.sort((a, b) => b[0] - a[0])) out = out.slice(0, start) + change(out.slice(start, end)) + out.slice(end)
  return out
}

const picture = () => '/point.png'
const elsewhere = () => 'https://example.org/'
const identifier = label => label.replace(/\s+/g, ' ').trim().toLowerCase()

/** The names of the definitions that pictures use. */
function namedByPictures(events, text) {
  const names = new Set()
  let image = 0
  for (const [kind, token] of events) {
    if (token.type === 'image') image += kind === 'enter' ? 1 : -1
    if (image && kind === 'enter' && ['labelText', 'referenceString'].includes(token.type)) names.add(identifier(text.slice(token.start.offset, token.end.offset)))
  }
  return names
}

const inHtml = html => html
  .replace(/(<\/?)h1\b/gi, '$1h2')
  .replace(/(<img\b[^>]*?\bsrc\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)/gi, '$1"/point.png"')
  .replace(/(\bhref\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)/gi, '$1"https://example.org/"')

/** Makes the folder of a site of these documents. */
export function makeSite(folder, all) {
  const write = (path, bytes) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  write('casebook.yaml', CONFIG)
  write('content/index.md', HOME)
  write('content/point.png', POINT)
  for (const one of all) write(`content/${one.address}.md`, `---\ntitle: ${JSON.stringify(one.file)}\n---\n\n${one.text}`)
}

/** Runs Casebook. Gives how it ended and what it said. */
export function casebook(...args) {
  try {
    return { status: 0, said: execFileSync(process.env.CASEBOOK, args, { encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'pipe'] }) }
  } catch (error) {
    return { status: error.status, said: `${error.stdout}${error.stderr}` }
  }
}

export const reference = text => micromark(text, { extensions: EXTENSIONS, htmlExtensions: [gfmHtml()], allowDangerousHtml: true })

const BLOCKS = new Set(['p', 'li', 'tr', 'td', 'th', 'div', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'table', 'ul', 'ol', 'dl', 'dt', 'dd', 'br', 'hr', 'details', 'summary', 'section', 'figure', 'caption'])
const SILENT = new Set(['script', 'style', 'template', 'title', 'iframe', 'textarea'])

const attribute = (node, name) => node.attrs?.find(one => one.name === name)?.value ?? ''

function walk(node, out, skip) {
  if (node.nodeName === '#text') out.push(node.value)
  if (SILENT.has(node.nodeName) || skip(node)) return
  const block = BLOCKS.has(node.nodeName)
  if (block) out.push('\n')
  for (const child of node.childNodes ?? []) walk(child, out, skip)
  if (block) out.push('\n')
}

const find = (node, is) => is(node) ? node : (node.childNodes ?? []).map(child => find(child, is)).find(Boolean)

/** The words of HTML, in order. */
export function words(html, { inside, skip = () => false } = {}) {
  const tree = parseHtml(html)
  const root = inside ? find(tree, node => attribute(node, 'class').split(' ').includes(inside)) : tree
  if (!root) throw new Error(`no ${inside}`)
  const out = []
  walk(root, out, skip)
  return out.join('').split(/\s+/).filter(Boolean)
}

export { attribute }
