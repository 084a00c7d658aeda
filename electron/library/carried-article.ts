/**
 * An article with all that lies of it in a library, to be carried into another one: the files that never change, and the
 * merged records of all devices.
 */
import type { ArticleId, Asset, ContentHash } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { seal, unseal } from '../storage/envelope.ts'
import { errorCode } from '../storage/file-system.ts'
import { readIfPossible } from '../storage/reading.ts'
import type { StoredRecord } from '../storage/record.ts'
import { writeOnce } from '../storage/write-once.ts'
import { absorbRecords } from './absorb-records.ts'
import { articleIdOf, contentHashOf, isContentHash, LIBRARY_FORMAT } from './layout.ts'
import type { Added } from './add-article.ts'
import type { Library } from './library.ts'

export interface CarriedContent {
  html: string
  /** What the importer found with it, as it lies in the file; null where there is no such file. */
  facts: unknown
}

export interface CarriedArticle {
  id: ArticleId
  extension: string
  /** Null where the file is missing or damaged. */
  original: Uint8Array | null
  contents: CarriedContent[]
  records: StoredRecord[]
}

/** Names of an article's images, in a fixed order. */
export async function assetNames(library: Library, id: ArticleId): Promise<string[]> {
  const { layout } = library.parts.context
  const names = await namesIn(library, layout.assets(id))
  return names.filter((name) => layout.asset(id, name) !== null).sort()
}

/** Null for an image that is damaged or gone. */
export async function readAsset(library: Library, id: ArticleId, name: string): Promise<Uint8Array | null> {
  const path = await library.assetPath(id, name)
  const bytes = path === null ? null : await readIfPossible(library.parts.context.files, path)
  return bytes !== null && name.startsWith(contentHashOf(bytes)) ? bytes : null
}

/**
 * Reads an article, one in the trash too. Files that are missing or damaged are left out and told by their names: what
 * is good is worth carrying all the same.
 */
export async function readCarried(
  library: Library,
  id: ArticleId,
): Promise<Result<{ article: CarriedArticle; lost: string[] }, Failure>> {
  const { layout, files } = library.parts.context
  const extension = library.all.get(id)?.extension
  if (extension === undefined) return fail({ code: 'article-missing', id })
  const records = await library.articleRecords.read(id, (known) => [...known.values()])
  if (!records.ok) return records
  const lost: string[] = []
  const path = layout.original(id, extension)
  const bytes = await readIfPossible(files, path)
  const original = bytes !== null && articleIdOf(bytes) === id ? bytes : null
  if (original === null) lost.push(path)
  const contents: CarriedContent[] = []
  const names = await namesIn(library, layout.article(id))
  for (const name of names.filter((one) => one.endsWith('.html')).sort()) {
    const version = name.slice(0, -'.html'.length)
    if (!isContentHash(version)) continue
    const html = await readIfPossible(files, layout.content(id, version))
    if (html === null || contentHashOf(html) !== version) lost.push(layout.content(id, version))
    else contents.push({ html: Buffer.from(html).toString('utf8'), facts: await readFacts(library, id, version) })
  }
  const sorted = records.value.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return ok({ article: { id, extension, original, contents, records: sorted }, lost })
}

/** Keeps an image before the article that shows it comes. */
export function takeInAsset(library: Library, id: ArticleId, { name, bytes }: Asset): Promise<Result<null, Failure>> {
  const { layout, files } = library.parts.context
  const path = layout.asset(id, name)
  if (path === null || !name.startsWith(contentHashOf(bytes))) {
    return Promise.resolve(fail({ code: 'import-failed', name, reason: 'checksum' }))
  }
  return saving(library, path, async () => {
    await files.makeFolder(layout.article(id))
    await files.makeFolder(layout.assets(id))
    await write(library, path, bytes, (existing) => name.startsWith(contentHashOf(existing)))
  })
}

/**
 * Takes an article in: files that are not here yet, and its records by the rule of absorbRecords. Null for one that is in
 * the trash there and here.
 */
export async function takeInArticle(library: Library, article: CarriedArticle): Promise<Result<Added | null, Failure>> {
  const { id, records } = article
  const files = await takeInFiles(library, article)
  if (!files.ok) return files
  const known = library.all.get(id)
  const done = await library.articleRecords.changeAny(id, (store) =>
    absorbRecords(store, records) ? store.save() : Promise.resolve(ok(null)),
  )
  if (!done.ok) return done
  const title = library.summary(id)?.title
  return ok(title === undefined ? null : { id, title, already: known !== undefined && !known.trashed })
}

/** Before the records, so that no record ever names a file that is not there. */
async function takeInFiles(library: Library, article: CarriedArticle): Promise<Result<null, Failure>> {
  const { layout, files } = library.parts.context
  const { id, extension, original, contents } = article
  await library.checked
  if (library.readOnly !== null) return fail(library.readOnly)
  return await saving(library, layout.article(id), async () => {
    await files.makeFolder(layout.article(id))
    if (original !== null) {
      const isGood = (existing: Uint8Array): boolean => articleIdOf(existing) === id
      await write(library, layout.original(id, extension), original, isGood)
    }
    for (const { html, facts } of contents) {
      const version = contentHashOf(html)
      const bytes = Buffer.from(html, 'utf8')
      await write(library, layout.content(id, version), bytes, (existing) => contentHashOf(existing) === version)
      if (facts === null) continue
      const isGood = (existing: Uint8Array): boolean => unseal(existing, LIBRARY_FORMAT).kind !== 'damaged'
      await write(library, layout.facts(id, version), seal(LIBRARY_FORMAT, facts), isGood)
    }
  })
}

async function write(
  library: Library,
  path: string,
  bytes: Uint8Array,
  isGood: (existing: Uint8Array) => boolean,
): Promise<void> {
  const { layout, files, now, device } = library.parts.context
  await writeOnce(files, { root: layout.root, path, time: now(), workshop: layout.device(device) }, bytes, isGood)
}

async function saving(library: Library, file: string, work: () => Promise<void>): Promise<Result<null, Failure>> {
  if (library.readOnly !== null) return fail(library.readOnly)
  try {
    await work()
    return ok(null)
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null) throw error
    return fail({ code: 'not-saved', file, reason })
  }
}

async function readFacts(library: Library, id: ArticleId, version: ContentHash): Promise<unknown> {
  const { layout, files } = library.parts.context
  const bytes = await readIfPossible(files, layout.facts(id, version))
  const unsealed = bytes === null ? null : unseal(bytes, LIBRARY_FORMAT)
  return unsealed?.kind === 'good' ? unsealed.value : null
}

async function namesIn(library: Library, folder: string): Promise<string[]> {
  try {
    return (await library.parts.context.files.list(folder)).filter((entry) => entry.isFile()).map(({ name }) => name)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return []
  }
}
