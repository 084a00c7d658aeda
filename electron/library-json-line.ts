import { setImmediate } from 'node:timers/promises'

/** One item of a file: its JSON, and apart from it the bytes that were too large to be read at once. */
export interface ItemLine {
  value: unknown
  /** What `base64` says, which is '' in `value` then; null where it says so itself. */
  bytes: Uint8Array | null
}

/** Lines up to this many bytes are read at once: some milliseconds. */
const LARGE = 1 << 20
/** Letters of base64 that are read at once; a multiple of four. */
const SLICE = 1 << 20
/** What stands before the base64 of an item as Simak writes it has at most so many bytes. */
const HEAD = 400
const QUOTE = 34

/** Reads a line without holding up others, however long its base64 is. Undefined for what is no JSON. */
export async function itemLine(line: Uint8Array): Promise<ItemLine | undefined> {
  const source = Buffer.from(line.buffer, line.byteOffset, line.byteLength)
  const place = line.length < LARGE ? -1 : source.subarray(0, HEAD).indexOf('"base64":"')
  if (place < 0) return parsed(source.toString('utf8'), null)
  const start = place + '"base64":"'.length
  const end = source.indexOf(QUOTE, start)
  if (end < 0) return undefined
  const bytes = await decoded(source.subarray(start, end))
  return parsed(source.toString('utf8', 0, start) + source.toString('utf8', end), bytes)
}

/** Letters that are none are left out: what was meant is told by its hash. */
async function decoded(letters: Buffer): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(Math.ceil((letters.length * 3) / 4))
  let length = 0
  for (let at = 0; at < letters.length; at += SLICE) {
    length += Buffer.from(letters.toString('latin1', at, at + SLICE), 'base64').copy(bytes, length)
    await setImmediate()
  }
  return bytes.subarray(0, length)
}

function parsed(text: string, bytes: Uint8Array | null): ItemLine | undefined {
  const value = jsonOf(text.replace(/,\s*$/, ''))
  return value === undefined ? undefined : { value, bytes }
}

/** Undefined for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}
