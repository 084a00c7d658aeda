/**
 * Carries values between the page's main world and the preload's isolated world, as Electron's contextBridge does:
 * functions become functions that call back into their own world, promises stay promises, objects and arrays are copied,
 * everything else is cloned by the browser when it goes through the detail of an event. Both worlds run this file; it
 * imports nothing.
 */

type Packed =
  | { kind: 'function'; id: number }
  | { kind: 'promise'; id: number }
  | { kind: 'array'; items: Packed[] }
  | { kind: 'object'; entries: [string, Packed][] }
  | { kind: 'value'; value: unknown }

type Letter =
  | { kind: 'expose'; key: string; value: Packed }
  | { kind: 'call'; call: number; id: number; args: Packed }
  | { kind: 'result'; call: number; failed: boolean; value: Packed }
  | { kind: 'settled'; id: number; failed: boolean; value: Packed }

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** One end of the wire: an element outside the document that only the two worlds' first scripts hold. */
export class Bridge {
  readonly #wire: EventTarget
  readonly #outgoing: string
  readonly #functions: ((...args: unknown[]) => unknown)[] = []
  readonly #results = new Map<number, { failed: boolean; value: unknown }>()
  readonly #promises = new Map<number, { done: (v: unknown) => void; failed: (v: unknown) => void }>()
  // Taken before any script of the page could replace them.
  readonly #Event = CustomEvent
  readonly #dispatch = EventTarget.prototype.dispatchEvent
  #lastCall = 0
  #lastPromise = 0

  constructor(wire: EventTarget, outgoing: string, incoming: string) {
    this.#wire = wire
    this.#outgoing = outgoing
    wire.addEventListener(incoming, (event) => {
      // Only this class, in the other world, holds the wire.
      if (event instanceof this.#Event) this.#receive(event.detail as Letter)
    })
  }

  expose(key: string, api: unknown): void {
    this.#send({ kind: 'expose', key, value: this.#pack(api, 0) })
  }

  #send(letter: Letter): void {
    this.#dispatch.call(this.#wire, new this.#Event(this.#outgoing, { detail: letter }))
  }

  #receive(letter: Letter): void {
    if (letter.kind === 'expose') {
      if (Object.hasOwn(globalThis, letter.key)) {
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      }
      Object.defineProperty(globalThis, letter.key, { value: this.#unpack(letter.value), enumerable: true })
    } else if (letter.kind === 'call') this.#answer(letter)
    else if (letter.kind === 'result') {
      this.#results.set(letter.call, { failed: letter.failed, value: this.#unpack(letter.value) })
    } else {
      const promise = this.#promises.get(letter.id)
      this.#promises.delete(letter.id)
      const value = this.#unpack(letter.value)
      if (letter.failed) promise?.failed(value)
      else promise?.done(value)
    }
  }

  #answer(letter: Letter & { kind: 'call' }): void {
    let [failed, value]: [boolean, Packed] = [false, { kind: 'value', value: undefined }]
    try {
      const args: unknown = this.#unpack(letter.args)
      value = this.#pack(this.#functions[letter.id]?.(...asList(args)), 0)
    } catch (error) {
      failed = true
      value = this.#pack(error, 0)
    }
    this.#send({ kind: 'result', call: letter.call, failed, value })
  }

  #pack(value: unknown, depth: number): Packed {
    if (depth > 1000)
      throw new Error(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      )
    if (typeof value === 'function') {
      // Called with whatever the other world sends.
      return { kind: 'function', id: this.#functions.push(value as () => unknown) - 1 }
    }
    if (typeof value === 'symbol') throw new Error('Symbols cannot cross the context bridge.')
    if (typeof value !== 'object' || value === null) return { kind: 'value', value }
    if (value instanceof Promise) return this.#packPromise(value)
    if (Array.isArray(value)) return { kind: 'array', items: value.map((item) => this.#pack(item, depth + 1)) }
    if (Object.prototype.toString.call(value) !== '[object Object]') return { kind: 'value', value }
    return { kind: 'object', entries: Object.entries(value).map(([k, v]) => [k, this.#pack(v, depth + 1)]) }
  }

  #packPromise(promise: Promise<unknown>): Packed {
    const id = ++this.#lastPromise
    const settle = (failed: boolean) => (value: unknown) =>
      this.#send({ kind: 'settled', id, failed, value: this.#pack(value, 0) })
    promise.then(settle(false), settle(true))
    return { kind: 'promise', id }
  }

  #unpack(packed: Packed): unknown {
    switch (packed.kind) {
      case 'value':
        return packed.value
      case 'array':
        return packed.items.map((item) => this.#unpack(item))
      case 'object':
        return Object.freeze(Object.fromEntries(packed.entries.map(([k, v]) => [k, this.#unpack(v)])))
      case 'promise':
        return new Promise((done, failed) => this.#promises.set(packed.id, { done, failed }))
      case 'function':
        return (...args: unknown[]) => this.#call(packed.id, args)
    }
  }

  #call(id: number, args: unknown[]): unknown {
    const call = ++this.#lastCall
    this.#send({ kind: 'call', call, id, args: this.#pack(args, 0) })
    const result = this.#results.get(call)
    this.#results.delete(call)
    if (!result) throw new Error('The other world did not answer.')
    if (result.failed) throw result.value
    return result.value
  }
}
