import { EventEmitter } from 'node:events'

/** Thrown for every part of Electron that the stand-in does not have, so that nothing seems to work that does not. */
export class NotOfferedError extends Error {
  constructor(what: string) {
    super(`electron stand-in: ${what} is not offered; see e2e/electron-stand-in/README.md`)
    this.name = 'NotOfferedError'
  }
}

/** A list of names, written as one text. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

/** Names that the language and Node's inspector ask for by themselves. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'constructor', 'prototype', 'inspect', 'nodeType', '$$typeof'])

function isFree(name: string | symbol): boolean {
  return typeof name === 'symbol' || name.startsWith('_') || ASKED_BY_THE_LANGUAGE.has(name)
}

/** The same object, but reading or writing a property it does not have throws. */
export function offered<T extends object>(owner: string, target: T): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      if (name in object || isFree(name)) return Reflect.get(object, name, receiver)
      throw new NotOfferedError(`${owner}.${String(name)}`)
    },
    set(object, name, value, receiver) {
      if (name in object || isFree(name)) return Reflect.set(object, name, value, receiver)
      throw new NotOfferedError(`${owner}.${String(name)}`)
    },
  })
}

/** Stands for a whole export of Electron that is not there: anything done with it throws. */
export function notOffered(owner: string): object {
  const refuse = (name?: string | symbol): never => {
    throw new NotOfferedError(name === undefined ? owner : `${owner}.${String(name)}`)
  }
  return new Proxy(() => undefined, {
    get: (_, name) => (isFree(name) ? undefined : refuse(name)),
    set: (_, name) => refuse(name),
    has: (_, name) => refuse(name),
    apply: () => refuse(),
    construct: () => refuse(),
  })
}

/** Throws for an option that the stand-in would pass over in silence. */
export function refuseUnknownOptions(owner: string, options: object, known: ReadonlySet<string>): void {
  for (const name of Object.keys(options)) {
    if (!known.has(name)) throw new NotOfferedError(`${owner}, option ${name}`)
  }
}

/** A class whose instances have offered members only. */
export class Offered {
  constructor(owner: string) {
    // Fields of subclasses are made on what a constructor returns, so private ones work through the proxy as well.
    // biome-ignore lint/correctness/noConstructorReturn: see above
    return offered(owner, this)
  }
}

/** An event emitter that has the listed events and offered members only. */
export class OfferedEmitter extends EventEmitter {
  readonly _owner: string
  readonly _known: ReadonlySet<string> | null

  /** `null` for events: any name, as for channels. */
  constructor(owner: string, events: readonly string[] | null) {
    super()
    this._owner = owner
    this._known = events && new Set(events)
    // biome-ignore lint/correctness/noConstructorReturn: see Offered
    return offered(owner, this)
  }

  // Node's once and prependOnceListener come through here or through the next method.
  override on(event: string | symbol, listener: (...args: never[]) => void): this {
    this._check(event)
    // Which arguments an event has is between emitter and listener, as in Node.
    return super.on(event, listener as (...args: unknown[]) => void)
  }

  override addListener(event: string | symbol, listener: (...args: never[]) => void): this {
    return this.on(event, listener)
  }

  override prependListener(event: string | symbol, listener: (...args: never[]) => void): this {
    this._check(event)
    return super.prependListener(event, listener as (...args: unknown[]) => void)
  }

  _check(event: string | symbol): void {
    if (typeof event === 'string' && this._known?.has(event) === false) {
      throw new NotOfferedError(`${this._owner}.on('${event}')`)
    }
  }
}

export interface PreventableEvent {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

/** The first argument of Electron's listeners. */
export function makeEvent<T extends object>(facts: T): T & PreventableEvent {
  let prevented = false
  return Object.defineProperties(
    { ...facts, defaultPrevented: false, preventDefault: () => undefined },
    {
      defaultPrevented: { get: () => prevented },
      preventDefault: {
        value: () => {
          prevented = true
        },
      },
    },
  )
}
