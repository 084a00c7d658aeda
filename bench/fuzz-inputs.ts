/** Real files of the collections beside the repository, mutated; the same inputs on every machine. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openZip } from '../electron/import/zip-archive.ts'
import { type FileInZip, zipOf } from '../electron/import/zip-fixtures.ts'
import { loadCorpus, loadPages } from './corpora.ts'

/** Bytes of a piece that is mutated, at most. */
const PIECE = 20_000
/** Parts of a book that are larger are left as they are. */
const LARGEST_PART = 200_000

export const READERS = ['html', 'txt', 'md', 'mhtml', 'epub'] as const
export type Reader = (typeof READERS)[number]

/** Makes the input of a number; null where the collections are absent. */
export type MakeInput = (input: number) => Uint8Array

type Random = (below: number) => number

/** mulberry32 (Ettinger), as whole numbers from 0. */
function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

export async function inputsOf(reader: Reader): Promise<MakeInput | null> {
  const seeded = (input: number): Random => randomFrom(input * 7919 + reader.length * 104_729)
  if (reader === 'epub') {
    const books = await booksOf(filesOf('epub'))
    return books.length === 0 ? null : (input) => mutateBook(books[input % books.length] ?? [], seeded(input))
  }
  const files =
    reader === 'html' || reader === 'mhtml'
      ? loadPages().map((page) => page.bytes)
      : [...filesOf('indonesian-text'), ...(reader === 'txt' ? filesOf('encodings') : [])]
  if (files.length === 0) return null
  return (input) => {
    const random = seeded(input)
    const piece = mutate(pieceOf(files[input % files.length] ?? new Uint8Array(), random), random)
    return reader === 'mhtml' ? archiveOf(piece, random) : piece
  }
}

function filesOf(corpus: string): Uint8Array[] {
  const load = (folder: string): Uint8Array[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
  return loadCorpus(corpus, load) ?? []
}

/** Of the beginning or of any other place. */
function pieceOf(file: Uint8Array, random: Random): Uint8Array {
  const start = random(3) === 0 ? 0 : random(file.length)
  return file.subarray(start, start + PIECE)
}

/** Up to twelve times bytes are changed, cut out, doubled or put elsewhere. */
function mutate(piece: Uint8Array, random: Random): Uint8Array {
  const bytes = [...piece]
  for (let change = random(12); change >= 0; change -= 1) {
    const place = random(bytes.length)
    const kind = random(4)
    if (kind === 0) bytes[place] = random(256)
    else if (kind === 1) bytes.splice(place, random(200))
    else if (kind === 2) bytes.splice(place, 0, ...bytes.slice(place, place + random(400)))
    else bytes.splice(place, 0, ...bytes.slice(random(bytes.length)).slice(0, random(100)))
  }
  return Uint8Array.from(bytes)
}

const ENCODINGS = ['8bit', 'base64', 'quoted-printable'] as const

/** A web archive of two parts around a page; one in four is mutated as a whole, headers and boundaries too. */
function archiveOf(page: Uint8Array, random: Random): Uint8Array {
  const encoding = ENCODINGS[random(ENCODINGS.length)] ?? '8bit'
  const head = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
  const whole = Buffer.concat([
    head([
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="x"',
      '',
      '--x',
      'Content-Type: text/html',
      `Content-Transfer-Encoding: ${encoding}`,
      'Content-Location: https://a.example/',
    ]),
    encoding === 'base64' ? Buffer.from(Buffer.from(page).toString('base64')) : page,
    Buffer.from('\r\n'),
    head(['--x', 'Content-Type: image/svg+xml', 'Content-Location: https://a.example/a.svg']),
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>\r\n--x--\r\n',
    ),
  ])
  return random(4) === 0 ? mutate(whole, random) : whole
}

/** The books' parts, unpacked. */
async function booksOf(files: readonly Uint8Array[]): Promise<FileInZip[][]> {
  const books: FileInZip[][] = []
  for (const file of files) {
    const packed = await openZip('book.epub', file)
    if (!packed.ok) continue
    const parts: FileInZip[] = []
    for (const { path, read } of packed.value) {
      const content = await read()
      if (content.ok && content.value.length <= LARGEST_PART)
        parts.push({ name: path, content: content.value, stored: true })
    }
    books.push(parts)
  }
  return books
}

const TEXT_PART = /\.(?:opf|ncx|x?html?|xml|svg)$|container\.xml$/i

/** One to three of the texts of a book are mutated and packed again; of one book in eight the archive itself. */
function mutateBook(parts: readonly FileInZip[], random: Random): Uint8Array {
  const texts = parts.filter(({ name }) => TEXT_PART.test(name))
  const chosen = new Set(Array.from({ length: 1 + random(3) }, () => texts[random(texts.length)]?.name))
  const mutated = parts.map((part) => {
    if (!chosen.has(part.name)) return part
    return { ...part, content: mutate(Buffer.from(part.content).subarray(0, PIECE), random) }
  })
  const packed = zipOf(mutated)
  return random(8) === 0 ? mutateZip(packed, random) : packed
}

/** Spread over a large archive, few changes hit what matters: so they go to its head and its directory. */
function mutateZip(packed: Uint8Array, random: Random): Uint8Array {
  const tail = Math.max(0, packed.length - 2000)
  return random(2) === 0
    ? Buffer.concat([mutate(packed.subarray(0, 2000), random), packed.subarray(2000)])
    : Buffer.concat([packed.subarray(0, tail), mutate(packed.subarray(tail), random)])
}
