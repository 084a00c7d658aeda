import { createHash } from 'node:crypto'

/**
 * The form of every JSON file: one JSON value whose first line says format version, length (bytes) and checksum of the
 * data, which follow from the second line on. A person can read it, and it is verified before it is parsed. Later
 * formats keep the first line as it is, so that an older version can tell "newer" from "damaged".
 */
const HEADER = /^\{"format":([1-9]\d{0,8}),"length":(\d{1,12}),"checksum":"([0-9a-f]{64})","data":\n/
const HEADER_MAX = 160
const TAIL = '\n}\n'

export type DamageReason = 'missing' | 'empty' | 'header' | 'length' | 'checksum' | 'json' | 'schema'

export type Unsealed =
  | { kind: 'good'; value: unknown; format: number }
  | { kind: 'newer'; format: number }
  | { kind: 'damaged'; reason: DamageReason }

/** The bytes of a file that holds `value` (anything JSON can say). */
export function seal(format: number, value: unknown): Uint8Array {
  const data = Buffer.from(JSON.stringify(value, null, 1), 'utf8')
  const checksum = checksumOf(format, data)
  const header = `{"format":${format},"length":${data.length},"checksum":"${checksum}","data":\n`
  return Buffer.concat([Buffer.from(header, 'latin1'), data, Buffer.from(TAIL, 'latin1')])
}

/** Verifies and parses; `known` is the newest format version that the caller understands. */
export function unseal(bytes: Uint8Array, known: number): Unsealed {
  if (bytes.length === 0) return { kind: 'damaged', reason: 'empty' }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const match = HEADER.exec(buffer.toString('latin1', 0, HEADER_MAX))
  if (match === null) return { kind: 'damaged', reason: 'header' }
  const [header, formatText = '', lengthText = '', checksum] = match
  const start = header.length
  const end = start + Number(lengthText)
  const whole = buffer.length === end + TAIL.length && buffer.toString('latin1', end) === TAIL
  if (!whole) return { kind: 'damaged', reason: 'length' }
  const format = Number(formatText)
  const data = buffer.subarray(start, end)
  if (checksumOf(format, data) !== checksum) return { kind: 'damaged', reason: 'checksum' }
  if (format > known) return { kind: 'newer', format }
  return parse(data.toString('utf8'), format)
}

function parse(text: string, format: number): Unsealed {
  try {
    return { kind: 'good', value: JSON.parse(text), format }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { kind: 'damaged', reason: 'json' }
  }
}

// The format version is part of what is summed: a flipped bit in it must not pass for a newer format.
function checksumOf(format: number, data: Uint8Array): string {
  return createHash('sha256').update(`${format} ${data.length}\n`, 'latin1').update(data).digest('hex')
}
