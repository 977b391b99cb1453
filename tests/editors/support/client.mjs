// A client that speaks to a language server over its standard input and output.

import { spawn } from 'node:child_process'
import { after } from 'node:test'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import rpc from 'vscode-jsonrpc/node.js'
import protocol from 'vscode-languageserver-protocol'

const clients = []
after(() => Promise.all(clients.map((client) => client.stop())))

/** Starts a server for the site in `folder`. `settings` are what it asks the editor for. */
export async function start(command, args, folder, settings = {}) {
  const server = spawn(command, args, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] })
  const client = new Client(server, folder, settings)
  clients.push(client)
  await client.initialize()
  return client
}

class Client {
  constructor(server, folder, settings) {
    this.server = server
    this.folder = folder
    this.errors = ''
    this.published = new Map()
    this.waiting = []
    this.exited = new Promise((resolve) => server.on('exit', resolve))
    server.stderr.on('data', (text) => (this.errors += text))
    this.wire = rpc.createMessageConnection(
      new rpc.StreamMessageReader(server.stdout),
      new rpc.StreamMessageWriter(server.stdin),
    )
    this.wire.onNotification('textDocument/publishDiagnostics', (told) => this.receive(told))
    this.wire.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => settings[section] ?? null))
    this.wire.onRequest('client/registerCapability', () => null)
    this.wire.onRequest('workspace/workspaceFolders', () => null)
    this.wire.onUnhandledNotification(() => {})
    this.wire.listen()
  }

  uri(path) {
    return pathToFileURL(join(this.folder, path)).href
  }

  async initialize() {
    const uri = pathToFileURL(this.folder).href
    this.server.capabilities = await this.wire.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'site' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: {
          completion: { completionItem: { documentationFormat: ['markdown', 'plaintext'] } },
          hover: { contentFormat: ['markdown', 'plaintext'] },
          publishDiagnostics: { relatedInformation: true },
        },
      },
    })
    await this.wire.sendNotification('initialized', {})
  }

  receive(told) {
    this.published.set(told.uri, told)
    this.waiting = this.waiting.filter((wait) => !wait(told))
  }

  /** The problems of a file, as soon as they are such as `fits` wants. */
  problems(path, fits = () => true) {
    const uri = this.uri(path)
    const fitting = (told) => told.uri === uri && fits(told.diagnostics)
    const known = this.published.get(uri)
    if (known && fitting(known)) return Promise.resolve(known.diagnostics)
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        const last = JSON.stringify(this.published.get(uri)?.diagnostics ?? null)
        reject(new Error(`No such problems of ${path}. Last told: ${last}. ${this.errors}`))
      }, 60_000)
      this.waiting.push((told) => {
        if (!fitting(told)) return false
        clearTimeout(late)
        resolve(told.diagnostics)
        return true
      })
    })
  }

  /** Opens a file with this text, or with what it holds. */
  async open(path, text = readFileSync(join(this.folder, path), 'utf8')) {
    this.version = (this.version ?? 0) + 1
    const languageId = path.endsWith('.md') ? 'markdown' : 'yaml'
    const textDocument = { uri: this.uri(path), languageId, version: this.version, text }
    await this.wire.sendNotification('textDocument/didOpen', { textDocument })
  }

  async change(path, text, version = (this.version = (this.version ?? 0) + 1)) {
    const textDocument = { uri: this.uri(path), version }
    await this.wire.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] })
  }

  at(path, line, character) {
    return { textDocument: { uri: this.uri(path) }, position: { line, character } }
  }

  async complete(path, line, character) {
    const list = await this.wire.sendRequest('textDocument/completion', this.at(path, line, character))
    return list?.items ?? list ?? []
  }

  request(method, params) {
    return this.wire.sendRequest(method, params)
  }

  notify(method, params) {
    return this.wire.sendNotification(method, params)
  }

  async stop() {
    if (this.stopped) return this.exited
    this.stopped = true
    await this.wire.sendRequest('shutdown').catch(() => {})
    await this.wire.sendNotification('exit').catch(() => {})
    const late = setTimeout(() => this.server.kill(), 10_000)
    const status = await this.exited
    clearTimeout(late)
    this.wire.dispose()
    return status
  }
}

export { protocol }
