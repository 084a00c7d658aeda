import { join } from 'node:path'
import type { ArticleId } from '#shared/article.ts'
import { familyHead, isSetAside } from '../storage/file-family.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { mergeRecords } from '../storage/merge.ts'
import { isDeviceId } from '../storage/device.ts'
import type { RecordFile } from '../storage/record-file.ts'
import type { StoredRecord } from '../storage/record.ts'
import { problemOf } from '../storage/saved-file.ts'
import { type ArticleEntry, entryOf } from './article-view.ts'
import { inParallel } from './in-parallel.ts'
import type { Layout } from './layout.ts'
import { combineVersions } from './note-history.ts'
import { recordName } from './record-names.ts'
import { type LibraryContext, readRecords, recordsIn } from './record-sources.ts'

/** The files that say something of one article. */
export interface ArticleSources {
  id: ArticleId
  /** Devices with a file of their own, or at least a backup of one. */
  devices: readonly string[]
  /** Conflict copies, by their paths. */
  copies: readonly string[]
}

export interface Listing {
  articles: Map<ArticleId, ArticleSources>
  /** Articles of which a damaged file of this device has been set aside. */
  damaged: Set<ArticleId>
}

const READS_AT_A_TIME = 16
const NONE: readonly string[] = []

/** Lists what lies in the device folders, without reading it. */
export async function listRecords(context: LibraryContext): Promise<Listing> {
  const { layout, device, otherDevices, files } = context
  const listing: Listing = { articles: new Map(), damaged: new Set() }
  for (const source of [device, ...otherDevices]) {
    const folder = layout.deviceArticles(source)
    // One list for all articles that only this device has: with 100,000 of them that counts.
    const only = [source]
    for (const name of await listFiles(files, folder)) {
      const head = recordName(familyHead(name))
      if (head === null) continue
      addName(listing, only, { ...head, path: familyHead(name) === name ? join(folder, name) : null })
      if (source === device && head.kind === 'records' && isSetAside(name)) listing.damaged.add(head.id)
    }
  }
  return listing
}

/** @param only the list with nothing but the device whose folder is read */
function addName(
  { articles }: Listing,
  only: readonly string[],
  { kind, id, path }: { kind: 'records' | 'copy'; id: ArticleId; path: string | null },
): void {
  const found = articles.get(id)
  const devices = found?.devices ?? NONE
  const copies = found?.copies ?? NONE
  if (kind === 'copy') articles.set(id, { id, devices, copies: path === null ? copies : [...copies, path] })
  else if (devices.length === 0) articles.set(id, { id, devices: only, copies })
  else if (devices.at(-1) !== only[0]) articles.set(id, { id, devices: [...devices, ...only], copies })
}

/**
 * When the folders with records were changed last, in a form to be compared: equal to an earlier one, no file has come,
 * gone or been replaced since. Null where the disk's clock is too coarse to tell (FAT).
 */
export async function folderFacts(
  { layout, files }: LibraryContext,
  devices: readonly string[],
): Promise<string | null> {
  const facts: string[] = []
  for (const source of devices.toSorted()) {
    try {
      const { modified } = await files.stat(layout.deviceArticles(source))
      if (modified % 1000 === 0) return null
      facts.push(`${source}:${modified}`)
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') return null
    }
  }
  return facts.join(' ')
}

export interface ReadArticle {
  entry: ArticleEntry | null
  records: Map<string, StoredRecord>
}

/** Reads every device's records of one article. What cannot be read is told to `onProblem`; the others go in. */
export async function readArticle(
  context: LibraryContext,
  sources: ArticleSources,
  damaged: Set<ArticleId>,
): Promise<ReadArticle> {
  const { layout } = context
  const facts = await sourceFacts(context, sources)
  const read: Iterable<StoredRecord>[] = []
  for (const device of sources.devices) {
    read.push(
      await readForScan(context, { device, path: layout.articleRecords(device, sources.id), id: sources.id }, damaged),
    )
  }
  for (const path of sources.copies) read.push(await readCopy(context, path))
  const records = mergeRecords(read, combineVersions)
  return { entry: entryOf(sources.id, records, facts), records }
}

