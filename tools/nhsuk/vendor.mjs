// From the installed packages to the vendored files. Called by vendor.sh.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import postcss from 'postcss'
import * as sass from 'sass'
import { DROPPED, TOKENS } from './tokens.mjs'
import { COMPONENTS, UNSUPPORTED } from './fixtures.mjs'

const root = join(import.meta.dirname, '../..')
const assets = join(root, 'themes/default/assets/nhsuk')
const fixtures = join(root, 'tests/fixtures/nhsuk')
const scss = join(import.meta.dirname, 'node_modules/nhsuk-frontend/dist/nhsuk')
const written = []
const unknown = new Set()

function write(folder, name, text) {
  writeFileSync(join(folder, name), text)
  const path = join(folder, name).slice(root.length + 1)
  written.push({ path, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') })
}

/** Drops what is not used, and gives every colour its token. */
const ours = {
  postcssPlugin: 'ours',
  Once(css) {
    css.walkComments((comment) => comment.remove())
    css.walkAtRules('media', (media) => {
      // Browsers that know this no longer exist.
      const kept = media.params.split(',').filter((query) => !query.includes('-ms-high-contrast'))
      if (!kept.length) return media.remove()
      media.params = kept.join(',').replaceAll('\u{fffd}', '').trim()
    })
    css.walkAtRules('font-face', (font) => font.remove())
    css.walkRules((rule) => {
      if (rule.parent.type === 'atrule' && rule.parent.name.endsWith('keyframes')) return
      rule.selectors = rule.selectors.filter((one) => /nhsuk-|^:root/.test(one) && !DROPPED.some((part) => part.test(one)))
      if (!rule.selectors.filter(Boolean).length) rule.remove()
    })
    css.walkDecls((declaration) => {
      // Some hover colours are almost opaque, to force a change that browsers animate.
      const hex = (_, ...parts) => '#' + parts.slice(0, 3).map((part) => Number(part).toString(16).padStart(2, '0')).join('')
      const solid = declaration.value.replace(/rgba\((\d+), (\d+), (\d+), 0\.99\)/g, hex)
      declaration.value = solid.replace(/#[0-9a-f]{6}\b|rgba\((?!0, 0, 0, 0\))[^)]*\)/gi, (colour) => {
        const token = TOKENS[colour.toLowerCase()]
        if (!token) unknown.add(`${colour} (${declaration.parent.selector}: ${declaration.prop})`)
        return `var(${token})`
      })
    })
    css.walkAtRules((rule) => {
      if (rule.nodes && !rule.nodes.length) rule.remove()
    })
  },
}

function styles(name, head) {
  const file = join(import.meta.dirname, `${name}.scss`)
  const options = {
    loadPaths: [scss, import.meta.dirname],
    style: 'expanded',
    sourceMap: false,
    url: pathToFileURL(file),
    logger: sass.Logger.silent,
  }
  const expanded = sass.compileString(readFileSync(file, 'utf8'), options).css
  const css = postcss([ours]).process(expanded, { from: undefined }).css
  if (unknown.size) {
    console.error(`Colours without a token; add them to tokens.mjs:\n${[...unknown].join('\n')}`)
    process.exit(1)
  }
  const compressed = sass.compileString(css.replace(/^@charset.*\n/, ''), { style: 'compressed', charset: false }).css
  write(assets, `${name}.css`, `${head}\n${compressed}\n`)
}

/** The ways in which options are set that a component of ours does not have. */
function unsupported(component, name, context) {
  const known = UNSUPPORTED[component] ?? {}
  if (`name: ${name}` in known) return true
  const find = (value, path) => {
    if (path in known || `${path}=${value}` in known) return true
    if (Array.isArray(value)) return value.some((item) => find(item, `${path}[]`))
    if (value && typeof value === 'object') {
      return Object.entries(value).some(([key, inner]) => find(inner, path ? `${path}.${key}` : key))
    }
    return false
  }
  return find(context, '')
}

/** Options without those that are not set; some examples set them to nothing. */
function tidied(value) {
  const empty = (inner) => inner === null || inner === undefined || inner === '' || inner === false
  if (Array.isArray(value)) return value.filter((inner) => !empty(inner)).map(tidied)
  if (!value || typeof value !== 'object') return value
  const set = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined)
  return Object.fromEntries(set.map(([key, inner]) => [key, tidied(inner)]))
}

function examples(component) {
  const all = JSON.parse(readFileSync(join(scss, 'components', component, 'fixtures.json'), 'utf8')).fixtures
  const fitting = all.filter((one) => !unsupported(component, one.name, one.context) && one.context !== undefined && !one.callBlock)
  const kept = fitting.map(({ name, context, html }) => ({ name, context: tidied(context), html }))
  write(fixtures, `${component}.json`, JSON.stringify({ of: all.length, fixtures: kept }, null, 1) + '\n')
  return { component, kept: kept.length, of: all.length }
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, 'package-lock.json'), 'utf8')).packages
const taken = lock['node_modules/nhsuk-frontend']
const head = `/*! NHS.UK frontend ${taken.version}, parts of it, changed. MIT licence: LICENCE.txt beside this file. */`
for (const folder of [assets, fixtures]) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
}
styles('reading', head)
styles('forms', head)
write(assets, 'LICENCE.txt', readFileSync(join(import.meta.dirname, 'LICENCE.txt'), 'utf8'))
const counts = COMPONENTS.map(examples)

const yaml = [
  '# What is vendored, from where, and the checksum of each file. Written by tools/nhsuk/vendor.sh.',
  'name: nhsuk-frontend',
  `version: ${taken.version}`,
  'licence: MIT',
  `tarball_integrity: ${taken.integrity}`,
  'made_with:',
  ...['sass', 'postcss'].map((tool) => `  ${tool}: ${lock[`node_modules/${tool}`].version}`),
  'files:',
  ...written.flatMap(({ path, bytes, sha256 }) => [`  - path: ${path}`, `    bytes: ${bytes}`, `    sha256: ${sha256}`]),
]
writeFileSync(join(root, 'themes/default/vendored.yaml'), yaml.join('\n') + '\n')
for (const { path, bytes } of written.filter(({ path }) => path.startsWith('themes'))) console.log(`${path}: ${bytes} bytes`)
for (const { component, kept, of } of counts) console.log(`${component}: ${kept} of ${of} examples`)
