/**
 * Values as text, the way structured clone carries them (HTML standard, 2.7): shared and circular references, undefined,
 * Date, RegExp, Map, Set, BigInt, errors of the language's own types, ArrayBuffer and its views. Left out: Blob, File,
 * ImageData and the like, and that two views share one buffer (each carries its own bytes). This file runs in Node and,
 * with its types stripped, in the page's isolated world; so it imports nothing.
 */

type Slot = string | number | boolean | null | [string, ...unknown[]]
type Cell = [string, ...unknown[]]

const VIEWS: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
}

const ERRORS: Record<string, new (message?: string) => Error> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
}

/** Newer than the types of this project's ECMAScript; Chromium 140 has it, Node 24 not. */
interface Base64Methods {
  toBase64?: () => string
}
interface Base64Maker {
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>
}

function toBase64(bytes: Uint8Array): string {
  if (typeof Buffer === 'function') {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  }
  const methods = bytes as Uint8Array & Base64Methods
  if (methods.toBase64) return methods.toBase64()
  let binary = ''
  for (let i = 0; i < bytes.length; i += 32768) binary += String.fromCharCode(...bytes.subarray(i, i + 32768))
  return btoa(binary)
}

function fromBase64(text: string): ArrayBuffer {
  if (typeof Buffer === 'function') return Uint8Array.from(Buffer.from(text, 'base64')).buffer
  const maker = Uint8Array as Uint8ArrayConstructor & Base64Maker
  if (maker.fromBase64) return maker.fromBase64(text).buffer
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer
}

function refuseToClone(): never {
  throw new Error('An object could not be cloned.')
}

class Encoder {
  readonly cells: Cell[] = []
  readonly places = new Map<object, number>()

  slot(value: unknown): Slot {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : ['number', Object.is(value, -0) ? '-0' : `${value}`]
      case 'undefined':
        return ['undefined']
      case 'bigint':
        return ['bigint', `${value}`]
      case 'object':
        return value === null ? null : ['cell', this.place(value)]
      default:
        return refuseToClone()
    }
  }

  place(value: object): number {
    const known = this.places.get(value)
    if (known !== undefined) return known
    const index = this.cells.length
    this.places.set(value, index)
    this.cells.push(['pending'])
    this.cells[index] = this.cell(value)
    return index
  }

  cell(value: object): Cell {
    if (Array.isArray(value)) return ['array', value.length, this.entries(value)]
    if (value instanceof Date) return ['date', this.slot(value.getTime())]
    if (value instanceof RegExp) return ['regexp', value.source, value.flags]
    if (value instanceof Map) return ['map', [...value].map(([k, v]) => [this.slot(k), this.slot(v)])]
    if (value instanceof Set) return ['set', [...value].map((v) => this.slot(v))]
    if (value instanceof Error) return this.error(value)
    if (value instanceof ArrayBuffer) return ['buffer', toBase64(new Uint8Array(value))]
    if (ArrayBuffer.isView(value)) return this.view(value)
    if (value instanceof Boolean || value instanceof Number || value instanceof String) {
      return ['boxed', this.slot(value.valueOf())]
    }
    // Plain objects and instances of classes, which arrive as plain objects; all else of the platform is refused.
    if (Object.prototype.toString.call(value) !== '[object Object]') return refuseToClone()
    return ['object', this.entries(value)]
  }

  entries(value: object): [string, Slot][] {
    return Object.entries(value).map(([key, item]) => [key, this.slot(item)])
  }

  error(value: Error): Cell {
    const cause = 'cause' in value ? [this.slot(value.cause)] : []
    const name = value.name in ERRORS ? value.name : 'Error'
    return ['error', name, `${value.message}`, `${value.stack}`, ...cause]
  }

  view(value: ArrayBufferView): Cell {
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    if (!(tag in VIEWS)) return refuseToClone()
    return ['view', tag, toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
  }
}

class Decoder {
  readonly cells: Cell[]
  readonly values: unknown[] = []

  constructor(cells: Cell[]) {
    this.cells = cells
  }

  slot(slot: Slot): unknown {
    if (!Array.isArray(slot)) return slot
    const [kind, fact] = slot
    if (kind === 'undefined') return undefined
    if (kind === 'number') return Number(fact)
    if (kind === 'bigint') return BigInt(String(fact))
    const index = Number(fact)
    if (!(index in this.values)) this.build(index)
    return this.values[index]
  }

  build(index: number): void {
    const cell = this.cells[index]
    if (!cell) throw new Error('A cloned value is damaged.')
    const [kind, a, b] = cell
    // What stands in a cell was written by the encoder above.
    if (kind === 'object') this.fill((this.values[index] = {}), a as [string, Slot][])
    else if (kind === 'array') this.fill((this.values[index] = new Array(a as number)), b as [string, Slot][])
    else if (kind === 'map') {
      const map = new Map<unknown, unknown>()
      this.values[index] = map
      for (const [k, v] of a as [Slot, Slot][]) map.set(this.slot(k), this.slot(v))
    } else if (kind === 'set') {
      const set = new Set<unknown>()
      this.values[index] = set
      for (const v of a as Slot[]) set.add(this.slot(v))
    } else if (kind === 'error') this.error(index, cell)
    else this.values[index] = this.leaf(kind, a, b)
  }

  leaf(kind: string, a: unknown, b: unknown): unknown {
    if (kind === 'date') return new Date(Number(this.slot(a as Slot)))
    if (kind === 'regexp') return new RegExp(String(a), String(b))
    if (kind === 'buffer') return fromBase64(String(a))
    if (kind === 'boxed') return Object(this.slot(a as Slot))
    const View = VIEWS[String(a)]
    if (kind !== 'view' || !View) throw new Error('A cloned value is damaged.')
    return new View(fromBase64(String(b)))
  }

  error(index: number, [, name, message, stack, cause]: Cell): void {
    const error = new (ERRORS[String(name)] ?? Error)(String(message))
    this.values[index] = error
    Object.defineProperty(error, 'stack', { value: String(stack), writable: true, configurable: true })
    if (cause !== undefined) {
      Object.defineProperty(error, 'cause', { value: this.slot(cause as Slot), writable: true, configurable: true })
    }
  }

  fill(target: object, entries: [string, Slot][]): void {
    for (const [key, slot] of entries) {
      Object.defineProperty(target, key, {
        value: this.slot(slot),
        writable: true,
        enumerable: true,
        configurable: true,
      })
    }
  }
}

/** Throws `An object could not be cloned.` for functions, symbols and objects of the platform. */
export function encodeClone(value: unknown): string {
  const encoder = new Encoder()
  const root = encoder.slot(value)
  return JSON.stringify([root, encoder.cells])
}

export function decodeClone(text: string): unknown {
  // Written by encodeClone.
  const [root, cells] = JSON.parse(text) as [Slot, Cell[]]
  return new Decoder(cells).slot(root)
}
