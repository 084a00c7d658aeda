import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'
import type { Failure } from '#shared/failure.ts'
import type { ImportSummary } from '#shared/import-summary.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { isCleanContent } from './import/clean-content.ts'
import { MAX_IMPORT_BYTES } from './import/import-source.ts'
import { JSON_FRAME } from './library-json.ts'
import { type CarriedArticle, takeInArticle, takeInAsset } from './library/carried-article.ts'
import { articleIdOf, isArticleId, isExtension } from './library/layout.ts'
import type { Added } from './library/add-article.ts'
import type { Library } from './library/library.ts'
import { factsSchema } from './library/schemas.ts'
import { errorCode } from './storage/file-system.ts'
import { isStoredRecord, type StoredRecord } from './storage/record.ts'

/** Bytes of one line: an original of MAX_IMPORT_BYTES in base64, with its contents. */
const MOST_LINE = 6 * MAX_IMPORT_BYTES
const CHUNK = 1 << 20
const LINE_END = 10
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
  path: string
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
  const { name, path, signal, onProgress } = file
  const failed = (failure: Failure): void => void summary.failed.push({ name, failure })
  try {
    // Without O_NONBLOCK opening a pipe waits for a writer.
    await using handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    if (!(await handle.stat()).isFile()) {
      failed({ code: 'file-unreadable', name, reason: 'ENOTFILE' })
      return summary
    }
    for await (const item of itemsOf(handle, name, onProgress)) {
      summary.cancelled = signal?.aborted === true
      if (summary.cancelled) break
      if (!item.ok) failed(item.failure)
      else await takeIn(library, item.value, name, summary)
    }
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null) throw error
    failed({ code: 'file-unreadable', name, reason })
  }
  return summary
}

async function takeIn(library: Library, value: unknown, name: string, summary: Taken): Promise<void> {
  const parsed = itemSchema.safeParse(value)
  if (!parsed.success) {
    summary.failed.push({ name, failure: { code: 'import-failed', name, reason: reasonOf(parsed.error) } })
    return
  }
  const done = await takeInItem(library, parsed.data, name)
  if (!done.ok) summary.failed.push({ name, failure: done.failure })
  else if (done.value !== null) {
    const { already, id, title } = done.value
    summary[already ? 'already' : 'imported'].push({ id, title, name })
  }
}

async function takeInItem(library: Library, item: Item, name: string): Promise<Result<Added | null, Failure>> {
  if (item.kind === 'library') return await library.arrangement.takeIn(item.records)
  if (item.kind === 'image') {
    return await takeInAsset(library, item.article, { name: item.name, bytes: Buffer.from(item.base64, 'base64') })
  }
  const { id, original, contents, records } = item
  const bytes = original.base64 === null ? null : Buffer.from(original.base64, 'base64')
  if (bytes !== null && articleIdOf(bytes) !== id) return fail({ code: 'import-failed', name, reason: 'checksum' })
  const { extension } = original
  const article: CarriedArticle = { id, extension, original: bytes, contents, records }
  return await takeInArticle(library, article)
}

/** The items of a file; one that was written anew by another program is read whole, if it is not too large for that. */
async function* itemsOf(
  handle: FileHandle,
  name: string,
  onProgress: (bytes: number) => void = () => undefined,
): AsyncGenerator<Result<unknown, Failure>> {
  let isFirst = true
  let isWhole = false
  for await (const line of linesOf(handle, onProgress)) {
    if (line === null) {
      yield fail({ code: 'file-too-large', name, bytes: MOST_LINE, limit: MOST_LINE })
      return
    }
    if (isFirst && `${line}\n` !== JSON_FRAME.before) {
      yield* wholeItems(handle, name)
      return
    }
    isFirst = false
    const source = line.replace(/,\s*$/, '')
    isWhole ||= source === LAST_LINE
    if (!source.startsWith('{"kind"')) continue
    const value = jsonOf(source)
    if (value !== undefined) yield ok(value)
  }
  // The end is missing, and what was cut in two could not be read.
  if (!isWhole) yield fail({ code: 'archive-damaged', name, reason: 'JSON' })
}

async function* wholeItems(handle: FileHandle, name: string): AsyncGenerator<Result<unknown, Failure>> {
  const { size } = await handle.stat()
  if (size > MAX_IMPORT_BYTES) {
    yield fail({ code: 'file-too-large', name, bytes: size, limit: MAX_IMPORT_BYTES })
    return
  }
  const bytes = Buffer.alloc(size)
  const { bytesRead } = await handle.read(bytes, 0, size, 0)
  const whole = wholeSchema.safeParse(jsonOf(bytes.toString('utf8', 0, bytesRead)))
  if (!whole.success) yield fail({ code: 'file-without-article', name })
  else for (const item of whole.data.items) yield ok(item)
}

/** Null, and the end, for a line longer than MOST_LINE. */
async function* linesOf(handle: FileHandle, onProgress: (bytes: number) => void): AsyncGenerator<string | null> {
  const parts: Buffer[] = []
  let length = 0
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, position)
    if (bytesRead === 0) break
    position += bytesRead
    let chunk = buffer.subarray(0, bytesRead)
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END)) {
      yield Buffer.concat([...parts.splice(0), chunk.subarray(0, end)]).toString('utf8')
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
  if (length > 0) yield Buffer.concat(parts).toString('utf8')
}

/** Undefined for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}

/** Which part of an item is not as it should be. */
function reasonOf(error: z.ZodError): string {
  return error.issues[0]?.path.join('.') ?? 'format'
}
