// The search page of a site that names a search server, in a browser, under the policy that
// `casebook build` prints.

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { axeFinds, tooWide } from '../browser/support/axe.mjs'
import { open } from '../browser/support/browser.mjs'
import { launch, PATIENCE } from '../browser/support/chromium.mjs'
import { serve } from '../browser/support/server.mjs'
import { casebook, ENGINES_FOLDER, HOSTILE, OPENSEARCH, siteWith } from './support.mjs'
import { fill } from './opensearch.mjs'

const here = { mode: 'well', asked: [] }

/** What stands before a search server: only `_search`, and leave for the site's pages to ask. osmem-server
 * itself sends no Access-Control headers. */
function front() {
  return createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'content-type')
    if (request.method === 'OPTIONS') return response.end()
    let body = ''
    for await (const part of request) body += part
    here.asked.push({ path: request.url, headers: request.headers, body: JSON.parse(body) })
    if (here.mode === 'silent') return
    const { status, text } = await answers[here.mode](body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(text)
  })
}

const answers = {
  well: async (body) => {
    const answer = await fetch(`${OPENSEARCH}/casebook/_search`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return { status: answer.status, text: await answer.text() }
  },
  broken: async () => ({ status: 503, text: '{"error":"no"}' }),
  nonsense: async () => ({ status: 200, text: '<!doctype html><p>A captive portal' }),
  other: async () => ({ status: 200, text: '{"hits":{"hits":[null]},"took":"x"}' }),
  evil: async () => ({ status: 200, text: JSON.stringify(EVIL) }),
}
const BAD = '<img src=x onerror="window.ran = true"><script>window.ran = true</script>'
const EVIL = {
  hits: { total: { value: 3 }, hits: [
    { _source: { url: 'javascript:window.ran=true', title: BAD, summary: BAD, kind: 'award', kind_label: BAD }, highlight: { title: [`\ue000${BAD}\ue001`] } },
    { _source: { url: '//evil.example/', title: 'Elsewhere', summary: 7, kind: {}, kind_label: null }, inner_hits: { sections: { hits: { hits: [{ _source: { anchor: '"><b>', heading: BAD } }] } } } },
    { _source: { title: 'Nowhere' } },
  ] },
  aggregations: { kind: { values: { buckets: [{ key: 'award', doc_count: '<b>1</b>' }, { key: '__proto__', doc_count: 5 }] } } },
}

before(async () => {
  await fill('casebook', join(ENGINES_FOLDER, 'for-opensearch'))
  here.front = front()
  await new Promise((ready) => here.front.listen(0, '127.0.0.1', ready))
  here.origin = `http://127.0.0.1:${here.front.address().port}`
  here.browser = await launch()
  here.alone = await built('alone', '')
  here.both = await built('both', '  local_index: true\n')
})
after(async () => {
  await here.browser?.close()
  for (const site of [here.alone, here.both]) await site?.server.close()
  here.front.closeAllConnections()
  here.front.close()
})

/** A site that asks the server, served under the header that its build asks for. */
async function built(name, more) {
  const root = siteWith(name, `search:\n  endpoint: ${here.origin}/casebook/\n${more}`)
  const folder = join(ENGINES_FOLDER, `${name}-site`)
  const said = await casebook('build', '--root', root, '--out', folder)
  const policy = said.match(/^Content-Security-Policy: (.*)$/m)?.[1]
  assert.ok(policy?.endsWith(`; connect-src 'self' ${here.origin}`), said)
  return { folder, server: await serve(folder, '/', policy) }
}

async function visit(site, address, act, mode = 'well') {
  Object.assign(here, { mode, asked: [] })
  const tab = await open(here.browser)
  try {
    await tab.goto(`${site.server.url}search/index.html${address}`)
    return await act(tab)
  } finally {
    await tab.context().close()
  }
}

const state = (tab) => tab.locator('#cb-search-state')
const said = (tab, words) => tab.waitForFunction((words) => document.getElementById('cb-search-state').textContent.includes(words), words)
const count = async (tab, id) => Number((await tab.locator(`label[for="${id}"] .cb-facet__n`).textContent()).replace(/\D/g, ''))

test('only the site that keeps it ships the index', () => {
  const shipped = (site) => readdirSync(join(site.folder, 'search')).some((name) => /^index\..*js$/.test(name))
  assert.ok(!shipped(here.alone))
  assert.ok(shipped(here.both))
})

test('an answer has results, filters with counts, and is announced', PATIENCE, async () => {
  await visit(here.alone, '?q=stroke', async (tab) => {
    await said(tab, 'results for “stroke”')
    assert.equal(await state(tab).getAttribute('role'), 'status')
    assert.ok((await tab.locator('#cb-search-list > li').count()) > 3)
    assert.ok((await tab.locator('#cb-search-list mark').count()) > 0)
    assert.match(await tab.locator('#cb-search-list a').first().getAttribute('href'), /^\.\.\/[a-z]/)
    assert.match(await tab.locator('form[data-cb-search]').textContent(), /is sent to 127\.0\.0\.1/)
    const [first] = here.asked
    assert.equal(first.path, '/casebook/_search')
    assert.equal(first.headers.cookie, undefined)
    assert.equal(first.headers.referer, undefined)
    assert.deepEqual(tab.faults, [])
    await tab.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true }))
    assert.deepEqual(await axeFinds(tab), [])
    assert.equal(await tooWide(tab), false)
  })
})

