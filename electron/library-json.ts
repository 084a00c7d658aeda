import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { assetNames, readAsset, readCarried } from './library/carried-article.ts'
import type { Library } from './library/library.ts'
import { COLLECTION } from './library/views.ts'

/**
 * The whole library as one JSON file (`docs` in ARCHITECTURE.md, "JSON of everything"): one value, with one item on each
 * line, so that it can be read and written line by line whatever its size.
 */
export const JSON_FRAME = {
  before: '{"format":"simak-library","version":2,"items":[\n',
  between: ',\n',
  after: '\n]}\n',
}

/** Everything in the library: its own records, and every article that was not thrown out of the trash. */
export async function* libraryItems(
  library: Library,
  onArticle: (done: number, total: number) => void = () => undefined,
): AsyncGenerator<Result<string, Failure>> {
  yield ok(recordsItem(library, null))
  // One that was put back after all keeps the mark of having been emptied.
  const ids = [...library.all].flatMap(([id, { trashed, emptied }]) => (trashed && emptied ? [] : [id])).sort()
  for (const [done, id] of ids.entries()) {
    onArticle(done, ids.length)
    yield* articleItems(library, id)
  }
  onArticle(ids.length, ids.length)
}

/** These articles and the collections they lie in. */
export async function* someItems(
  library: Library,
  ids: readonly ArticleId[],
  onArticle: (done: number, total: number) => void = () => undefined,
): AsyncGenerator<Result<string, Failure>> {
  yield ok(recordsItem(library, ids))
  for (const [done, id] of ids.entries()) {
    onArticle(done, ids.length)
    yield* articleItems(library, id)
  }
  onArticle(ids.length, ids.length)
}

/** The images of an article, then the article: a line each. Failures name what could not be read. */
async function* articleItems(library: Library, id: ArticleId): AsyncGenerator<Result<string, Failure>> {
  for (const name of await assetNames(library, id)) {
    const bytes = await readAsset(library, id, name)
    if (bytes === null) yield fail({ code: 'article-damaged', id, file: name, reason: 'checksum' })
    else yield ok(withBase64(JSON.stringify({ kind: 'image', article: id, name, base64: '' }), bytes))
  }
  const read = await readCarried(library, id)
  if (!read.ok) {
    yield read
    return
  }
  const { article, lost } = read.value
  for (const file of lost) yield fail({ code: 'article-damaged', id, file, reason: 'checksum' })
  const { extension, original, contents, records } = article
  const base64 = original === null ? null : ''
  const item = JSON.stringify({ kind: 'article', id, original: { extension, base64 }, contents, records })
  yield ok(original === null ? item : withBase64(item, original))
}

/** @param ids articles whose collections are meant, null for all records of the library */
function recordsItem(library: Library, ids: readonly ArticleId[] | null): string {
  const all = [...library.arrangement.records.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (ids === null) return JSON.stringify({ kind: 'library', records: all })
  const shelves = new Set(ids.flatMap((id) => library.summary(id)?.shelf?.collections ?? []))
  const records = all.filter(({ id, type }) => type === COLLECTION && shelves.has(id.slice(COLLECTION.length + 1)))
  return JSON.stringify({ kind: 'library', records })
}

/** Puts bytes in at the first place for them, which stands before anything a reader wrote. */
function withBase64(item: string, bytes: Uint8Array): string {
  const place = item.indexOf('"base64":""') + '"base64":"'.length
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  return item.slice(0, place) + base64 + item.slice(place)
}
