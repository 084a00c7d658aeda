/** MIME as web archives use it (RFC 2045, 2046, 2557): flat or nested multiparts of base64, quoted-printable or plain bodies. */

export interface MimePart {
  /** Names in lower case, folded lines joined. */
  headers: ReadonlyMap<string, string>
  /** Lower case, without parameters. */
  type: string
  charset: string | null
  body: Uint8Array
}

const MAX_PARTS = 10_000
const MAX_NESTING = 10
/** The message as characters of one byte each: positions are the same in both. */
const latin1 = new TextDecoder('latin1')

/** All parts that are no multiparts themselves, in order; null for what is no MIME message. */
export function readMimeParts(bytes: Uint8Array): MimePart[] | null {
  const parts: MimePart[] = []
  return readInto(parts, bytes, 0) ? parts : null
}

function readInto(parts: MimePart[], bytes: Uint8Array, nesting: number): boolean {
  const message = splitMessage(bytes)
  if (message === null || nesting > MAX_NESTING || parts.length > MAX_PARTS) return false
  const { headers, body } = message
  const contentType = headers.get('content-type') ?? 'text/plain'
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  if (!type.startsWith('multipart/')) {
    const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase()
    parts.push({ headers, type, charset: parameterOf(contentType, 'charset'), body: decodeBody(body, encoding) })
    return true
  }
  const boundary = parameterOf(contentType, 'boundary')
  if (boundary === null) return false
  return splitAtBoundary(body, boundary).every((part) => readInto(parts, part, nesting + 1))
}

function splitMessage(bytes: Uint8Array): { headers: Map<string, string>; body: Uint8Array } | null {
  const head = latin1.decode(bytes.subarray(0, 64 * 1024))
  const empty = /^(?:\r?\n)|\r?\n\r?\n/.exec(head)
  if (empty === null) return null
  const headers = new Map<string, string>()
  const lines = head
    .slice(0, empty.index)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: bytes.subarray(empty.index + empty[0].length) }
}

function parameterOf(header: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(header)
  return match?.[1] ?? match?.[2] ?? null
}

function splitAtBoundary(body: Uint8Array, boundary: string): Uint8Array[] {
  const text = latin1.decode(body)
  const mark = `--${boundary}`
  const parts: Uint8Array[] = []
  let start = -1
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + mark.length)) {
    if (at > 0 && text[at - 1] !== '\n') continue
    if (start !== -1) parts.push(body.subarray(start, text[at - 2] === '\r' ? at - 2 : Math.max(start, at - 1)))
    if (text.startsWith('--', at + mark.length) || parts.length > MAX_PARTS) return parts
    const line = text.indexOf('\n', at)
    if (line === -1) return parts
    start = line + 1
  }
  // A message that was cut off still has its last part.
  if (start !== -1) parts.push(body.subarray(start))
  return parts
}

function decodeBody(body: Uint8Array, encoding: string): Uint8Array {
  if (encoding === 'base64') return Buffer.from(latin1.decode(body), 'base64')
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(body) : body
}

function decodeQuotedPrintable(body: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(body.length)
  let length = 0
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index] ?? 0
    const pair = byte === 0x3d ? latin1.decode(body.subarray(index + 1, index + 3)) : ''
    if (/^[\da-f]{2}$/i.test(pair)) {
      decoded[length++] = Number.parseInt(pair, 16)
      index += 2
    } else if (pair.startsWith('\n')) index += 1
    else if (pair === '\r\n') index += 2
    else decoded[length++] = byte
  }
  return decoded.subarray(0, length)
}