/**
 * Brings the list up to date, or stops when `signal` says so: articles whose files have the size and time that `known` was read with are not read.
 * @param onRead told after every article that was read anew
 */
export async function scanArticles(
  context: LibraryContext,
  listing: Listing,
  known: ReadonlyMap<ArticleId, ArticleEntry>,
  onRead: (id: ArticleId, entry: ArticleEntry | null) => void,
  signal?: AbortSignal,
): Promise<void> {
  await inParallel([...listing.articles.values()], READS_AT_A_TIME, async (sources) => {
    if (signal?.aborted === true) return
    const before = known.get(sources.id)
    if (before !== undefined && before.sources !== '' && before.sources === (await sourceFacts(context, sources)))
      return
    const { entry } = await readArticle(context, sources, listing.damaged)
    onRead(sources.id, entry)
  })
}

/** Whether the files of an article's records still have the sizes and times that the list was read with. */
export async function isAsListed(context: LibraryContext, entry: ArticleEntry): Promise<boolean> {
  return entry.sources !== '' && entry.sources === (await factsNow(context, entry.summary.id))
}

/** Sizes and times of the files of an article's records, as they are kept with the list. */
export function factsNow(context: LibraryContext, id: ArticleId): Promise<string> {
  return sourceFacts(context, { id, devices: [context.device, ...context.otherDevices], copies: [] })
}

/** Devices that have a folder in the library, without `own`. */
export async function listOtherDevices(files: FileSystem, layout: Layout, own: string): Promise<string[]> {
  const entries = await listOrEmpty(files, layout.devices)
  // A symbolic link is no directory here, so nothing outside the library is read.
  return entries
    .filter((entry) => entry.isDirectory() && isDeviceId(entry.name) && entry.name !== own)
    .map(({ name }) => name)
}

/** Size and time of the files, in a form to be compared; of a file that is not there, nothing. */
async function sourceFacts(context: LibraryContext, sources: ArticleSources): Promise<string> {
  const { layout, files } = context
  const devices = sources.devices.length === 1 ? sources.devices : sources.devices.toSorted()
  const paths = [...devices.map((device) => layout.articleRecords(device, sources.id)), ...sources.copies.toSorted()]
  const facts: string[] = []
  for (const [index, path] of paths.entries()) {
    try {
      const { size, modified } = await files.stat(path)
      facts.push(`${(devices[index] ?? path).slice(0, 6)}:${size}:${modified}`)
    } catch (error) {
      if (errorCode(error) === null) throw error
    }
  }
  return facts.join(' ')
}

/** A conflict copy is one more source; one that cannot be used is left as it is. */
export async function readCopy(context: LibraryContext, path: string): Promise<StoredRecord[]> {
  try {
    const file = await readRecords(context, '', path, () => Promise.resolve(false))
    return [...(file?.records.values() ?? [])]
  } catch (error) {
    problemOf(error)
    return []
  }
}

/** The short way for a file that is as it should be; null sends on the long way, which knows what to do. */
async function readGood({ files }: LibraryContext, path: string): Promise<RecordFile | null> {
  try {
    return await files.peek(path, recordsIn)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

async function readForScan(
  context: LibraryContext,
  { device, path, id }: { device: string; path: string; id: ArticleId },
  damaged: Set<ArticleId>,
): Promise<Iterable<StoredRecord>> {
  const { clock, onProblem } = context
  const own = device === context.device
  try {
    const file =
      (await readGood(context, path)) ??
      (await readRecords(context, device, path, () => Promise.resolve(own && damaged.has(id))))
    if (file === null) return []
    for (const record of file.records.values()) clock.observe(record.hlc)
    return file.records.values()
  } catch (error) {
    const problem = problemOf(error)
    if (problem.kind === 'newer') onProblem({ ...problem, file: path })
    else if (problem.kind === 'unreadable') onProblem({ ...problem, file: path })
    else if (own) damaged.add(id)
    return []
  }
}

async function listFiles(files: FileSystem, folder: string): Promise<string[]> {
  return (await listOrEmpty(files, folder)).filter((entry) => entry.isFile()).map(({ name }) => name)
}

async function listOrEmpty(files: FileSystem, folder: string) {
  try {
    return await files.list(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
