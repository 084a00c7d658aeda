import { mkdirSync } from 'node:fs'
import type { ArticleId } from '#shared/article.ts'
import { idOf } from './doc-table.ts'
import { emptyFolder, type LoadedIndex, loadIndex, RULES, saveManifest, sweep } from './index-manifest.ts'
import { IndexView } from './index-view.ts'
import type { SearchDocument } from './search-document.ts'
import { SegmentBuilder } from './segment-builder.ts'
import { memorySegment, writeSegment } from './segment-files.ts'
import { mergeSegments } from './segment-merge.ts'
import type { Segment } from './segment.ts'
import type { SegmentSinks } from './segment-writer.ts'

interface Place {
  segment: Segment
  doc: number
}

/** More files of this kind make each query look into too many dictionaries. */
const MOST_SEGMENTS = 6
/** Small segments in memory before they are joined to one file. */
const MOST_YOUNG = 8
/** A segment is written anew when more of it is gone. */
const MOST_GONE = 0.3

/** Runs a long work in pieces, so that queries are answered in between. */
export type Runner = <T>(work: Generator<void, T>) => Promise<T>

export interface IndexOptions {
  folder: string
  run: Runner
  /** Another process writes there: nothing on disk is touched, and what comes in stays in memory. */
  readOnly: boolean
  /** What is in the folder, where it has been loaded already. */
  loaded?: LoadedIndex | null
}

/**
 * The index of one library: segments in files, and the newest changes in small segments in memory, which go to a file
 * at `flush`. What a crash takes along is found missing by its revision, and taken in again.
 */
export class SearchIndex {
  /** The library has been taken in as a whole at least once. */
  complete: boolean
  private readonly folder: string
  private readonly run: Runner
  private readonly stored: Map<string, Segment>
  private young: Segment[] = []
  private readonly places = new Map<ArticleId, Place>()
  private current: IndexView | null = null
  private names: number
  private last: Promise<unknown> = Promise.resolve()
  private readonly readOnly: boolean

  /** Opens what is in the folder; whatever is damaged or of other rules is thrown away. */
  constructor({ folder, run, readOnly, loaded = null }: IndexOptions) {
    if (!readOnly) mkdirSync(folder, { recursive: true })
    const found = loaded ?? loadIndex(folder)
    const usable = found !== null && found.rules === RULES ? found : null
    if (usable === null && !readOnly) emptyFolder(folder)
    this.folder = folder
    this.run = run
    this.readOnly = readOnly
    this.stored = usable?.segments ?? new Map<string, Segment>()
    this.complete = usable?.complete ?? false
    this.names = Math.max(0, ...[...this.stored.keys()].map(Number)) + 1
    if (!readOnly) sweep(folder, new Set(this.stored.keys()))
    for (const segment of this.stored.values()) this.place(segment)
  }

  get view(): IndexView {
    this.current ??= new IndexView([...this.stored.values(), ...this.young])
    return this.current
  }

  get size(): number {
    return this.places.size
  }

  ids(): IterableIterator<ArticleId> {
    return this.places.keys()
  }

  /** The revision of an article as it is in the index. */
  revisionOf(id: ArticleId): number | undefined {
    const place = this.places.get(id)
    return place === undefined ? undefined : place.segment.docs.revisions[place.doc]
  }

  /** Takes in new versions of some articles, at once searchable. */
  update(documents: readonly SearchDocument[], removed: readonly ArticleId[] = []): Promise<void> {
    return this.next(async () => {
      if (documents.length > 0) {
        const builder = new SegmentBuilder()
        for (const document of documents) builder.add(document)
        this.add(null, await this.run(memorySegment((sinks) => builder.write(sinks))))
      }
      for (const id of removed) this.remove(id)
      this.current = null
      if (this.young.length > MOST_YOUNG) await this.joinYoung()
    })
  }

  /** Takes in a whole builder as a segment in a file. */
  addBuilt(builder: SegmentBuilder): Promise<void> {
    return this.next(async () => {
      if (builder.count > 0) await this.store((sinks) => builder.write(sinks), [])
    })
  }

  /** Brings everything into files, and few of them. */
  flush(): Promise<void> {
    return this.next(async () => {
      if (this.readOnly) return
      if (this.young.length > 0) await this.joinYoung()
      const crowded = this.crowded()
      if (crowded.length > 0) await this.store((sinks) => mergeSegments(crowded, sinks), crowded)
      this.saveManifest()
    })
  }

