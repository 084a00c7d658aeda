import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'
import type { Readable, Writable } from 'node:stream'

export type { Protocol }

type Parameters = Protocol.CommandParameters
type Values = Protocol.CommandReturnValues
type Events = Protocol.Events
export type CdpEvent = keyof Events

type Listener = (payload: never) => void

interface Message {
  id?: number
  method?: string
  sessionId?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}

/** One CDP session: the browser's own (no id) or that of one target. */
export class CdpSession {
  readonly id: string | undefined
  readonly #connection: CdpConnection
  readonly #listeners = new Map<string, Set<Listener>>()

  constructor(connection: CdpConnection, id: string | undefined) {
    this.#connection = connection
    this.id = id
  }

  /** Rejects with the browser's own message, or when the browser has gone. */
  send<M extends keyof Parameters & keyof Values>(method: M, parameters?: Parameters[M]): Promise<Values[M]> {
    // The browser answers each method with the value the protocol lists for it.
    return this.#connection.call(method, parameters, this.id) as Promise<Values[M]>
  }

  /** For what may be sent to a target that is just going away. */
  sendQuietly<M extends keyof Parameters & keyof Values>(method: M, parameters?: Parameters[M]): void {
    this.send(method, parameters).catch(() => undefined)
  }

  on<E extends CdpEvent>(event: E, listener: (payload: Events[E]) => void): void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners)
    listeners.add(listener)
  }

  deliver(event: string, payload: unknown): void {
    // Listeners were registered under the event's own name with its payload type.
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never)
  }
}

/**
 * The Chrome DevTools Protocol over the pipes of `--remote-debugging-pipe`: messages in JSON, each ended by a NUL.
 * A pipe and not the WebSocket, because Chromium ends itself when the pipe's other end goes away.
 */
export class CdpConnection {
  readonly root: CdpSession
  readonly #sessions = new Map<string, CdpSession>()
  readonly #calls = new Map<number, { method: string; done: (value: unknown) => void; failed: (e: Error) => void }>()
  readonly #output: Writable
  #parts: Buffer[] = []
  #lastId = 0
  #closed = false

  constructor(output: Writable, input: Readable) {
    this.root = new CdpSession(this, undefined)
    this.#output = output
    input.on('data', (chunk: Buffer) => this.#read(chunk))
    input.on('close', () => this.#close())
    input.on('error', () => this.#close())
    output.on('error', () => this.#close())
  }

  session(id: string): CdpSession {
    const known = this.#sessions.get(id)
    if (known) return known
    const session = new CdpSession(this, id)
    this.#sessions.set(id, session)
    return session
  }

  forget(id: string): void {
    this.#sessions.delete(id)
  }

  call(method: string, params: unknown, sessionId: string | undefined): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error(`${method}: the browser has gone`))
    const id = ++this.#lastId
    return new Promise((done, failed) => {
      this.#calls.set(id, { method, done, failed })
      this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  #read(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      this.#parts.push(chunk.subarray(start, end))
      const text = Buffer.concat(this.#parts).toString('utf8')
      this.#parts = []
      start = end + 1
      // The browser writes nothing else into this pipe.
      this.#dispatch(JSON.parse(text) as Message)
    }
    if (start < chunk.length) this.#parts.push(chunk.subarray(start))
  }

  #dispatch(message: Message): void {
    if (message.id === undefined) {
      const session = message.sessionId === undefined ? this.root : this.#sessions.get(message.sessionId)
      session?.deliver(message.method ?? '', message.params)
      return
    }
    const call = this.#calls.get(message.id)
    this.#calls.delete(message.id)
    if (message.error) call?.failed(new Error(`${call.method}: ${message.error.message}`))
    else call?.done(message.result)
  }

  #close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const call of this.#calls.values()) call.failed(new Error(`${call.method}: the browser has gone`))
    this.#calls.clear()
  }
}
