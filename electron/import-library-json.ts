import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'
import type { Failure } from '#shared/failure.ts'
import type { ImportSummary } from '#shared/import-summary.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { isCleanContent } from './import/clean-content.ts'
import { MAX_IMPORT_BYTES } from './import/import-source.ts'
import { JSON_FRAME } from './library-json.ts'
import { type ItemLine, itemLine, jsonOf } from './library-json-line.ts'
import { type CarriedArticle, takeInArticle, takeInAsset } from './library/carried-article.ts'
import { articleIdOfLarge, isArticleId, isExtension } from './library/layout.ts'
import type { Added } from './library/add-article.ts'
import type { Library } from './library/library.ts'
import { factsSchema } from './library/schemas.ts'
import { errorCode } from './storage/file-system.ts'
import { isStoredRecord, type StoredRecord } from './storage/record.ts'

/** Bytes of one line: an original of MAX_IMPORT_BYTES in base64, with its contents. */
const MOST_LINE = 6 * MAX_IMPORT_BYTES
const CHUNK = 1 << 20
const LINE_END = 10
const FIRST_LINE = JSON_FRAME.before.trim()
const LAST_LINE = JSON_FRAME.after.trim()

const recordsSchema = z.array(z.custom<StoredRecord>(isStoredRecord))
const factsOrNothing = z.custom<unknown>((facts) => {
  if (facts === null) return true
  const parsed = factsSchema.safeParse(facts)
  return parsed.success && parsed.data.removals.every(({ html }) => isCleanContent(html))
})
const contentSchema = z.object({ html: z.string().refine(isCleanContent, 'not clean'), facts: factsOrNothing })
const articleIdSchema = z.string().refine(isArticleId)

const itemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('library'), records: recordsSchema }),
  z.object({ kind: z.literal('image'), article: articleIdSchema, name: z.string(), base64: z.base64() }),
  z.object({
    kind: z.literal('article'),
    id: articleIdSchema,
    original: z.object({ extension: z.string().refine(isExtension), base64: z.base64().nullable() }),
    contents: z.array(contentSchema),
    records: recordsSchema,
  }),
])
type Item = z.infer<typeof itemSchema>

const wholeSchema = z.object({
  format: z.literal('simak-library'),
  version: z.literal(2),
  items: z.array(z.unknown()),
})

type Taken = Pick<ImportSummary, 'imported' | 'already' | 'failed' | 'cancelled'>

export interface TakeIn {
  /** What the file is called where it is told of. */
  name: string
  /** A path, or the bytes of a file that has none here (one that was dropped on the window). */
  from: string | Uint8Array
  signal?: AbortSignal
  /** Bytes of the file that are done. */
  onProgress?: (bytes: number) => void
}

/**
 * Takes a file of the export "JSON" in, line by line. Items that cannot be taken are told, the others come in; the same
 * file again changes nothing. Stops between items when asked to.
 */
export async function importLibraryJson(library: Library, file: TakeIn): Promise<Taken> {
  const summary: Taken = { imported: [], already: [], failed: [], cancelled: false }
  const { name, from } = file
  if (typeof from !== 'string') {
    await takeInAll(library, bytesOf(from), file, summary)
    return summary
  }
  try {
    // Without O_NONBLOCK opening a pipe waits for a writer.
    await using handle = await open(from, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stats = await handle.stat()
    if (stats.isFile()) await takeInAll(library, fileBytes(handle, stats.size), file, summary)
    else summary.failed.push({ name, failure: { code: 'file-unreadable', name, reason: 'ENOTFILE' } })
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null) throw error
    summary.failed.push({ name, failure: { code: 'file-unreadable', name, reason } })
  }
  return summary
}

/** Bytes that need not be in memory; `read` answers at most CHUNK of them, none at the end. */
interface Bytes {
  size: number
  read(position: number): Promise<Uint8Array>
}

function bytesOf(bytes: Uint8Array): Bytes {
  return {
    size: bytes.length,
    read: (position) => Promise.resolve(bytes.subarray(position, position + CHUNK)),
  }
}

function fileBytes(handle: FileHandle, size: number): Bytes {
  return {
    size,
    read: async (position) => {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, position)
      return buffer.subarray(0, bytesRead)
    },
  }
}

async function takeInAll(
  library: Library,
  bytes: Bytes,
  { name, signal, onProgress }: TakeIn,
  summary: Taken,
): Promise<void> {
  for await (const item of itemsOf(bytes, name, onProgress)) {
    summary.cancelled = signal?.aborted === true
    if (summary.cancelled) return
    if (item.ok) await takeIn(library, item.value, name, summary)
    else summary.failed.push({ name, failure: item.failure })
  }
}

