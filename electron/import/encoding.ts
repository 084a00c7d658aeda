import jschardet from 'jschardet'
import type { EncodingDoubt } from '#shared/encoding-doubt.ts'
import { decodeIbm855 } from './ibm855.ts'

export interface DecodedText {
  text: string
  /** WHATWG label of the encoding used. */
  encoding: string
  /** Absent where the encoding is as good as sure. */
  doubt?: EncodingDoubt
}

/** Where a file may say its own encoding. */
export type DeclarationStyle = 'html' | 'none'

const DECLARATION_WINDOW = 4096
const SAMPLE_BYTES = 64 * 1024
/** The detector is seldom sure of short texts, and nearly always right. */
const MIN_DETECTOR_CONFIDENCE = 0.1
/** Below this the reader is asked. */
const SURE_CONFIDENCE = 0.35
const MAX_CONTROL_SHARE = 0.02
const MIN_NUL_SHARE = 0.15
const FALLBACK = 'windows-1252'

/** Byte-order marks, longest first. The platform's decoder has no UTF-32, so that is decoded here. */
const MARKS: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: 'utf-32le' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: 'utf-32be' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
]

/** Names the detector gives that the platform's decoder knows under another label. */
const LABELS: Readonly<Record<string, string>> = {
  ascii: 'windows-1252',
  cp949: 'euc-kr',
  cp932: 'shift_jis',
  'tis-620': 'windows-874',
  cp874: 'windows-874',
  maccyrillic: 'x-mac-cyrillic',
  macroman: 'macintosh',
  'iso-8859-1': 'windows-1252',
}

/**
 * Decodes text in the order: byte-order mark, declared charset, strict UTF-8, UTF-16 and UTF-32 without a mark (by the
 * places of NUL bytes), detector, windows-1252. Answers null for bytes that are no text.
 * @param chosen the reader's own word on the encoding
 */
export function decodeText(
  bytes: Uint8Array,
  style: DeclarationStyle = 'none',
  chosen: string | null = null,
): DecodedText | null {
  if (chosen !== null) return checked(decodeAs(bytes, chosen))
  const mark = MARKS.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte))
  if (mark !== undefined) return checked(decodeAs(bytes.subarray(mark.bytes.length), mark.encoding))
  const wide = wideEncoding(bytes)
  if (wide !== null) return checked(decodeAs(bytes, wide))
  if (bytes.includes(0)) return null
  const declared = style === 'html' ? declaredEncoding(bytes) : null
  const strict =
    (declared === null ? null : decodeDeclared(bytes, declared)) ??
    (hasEscapeSequences(bytes) ? null : decodeAs(bytes, 'utf-8', true))
  if (strict !== null) return checked(strict, 'written')
  return checked(decodeDetected(bytes) ?? decodeAs(bytes, FALLBACK))
}

/** A page that says one encoding and is valid in UTF-8 beyond ASCII was nearly always re-saved: believe the bytes. */
function decodeDeclared(bytes: Uint8Array, label: string): DecodedText | null {
  const utf8 = decodeAs(bytes, 'utf-8', true)
  if (utf8 !== null && bytes.some((byte) => byte > 0x7f)) return utf8
  return decodeAs(bytes, label, true)
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, DECLARATION_WINDOW))
  const label =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.-]+)/i.exec(head)?.[1]
  if (label === undefined) return null
  // The declaration was readable as single bytes, so it cannot be one of two bytes a character (HTML standard 13.2.3.2).
  return /^utf-?(16|32)/i.test(label) ? 'utf-8' : label
}

/** Null where the detector has no idea; what it is not sure of comes with the likeliest other reading. */
function decodeDetected(bytes: Uint8Array): DecodedText | null {
  // The detector takes one character per byte.
  const sample = Buffer.from(bytes.subarray(0, SAMPLE_BYTES)).toString('latin1')
  const guesses = jschardet.detectAll(sample).flatMap(({ encoding, confidence }) => {
    return typeof encoding === 'string' ? [{ encoding, confidence }] : []
  })
  const likely = guesses.findIndex(({ confidence }) => confidence < MIN_DETECTOR_CONFIDENCE)
  // Some of its encodings no decoder knows; what it thinks next is then the same but for a few letters.
  const decoded = (likely === -1 ? guesses : guesses.slice(0, likely))
    .map(({ encoding }) => decodeAs(bytes, encoding))
    .find((one) => one !== null)
  const own = decoded ?? decodeAs(bytes, FALLBACK)
  if (own === null) return null
  const others = [...guesses.map(({ encoding }) => encoding), FALLBACK, 'macintosh']
  const beginning = bytes.subarray(0, SAMPLE_BYTES)
  // The detector judges by the language: where a page is ASCII but for a few letters, it is as sure of all encodings.
  const odd = oddities(own.text.slice(0, SAMPLE_BYTES))
  const better = odd === 0 ? null : doubtOf(own, others, beginning, (text) => oddities(text) < odd)
  const isSure = decoded !== undefined && (guesses[0]?.confidence ?? 0) >= SURE_CONFIDENCE
  const doubt = better ?? (isSure ? null : doubtOf(own, others, beginning, (text) => oddities(text) <= odd))
  return doubt === null ? own : { ...own, doubt }
}