  /** Joins all files to one: the fastest to ask. */
  optimise(): Promise<void> {
    return this.next(async () => {
      if (this.readOnly) return
      const all = [...this.stored.values(), ...this.young]
      if (all.length > 1) await this.store((sinks) => mergeSegments(all, sinks), all)
      this.saveManifest()
    })
  }

  /**
   * Compares the large files with their checksums, piece by piece.
   * @returns whether they are what was written
   */
  verify(): Promise<boolean> {
    return this.run(verifySegments([...this.stored.values()]))
  }

  /** Waits for what is under way, saves and lets go of the files. */
  async close(): Promise<void> {
    await this.flush()
    this.release()
  }

  /** Lets go of the files without saving. */
  release(): void {
    for (const segment of this.view.segments) segment.close()
    this.stored.clear()
    this.young = []
    this.current = null
  }

  private next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work)
    this.last = result.catch(() => undefined)
    return result
  }

  private joinYoung(): Promise<void> {
    const young = this.young
    return this.store((sinks) => mergeSegments(young, sinks), young)
  }

  /** Writes a segment that takes the place of `old` ones. */
  private async store(
    write: (sinks: SegmentSinks) => Generator<void, Uint8Array[]>,
    old: readonly Segment[],
  ): Promise<void> {
    const name = this.readOnly ? null : String(this.names++)
    const segment = await this.run(name === null ? memorySegment(write) : writeSegment(this.folder, name, write))
    const replaced = new Set(old)
    this.add(name, segment, old.length === 0 ? null : replaced)
    this.young = this.young.filter((other) => !replaced.has(other))
    for (const [key, other] of this.stored) if (replaced.has(other)) this.stored.delete(key)
    this.current = null
    this.saveManifest()
    for (const other of replaced) other.close()
    if (!this.readOnly) sweep(this.folder, new Set(this.stored.keys()))
  }

  private saveManifest(): void {
    if (!this.readOnly) saveManifest(this.folder, this.complete, this.stored)
  }

  /**
   * Makes a segment count. An article that is already there loses its old version, unless the segment only takes the
   * place of others: then what has changed since they were read stays as it is.
   */
  private add(name: string | null, segment: Segment, replaces: ReadonlySet<Segment> | null = null): void {
    if (name === null) this.young.push(segment)
    else this.stored.set(name, segment)
    for (let doc = 0; doc < segment.count; doc++) {
      const id = idOf(segment.docs, doc)
      const known = this.places.get(id)
      const isOutdated = replaces !== null && (known === undefined || !replaces.has(known.segment))
      if (isOutdated) segment.remove(doc)
      else {
        if (replaces === null) known?.segment.remove(known.doc)
        this.places.set(id, { segment, doc })
      }
    }
    this.current = null
  }

  private place(segment: Segment): void {
    for (let doc = 0; doc < segment.count; doc++) {
      if (segment.removed[doc] === 0) this.places.set(idOf(segment.docs, doc), { segment, doc })
    }
  }

  private remove(id: ArticleId): void {
    const place = this.places.get(id)
    place?.segment.remove(place.doc)
    this.places.delete(id)
  }

  /** The segments that should become one. */
  private crowded(): Segment[] {
    const sorted = [...this.stored.values()].toSorted((a, b) => b.count - a.count)
    const holey = sorted.filter((segment) => segment.removedCount > segment.count * MOST_GONE)
    if (sorted.length <= MOST_SEGMENTS) return holey
    const [largest, ...others] = sorted
    const rest = others.reduce((sum, { count }) => sum + count, 0)
    return largest !== undefined && largest.count > rest * 2 ? others : sorted
  }
}

const CHECK_PIECE = 1 << 20

function* verifySegments(segments: readonly Segment[]): Generator<void, boolean> {
  for (const segment of segments) {
    for (const part of ['postings', 'positions'] as const) {
      const { length, crc } = segment.sums[part]
      let sum = 0
      for (let offset = 0; offset < length; offset += CHECK_PIECE) {
        sum = segment.checksum(part, offset, Math.min(CHECK_PIECE, length - offset), sum)
        yield
      }
      if (sum !== crc) return false
    }
  }
  return true
}
