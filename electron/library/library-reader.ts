import { readdirSync, realpathSync, statSync } from 'node:fs'
import type { Annotation } from '#shared/annotation.ts'
import type { ArticleId, ArticleShelf, ArticleSummary, ContentHash } from '#shared/article.ts'
import { isDeviceId } from '../storage/device.ts'
import { unseal } from '../storage/envelope.ts'
import { errorCode } from '../storage/file-system.ts'
import { mergeRecords } from '../storage/merge.ts'
import { migrate } from '../storage/migrations.ts'
import { readNowIfPossible } from '../storage/reading.ts'
import { decodeRecordFile } from '../storage/record-file.ts'
import type { StoredRecord } from '../storage/record.ts'
import {
  annotationsOf,
  type ArticleEntry,
  entryOf,
  newestOf,
  picturesOf,
  positionOf,
  type Records,
  restoredOf,
  rootOf,
} from './article-view.ts'
import { isArticleId, Layout, LIBRARY_FORMAT } from './layout.ts'
import { RECORD_MIGRATIONS } from './record-migrations.ts'
import { shelfOf } from './shelf.ts'

/** An article as it lies on disk, for reading only. */
export interface ReadArticle {
  summary: ArticleSummary
  trashed: boolean
  shelf: ArticleShelf
  annotations: Annotation[]
  /** The content that is shown. */
  version: ContentHash
  html: string
  revision: number
}

/**
 * Reads a library's files and writes nothing: for worker threads and the command line, which must not hold the library
 * that another process has open. What cannot be read is left out; saying so is the library's own task.
 */
export class LibraryReader {
  private readonly layout: Layout
  private devices: string[] = []

  constructor(folder: string) {
    this.layout = new Layout(realpathSync(folder))
    this.refresh()
  }

  /** Looks for devices that have come since. */
  refresh(): void {
    this.devices = listOrEmpty(this.layout.devices).filter(isDeviceId).toSorted()
  }

  /** Ids of all articles of which any device has records. */
  ids(): ArticleId[] {
    const ids = new Set<ArticleId>()
    for (const device of this.devices) {
      for (const name of listOrEmpty(this.layout.deviceArticles(device))) {
        const id = name.slice(0, -'.json'.length)
        if (name.endsWith('.json') && isArticleId(id)) ids.add(id)
      }
    }
    return [...ids]
  }

  /** Null for an article that is not there, cannot be read, or is a version of another one. */
  read(id: ArticleId): ReadArticle | null {
    // Before reading: what changes in between is then read once more, not overlooked.
    const revision = this.revisionOf(id)
    const records = this.recordsOf(id)
    const entry = entryOf(id, records)
    if (entry === null) return null
    const newest = newestOf(records)?.version ?? entry.baseVersion
    const restored = restoredOf(records, newest, entry.baseVersion)
    const withLines = restored !== null && restored.removals.length > 0 ? this.content(id, restored.version) : null
    const shown = withLines ?? this.withPictures(id, records, newest) ?? this.content(id, newest)
    if (shown === null || this.isPart(entry)) return null
    return {
      summary: entry.summary,
      trashed: entry.trashed,
      shelf: shelfOf(records, positionOf(records) !== null),
      annotations: annotationsOf(records),
      ...shown,
      revision,
    }
  }

  /**
   * A number below 2^53 that is another one whenever a file of the article's records has another size or time: what was
   * made from them is up to date where this is the same.
   */
  revisionOf(id: ArticleId): number {
    let sum = 0
    for (const [index, device] of this.devices.entries()) {
      const stat = statSync(this.layout.articleRecords(device, id), { throwIfNoEntry: false })
      if (stat !== undefined) sum += (index + 1) * (Math.round(stat.mtimeMs * 1000) + stat.size * 7919)
    }
    return sum % Number.MAX_SAFE_INTEGER
  }

  /** The annotations alone, without the text. */
  annotationsOf(id: ArticleId): { summary: ArticleSummary; annotations: Annotation[] } | null {
    const records = this.recordsOf(id)
    const entry = entryOf(id, records)
    return entry === null ? null : { summary: entry.summary, annotations: annotationsOf(records) }
  }

  /** The merged records that belong to the library as a whole. */
  libraryRecords(): Records {
    return mergeRecords(this.devices.map((device) => readRecords(this.layout.libraryRecords(device))))
  }

  private isPart(entry: ArticleEntry): boolean {
    const entries = new Map([[entry.summary.id, entry]])
    for (let { partOf } = entry; partOf !== null && !entries.has(partOf); ) {
      const other = entryOf(partOf, this.recordsOf(partOf))
      if (other === null) break
      entries.set(partOf, other)
      ;({ partOf } = other)
    }
    return rootOf((id) => entries.get(id), entry) !== entry
  }

  private recordsOf(id: ArticleId): Records {
    return mergeRecords(this.devices.map((device) => readRecords(this.layout.articleRecords(device, id))))
  }

  /** Pictures make no other version: the text is the same. */
  private withPictures(id: ArticleId, records: Records, version: ContentHash): ReturnType<LibraryReader['content']> {
    const pictured = picturesOf(records, version)
    const found = pictured === null ? null : this.content(id, pictured.version)
    return found === null ? null : { version, html: found.html }
  }

  private content(id: ArticleId, version: ContentHash): { version: ContentHash; html: string } | null {
    const bytes = readNowIfPossible(this.layout.content(id, version))
    return bytes === null ? null : { version, html: bytes.toString('utf8') }
  }
}

function readRecords(path: string): Iterable<StoredRecord> {
  const bytes = readNowIfPossible(path)
  if (bytes === null) return []
  const unsealed = unseal(bytes, LIBRARY_FORMAT)
  if (unsealed.kind === 'newer' || unsealed.kind === 'damaged') return []
  const file = decodeRecordFile(migrate(unsealed.value, unsealed.format, LIBRARY_FORMAT, RECORD_MIGRATIONS))
  return file.ok ? file.value.records.values() : []
}

function listOrEmpty(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (errorCode(error) === null) throw error
    return []
  }
}