async function takeIn(library: Library, { value, bytes }: ItemLine, name: string, summary: Taken): Promise<void> {
  const parsed = itemSchema.safeParse(value)
  if (!parsed.success) {
    summary.failed.push({ name, failure: { code: 'import-failed', name, reason: reasonOf(parsed.error) } })
    return
  }
  const done = await takeInItem(library, parsed.data, bytes, name)
  if (!done.ok) summary.failed.push({ name, failure: done.failure })
  else if (done.value !== null) {
    const { already, id, title } = done.value
    summary[already ? 'already' : 'imported'].push({ id, title, name })
  }
}

async function takeInItem(
  library: Library,
  item: Item,
  large: Uint8Array | null,
  name: string,
): Promise<Result<Added | null, Failure>> {
  if (item.kind === 'library') return await library.arrangement.takeIn(item.records)
  if (item.kind === 'image') {
    const image = { name: item.name, bytes: large ?? Buffer.from(item.base64, 'base64') }
    return await takeInAsset(library, item.article, image)
  }
  const { id, original, contents, records } = item
  const bytes = large ?? (original.base64 === null ? null : Buffer.from(original.base64, 'base64'))
  if (bytes !== null && (await articleIdOfLarge(bytes)) !== id)
    return fail({ code: 'import-failed', name, reason: 'checksum' })
  const { extension } = original
  const article: CarriedArticle = { id, extension, original: bytes, contents, records }
  return await takeInArticle(library, article)
}

/** The items of a file; one that was written anew by another program is read whole, if it is not too large for that. */
async function* itemsOf(
  bytes: Bytes,
  name: string,
  onProgress: (bytes: number) => void = () => undefined,
): AsyncGenerator<Result<ItemLine, Failure>> {
  let isFirst = true
  let isWhole = false
  let isDamaged = false
  for await (const line of linesOf(bytes, onProgress)) {
    if (line === null) {
      yield fail({ code: 'file-too-large', name, bytes: MOST_LINE, limit: MOST_LINE })
      return
    }
    if (isFirst && !startsWith(line, FIRST_LINE)) {
      yield* wholeItems(bytes, name)
      return
    }
    isFirst = false
    isWhole ||= startsWith(line, LAST_LINE)
    if (!startsWith(line, '{"kind"')) continue
    const item = await itemLine(line)
    if (item === undefined) isDamaged = true
    else yield ok(item)
  }
  if (isDamaged || !isWhole) yield fail({ code: 'archive-damaged', name, reason: 'JSON' })
}

function startsWith(line: Uint8Array, text: string): boolean {
  return Buffer.from(line.buffer, line.byteOffset, Math.min(line.length, text.length)).toString('latin1') === text
}

async function* wholeItems(bytes: Bytes, name: string): AsyncGenerator<Result<ItemLine, Failure>> {
  const { size } = bytes
  if (size > MAX_IMPORT_BYTES) {
    yield fail({ code: 'file-too-large', name, bytes: size, limit: MAX_IMPORT_BYTES })
    return
  }
  const parts: Uint8Array[] = []
  for (let position = 0; position < size; ) {
    const part = await bytes.read(position)
    if (part.length === 0) break
    parts.push(part)
    position += part.length
  }
  const whole = wholeSchema.safeParse(jsonOf(Buffer.concat(parts).toString('utf8')))
  if (!whole.success) yield fail({ code: 'file-without-article', name })
  else for (const value of whole.data.items) yield ok({ value, bytes: null })
}

/** Null, and the end, for a line longer than MOST_LINE. */
async function* linesOf(bytes: Bytes, onProgress: (bytes: number) => void): AsyncGenerator<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for (let position = 0; ; ) {
    let chunk = await bytes.read(position)
    if (chunk.length === 0) break
    position += chunk.length
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END)) {
      yield Buffer.concat([...parts.splice(0), chunk.subarray(0, end)])
      length = 0
      chunk = chunk.subarray(end + 1)
    }
    onProgress(position)
    parts.push(chunk)
    length += chunk.length
    if (length > MOST_LINE) {
      yield null
      return
    }
  }
  if (length > 0) yield Buffer.concat(parts)
}

/** Which part of an item is not as it should be. */
function reasonOf(error: z.ZodError): string {
  return error.issues[0]?.path.join('.') ?? 'format'
}
