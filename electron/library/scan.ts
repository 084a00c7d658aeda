import { basename } from 'node:path'
import type { ArticleId } from '#shared/article.ts'
import { familyHead, isSetAside } from '../storage/file-family.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { mergeRecords } from '../storage/merge.ts'
import { isDeviceId } from '../storage/device.ts'
import type { StoredRecord } from '../storage/record.ts'
import { problemOf } from '../storage/saved-file.ts'
import { type ArticleEntry, entryOf } from './article-view.ts'
import { inParallel } from './in-parallel.ts'
import { isArticleId, type Layout } from './layout.ts'
import { type LibraryContext, readRecords } from './record-sources.ts'

export interface Scan {
  entries: Map<ArticleId, ArticleEntry>
  /** Articles of which a damaged file of this device has been set aside. */
  damaged: Set<ArticleId>
}

const READS_AT_A_TIME = 16

/** Reads every device's records of every article. What cannot be read is told to `onProblem`; the others go in. */
export async function scanArticles(context: LibraryContext): Promise<Scan> {
  const { layout, device, otherDevices, files } = context
  const damaged = new Set<ArticleId>()
  const devicesOf = new Map<ArticleId, Set<string>>()
  for (const source of [device, ...otherDevices]) {
    for (const name of await listFiles(files, layout.deviceArticles(source))) {
      const id = basename(familyHead(name), '.json')
      if (!isArticleId(id) || familyHead(name) !== `${id}.json`) continue
      devicesOf.set(id, (devicesOf.get(id) ?? new Set()).add(source))
      if (source === device && isSetAside(name)) damaged.add(id)
    }
  }
  const entries = new Map<ArticleId, ArticleEntry>()
  await inParallel([...devicesOf], READS_AT_A_TIME, async ([id, devices]) => {
    const sources: Iterable<StoredRecord>[] = []
    for (const source of devices) sources.push(await readForScan(context, source, id, damaged))
    const merged = mergeRecords(sources)
    const entry = entryOf(id, merged)
    if (entry !== null) entries.set(id, entry)
  })
  return { entries, damaged }
}

/** Devices that have a folder in the library, without `own`. */
export async function listOtherDevices(files: FileSystem, layout: Layout, own: string): Promise<string[]> {
  const entries = await listOrEmpty(files, layout.devices)
  // A symbolic link is no directory here, so nothing outside the library is read.
  return entries
    .filter((entry) => entry.isDirectory() && isDeviceId(entry.name) && entry.name !== own)
    .map(({ name }) => name)
}

async function readForScan(
  context: LibraryContext,
  source: string,
  id: ArticleId,
  damaged: Set<ArticleId>,
): Promise<Iterable<StoredRecord>> {
  const { layout, device, clock, onProblem } = context
  const path = layout.articleRecords(source, id)
  const own = source === device
  try {
    const file = await readRecords(context, source, path, () => Promise.resolve(own && damaged.has(id)))
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