test('filters stand in the address, count without their own selection, and can be gone back from', PATIENCE, async () => {
  await visit(here.alone, '?q=stroke&nothing=x&phase=%3Cb%3E', async (tab) => {
    await said(tab, 'for “stroke”')
    const all = await state(tab).textContent()
    await tab.evaluate(() => document.querySelectorAll('#cb-search-out details').forEach((one) => { one.open = true }))
    const lessons = await count(tab, 'cb-facet-kind-lesson')
    const awards = await count(tab, 'cb-facet-kind-award')
    assert.ok(lessons > 0 && awards > 0)
    await tab.locator('#cb-facet-kind-award').check()
    await tab.waitForFunction((all) => document.getElementById('cb-search-state').textContent !== all, all)
    assert.match(tab.url(), /[?&]kind=award/)
    assert.match(await state(tab).textContent(), new RegExp(`^${awards} results? for “stroke”$`))
    assert.equal(await count(tab, 'cb-facet-kind-lesson'), lessons)
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'cb-facet-kind-award')
    await tab.goBack()
    await said(tab, all)
    assert.deepEqual(tab.faults, [])
  })
})

test('a slip is said to be one, and “exactly what I typed” is asked so', PATIENCE, async () => {
  await visit(here.alone, '?q=thrombectamy', async (tab) => {
    await said(tab, 'for “thrombectamy”')
    assert.match(await tab.locator('#cb-search-notices').textContent(), /words like them/)
    await tab.getByRole('button', { name: 'Search only for exactly what I typed' }).click()
    await said(tab, 'No page here answers')
    assert.match(tab.url(), /literal=1/)
    assert.ok(JSON.stringify(here.asked.at(-1).body.query).includes('"analyzer":"casebook_text"'))
  })
})

test('nothing is sent before the reader asks', PATIENCE, async () => {
  await visit(here.alone, '', async (tab) => {
    await tab.locator('#cb-q').pressSequentially('stroke')
    await tab.waitForTimeout(500)
    assert.equal(here.asked.length, 0)
    await tab.keyboard.press('Enter')
    await said(tab, 'for “stroke”')
    assert.equal(here.asked.length, 1)
  })
})

test('no query becomes markup or an error', PATIENCE, async () => {
  for (const query of HOSTILE.filter((query) => query.length < 400)) {
    const address = `?q=${encodeURIComponent(query.toWellFormed())}`
    await visit(here.alone, address, async (tab) => {
      await tab.waitForLoadState('networkidle')
      assert.equal(await tab.locator('#cb-search-state script, #cb-search-list script').count(), 0)
      assert.deepEqual(tab.faults, [], query)
    })
  }
})

for (const mode of ['broken', 'nonsense', 'other']) {
  test(`a server that answers so (${mode}) is said to give no answer, with the way to the A to Z`, PATIENCE, async () => {
    await visit(here.alone, '?q=stroke', async (tab) => {
      await said(tab, 'The search server gave no answer.')
      assert.equal(await state(tab).locator('a').getAttribute('href'), '../a-to-z/index.html')
      assert.ok(await tab.locator('#cb-search-help').isVisible())
      assert.ok(!(await tab.locator('#cb-search-out').isVisible()))
    }, mode)
  })
}

test('a server that stays silent is given up', PATIENCE, async () => {
  Object.assign(here, { mode: 'silent', asked: [] })
  const tab = await open(here.browser)
  await tab.clock.install()
  await tab.goto(`${here.alone.server.url}search/index.html?q=stroke`)
  await tab.clock.runFor(9_000)
  await said(tab, 'The search server gave no answer.')
  await tab.context().close()
})

test("the site's own index answers when the server does not", PATIENCE, async () => {
  await visit(here.both, '?q=stroke', async (tab) => {
    await said(tab, 'for “stroke”')
    assert.match(await tab.locator('#cb-search-notices').textContent(), /this site's own index/)
    assert.ok((await tab.locator('#cb-search-list > li').count()) > 3)
  }, 'broken')
})

test('what a server says never becomes markup, a script or a way off the site', PATIENCE, async () => {
  await visit(here.alone, '?q=stroke', async (tab) => {
    await said(tab, 'for “stroke”')
    const links = await tab.locator('#cb-search-list a').evaluateAll((all) => all.map((one) => one.href))
    assert.equal(links.length, 2)
    for (const link of links) assert.ok(link.startsWith(here.alone.server.origin), link)
    assert.equal(await tab.locator('#cb-search-out :is(img, script, b)').count(), 0)
    assert.equal(await tab.evaluate(() => window.ran), undefined)
    assert.deepEqual(tab.faults, [])
  }, 'evil')
})
