// The strict Content-Security-Policy breaks nothing, and nothing leaves the host.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { open, stage } from './support/browser.mjs'
import { PATIENCE } from './support/chromium.mjs'
import { serve } from './support/server.mjs'
import { pagesOfEveryKind, site } from './support/sites.mjs'

const here = stage()

test('every page says of which kind it is', () => {
  const without = site.pages.filter((page) => !page.kind).map((page) => page.path)
  assert.deepEqual(without, [])
})

describe('no request leaves the host and the policy breaks nothing', { concurrency: 2 }, () => {
  for (const page of pagesOfEveryKind()) {
    test(page.title, PATIENCE, async () => {
      const { origin } = here.servers.get(page.site)
      const tab = await open(here.browser)
      const away = []
      tab.on('request', (request) => {
        if (!request.url().startsWith(`${origin}/`)) away.push(request.url())
      })
      await tab.goto(here.url(page), { waitUntil: 'networkidle' })
      const kept = await tab.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length)
      await tab.context().close()
      assert.deepEqual(away, [], 'requests to other hosts')
      assert.deepEqual(tab.faults, [])
      assert.equal(kept, 0, 'nothing is stored before the reader presses Save')
    })
  }
})

test('the policy of the test server is enforced', PATIENCE, async () => {
  const tab = await open(here.browser)
  await tab.goto(here.servers.get(site).url)
  await tab.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.body.append(script)
    document.body.setAttribute('style', 'margin: 99px')
  })
  const [ran, margin] = await tab.evaluate(() => [window.ran, getComputedStyle(document.body).marginTop])
  await tab.context().close()
  assert.equal(ran, undefined)
  assert.notEqual(margin, '99px')
  assert.ok(tab.faults.some((fault) => fault.includes('Content Security Policy')), tab.faults.join('\n'))
})

test('an address that is not there shows the page for it, styled, from any depth', PATIENCE, async () => {
  const tab = await open(here.browser)
  const answer = await tab.goto(`${here.servers.get(site).url}no/such/page/`, { waitUntil: 'networkidle' })
  assert.equal(answer.status(), 404)
  assert.equal(await tab.locator('h1').count(), 1)
  await tab.context().close()
  const others = tab.faults.filter((fault) => !fault.includes('/no/such/page/') && !fault.includes('status of 404'))
  assert.deepEqual(others, [])
})

describe('the site works below any path of a host', () => {
  let server
  before(async () => (server = await serve(site.folder, '/some/place/')))
  after(() => server.close())
  for (const path of ['', 'awards/', 'awards/p4-01/', 'lessons/']) {
    test(`/some/place/${path}`, PATIENCE, async () => {
      const tab = await open(here.browser)
      await tab.goto(server.url + path, { waitUntil: 'networkidle' })
      const links = await tab.evaluate(() => [...document.querySelectorAll('main a[href]')].map((link) => link.href))
      await tab.context().close()
      assert.deepEqual(tab.faults, [])
      const outside = links.filter((link) => link.startsWith(server.origin) && !link.startsWith(server.url))
      assert.deepEqual(outside, [])
    })
  }
})
