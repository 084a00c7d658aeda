import { readFileSync, renameSync, writeFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import type { ArticleId } from '#shared/article.ts'
import { textOfContent } from '#shared/html-text.ts'
import {
  addressKey,
  BANDS,
  bandsOf,
  hashOf,
  type Kinship,
  kinshipOf,
  likenessOf,
  shinglesOf,
} from '#shared/likeness.ts'
import type { LibraryReader, ReadArticle } from '../library/library-reader.ts'
import { BandTable } from './band-table.ts'

/** Numbers a row is found by: its bands, and its address. */
const KEYS = BANDS + 1
const FORMAT = 'simak likeness 1'
const ID_LENGTH = 26
/** Articles that are read in full for one question. */
const MOST_COMPARED = 24

/** An article that is there already and is the same text. */
export interface FoundTwin {
  id: ArticleId
  kinship: NonNullable<Kinship>
  resemblance: number
}

interface Row {
  id: ArticleId
  revision: number
  /** Null where the article gives none: then it is in no table. */
  keys: Uint32Array
}

/**
 * Finds articles of the library with (nearly) the same text or the same address. Keeps 68 bytes an article in a file
 * that is derived; the articles that share a key are read and compared in full.
 */
export class LikenessIndex {
  private readonly reader: LibraryReader
  private readonly file: string
  private readonly rows = new Map<ArticleId, number>()
  private list: (Row | null)[] = []
  private table = new BandTable()
  private isChanged = false

  /** @param file where to keep it, in the app data */
  constructor(reader: LibraryReader, file: string) {
    this.reader = reader
    this.file = file
    for (const row of readRows(file)) this.put(row)
    this.isChanged = false
  }

  /** Brings everything up to date; to be run in slices. */
  *sync(): Generator<void, void> {
    this.reader.refresh()
    for (const id of this.reader.ids()) {
      if (this.update(id)) yield
    }
    this.save()
  }

  /** Looks at an article again if it has changed; answers whether it had to be read. */
  update(id: ArticleId): boolean {
    const revision = this.reader.revisionOf(id)
    const known = this.rowOf(id)
    if (known?.revision === revision) return false
    const article = this.reader.read(id)
    this.put({ id, revision, keys: article === null ? new Uint32Array(KEYS) : keysOf(article) })
    return true
  }

  /** Articles that are the same as this one, the likest first; an equal address before all. */
  find(id: ArticleId): FoundTwin[] {
    this.update(id)
    const row = this.rowOf(id)
    const candidates = row === undefined ? [] : this.candidatesOf(row)
    if (candidates.length === 0) return []
    const article = this.reader.read(id)
    if (article === null || article.trashed) return []
    const shingles = shinglesOf(textOfContent(article.html).text)
    const twins: FoundTwin[] = []
    for (const candidate of candidates) {
      const other = this.reader.read(candidate)
      if (other === null || other.trashed) continue
      const likeness = likenessOf(shingles, shinglesOf(textOfContent(other.html).text))
      const kinship = kinshipOf(article.summary, other.summary, likeness)
      if (kinship !== null) twins.push({ id: candidate, kinship, resemblance: likeness.resemblance })
    }
    return twins.sort((a, b) => rank(a) - rank(b) || b.resemblance - a.resemblance)
  }

  /** Quietly does nothing where it cannot be written: it is derived. */
  save(): void {
    if (!this.isChanged) return
    try {
      writeRows(
        this.file,
        this.list.filter((row) => row !== null),
      )
      this.isChanged = false
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
    }
  }

  private rowOf(id: ArticleId): Row | undefined {
    return this.list[this.rows.get(id) ?? -1] ?? undefined
  }

  private put(row: Row): void {
    const old = this.rows.get(row.id)
    // Its keys stay in the table and lead to nothing.
    if (old !== undefined) this.list[old] = null
    this.rows.set(row.id, this.list.length)
    for (const key of row.keys) if (key !== 0) this.table.add(key, this.list.length)
    this.list.push(row)
    this.isChanged = true
  }

  /** Those with the most keys in common first. */
  private candidatesOf({ id, keys }: Row): ArticleId[] {
    const counts = new Map<ArticleId, number>()
    for (const [at, key] of keys.entries()) {
      if (key === 0) continue
      for (const found of this.table.find(key)) {
        const other = this.list[found]
        if (other === null || other === undefined || other.id === id) continue
        counts.set(other.id, (counts.get(other.id) ?? 0) + (at === BANDS ? BANDS : 1))
      }
    }
    const ordered = [...counts].sort((a, b) => b[1] - a[1])
    return ordered.slice(0, MOST_COMPARED).map(([other]) => other)
  }
}

function rank({ kinship }: FoundTwin): number {
  return kinship === 'version' ? 0 : 1
}

/** Zero means that there is none: one text in four thousand millions pays for it with a key. */
function keysOf({ summary, html }: ReadArticle): Uint32Array {
  const keys = new Uint32Array(KEYS)
  keys.set(bandsOf(shinglesOf(textOfContent(html).text)) ?? [])
  const address = addressKey(summary.url)
  if (address !== null) keys[BANDS] = hashOf(`address ${address}`)
  return keys
}

/** None where there is no file, or none that this version has written whole. */
function readRows(file: string): Row[] {
  const bytes = readOrNull(file)
  const end = bytes?.indexOf(0x0a) ?? -1
  if (bytes === null || end === -1) return []
  const body = bytes.subarray(end + 1)
  const count = Math.floor(body.length / ROW_BYTES)
  if (bytes.toString('latin1', 0, end) !== headerOf(body)) return []
  return Array.from({ length: count }, (_, at): Row => {
    const from = at * ROW_BYTES
    const keys = new Uint32Array(KEYS)
    for (let key = 0; key < KEYS; key++) keys[key] = body.readUInt32LE(from + ID_LENGTH + 8 + key * 4)
    return {
      id: body.toString('latin1', from, from + ID_LENGTH),
      revision: body.readDoubleLE(from + ID_LENGTH),
      keys,
    }
  })
}

const ROW_BYTES = ID_LENGTH + 8 + KEYS * 4

function writeRows(file: string, rows: readonly Row[]): void {
  const body = Buffer.alloc(rows.length * ROW_BYTES)
  for (const [at, { id, revision, keys }] of rows.entries()) {
    const from = at * ROW_BYTES
    body.write(id, from, 'latin1')
    body.writeDoubleLE(revision, from + ID_LENGTH)
    for (const [key, value] of keys.entries()) body.writeUInt32LE(value, from + ID_LENGTH + 8 + key * 4)
  }
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.new`
  writeFileSync(temporary, Buffer.concat([Buffer.from(`${headerOf(body)}\n`), body]), { mode: 0o600 })
  renameSync(temporary, file)
}

function headerOf(body: Uint8Array): string {
  return `${FORMAT} ${body.length} ${crc32(body)}`
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return null
  }
}