/** Beyond ASCII, what no writer puts there: a capital behind a small letter, a sign between letters, a control. */
const ODD =
  /(?<=\p{Ll})(?!\p{ASCII})\p{Lu}|(?<=\p{L})(?![\p{ASCII}’‘–—…·])[^\p{L}\p{M}\p{Cf}\s](?=\p{L})|(?!\p{ASCII})\p{Cc}/gu

function oddities(text: string): number {
  return text.match(ODD)?.length ?? 0
}

/** Against the first of the other encodings that reads the beginning otherwise, as text, and as is asked for. */
function doubtOf(
  own: DecodedText,
  encodings: readonly string[],
  bytes: Uint8Array,
  isWanted: (text: string) => boolean,
): EncodingDoubt | null {
  const text = own.text.slice(0, bytes.length)
  for (const encoding of encodings) {
    const other = checked(decodeAs(bytes, encoding))
    const place = other === null ? -1 : differenceOf(text, other.text)
    if (other !== null && place !== -1 && isWanted(other.text))
      return {
        used: { encoding: own.encoding, sample: around(text, place) },
        other: { encoding: other.encoding, sample: around(other.text, place) },
      }
  }
  return null
}

function differenceOf(a: string, b: string): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) if (a[index] !== b[index]) return index
  return -1
}

const AROUND = 40

function around(text: string, place: number): string {
  const start = Math.max(0, text.lastIndexOf(' ', Math.max(0, place - AROUND)))
  return text
    .slice(start, place + AROUND)
    .replace(/\s+/g, ' ')
    .trim()
}

function hasEscapeSequences(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SAMPLE_BYTES).includes(0x1b)
}

/** UTF-16 and UTF-32 text in scripts that live below U+0100 mostly shows NUL bytes at every second or fourth place. */
function wideEncoding(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES - (SAMPLE_BYTES % 4))
  if (sample.length < 4 || bytes.length % 2 !== 0) return null
  const nulShare = (place: number): number => {
    let count = 0
    for (let index = place; index < sample.length; index += 4) if (sample[index] === 0) count += 1
    return count / (sample.length / 4)
  }
  const [a, b, c, d] = [nulShare(0), nulShare(1), nulShare(2), nulShare(3)]
  if (c > 0.9 && d > 0.9 && a < 0.1) return 'utf-32le'
  if (a > 0.9 && b > 0.9 && d < 0.1) return 'utf-32be'
  if ((b + d) / 2 > MIN_NUL_SHARE && a + c < 0.05) return 'utf-16le'
  if ((a + c) / 2 > MIN_NUL_SHARE && b + d < 0.05) return 'utf-16be'
  return null
}

function decodeAs(bytes: Uint8Array, encoding: string, fatal = false): DecodedText | null {
  const name = encoding.toLowerCase()
  if (name === 'utf-32le' || name === 'utf-32be') return decodeUtf32(bytes, name)
  if (name === 'ibm855' || name === 'cp855') return { text: decodeIbm855(bytes), encoding: 'ibm855' }
  const label = LABELS[name] ?? name
  try {
    return { text: new TextDecoder(label, { fatal }).decode(bytes), encoding: label }
  } catch (error) {
    // RangeError: a label the platform does not know. TypeError: bytes that are invalid in a fatal decoder.
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}

function decodeUtf32(bytes: Uint8Array, encoding: 'utf-32le' | 'utf-32be'): DecodedText {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let offset = 0; offset + 4 <= bytes.length; offset += 4) {
    const point = view.getUint32(offset, encoding === 'utf-32le')
    const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
    parts.push(valid ? String.fromCodePoint(point) : '\ufffd')
  }
  return { text: parts.join(''), encoding }
}

/** Null for what is no text. A strict decoder makes no U+FFFD: there it is what somebody wrote. */
function checked(decoded: DecodedText | null, replacements: 'made' | 'written' = 'made'): DecodedText | null {
  if (decoded === null) return null
  const text = decoded.text.replace(/^\ufeff/, '')
  let controls = 0
  const length = Math.min(text.length, SAMPLE_BYTES)
  for (let index = 0; index < length; index += 1) {
    const unit = text.charCodeAt(index)
    if (isControl(unit) || (unit === 0xfffd && replacements === 'made')) controls += 1
  }
  return controls > length * MAX_CONTROL_SHARE ? null : { ...decoded, text }
}

function isControl(unit: number): boolean {
  return (unit < 0x20 && !(unit >= 0x09 && unit <= 0x0d)) || unit === 0x7f
}
