// A plain web server, as strict as the docs recommend a host to be, that remembers every request.

import { createServer } from 'node:http'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

export const POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
}

/** Serves `folder` below `mount`, under this policy. `log` holds the path, status and size of every answer. */
export async function serve(folder, mount = '/', policy = POLICY) {
  const log = []
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname)
    const found = path.startsWith(mount) && (await find(folder, path.slice(mount.length)))
    const file = found || join(folder, '404.html')
    const bytes = await readFile(file)
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    const body = /text|json|xml|svg/.test(type) ? gzipSync(bytes) : bytes
    const status = found ? 200 : 404
    log.push({ path, status, bytes: body.length })
    response.writeHead(status, {
      'content-type': type,
      'content-length': body.length,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      ...(body === bytes ? {} : { 'content-encoding': 'gzip' }),
    })
    response.end(body)
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${server.address().port}`
  const close = () => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  }
  return { url: origin + mount, origin, log, close }
}

async function find(folder, path) {
  const file = normalize(join(folder, path))
  if (file !== normalize(folder) && !file.startsWith(folder)) return null
  const about = await stat(file).catch(() => null)
  if (about?.isDirectory()) return find(folder, join(path, 'index.html'))
  return about ? file : null
}
