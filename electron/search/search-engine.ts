import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ArticleId } from '#shared/article.ts'
import type { ArticleHits, Completion, IndexState, NotebookEntry, SearchAnswer } from '#shared/search-contract.ts'
import { parseQuery } from '#shared/search-query.ts'
import type { Collection } from '#shared/views.ts'
import type { DocumentSource } from './article-document.ts'
import { hitsOf } from './article-hits.ts'
import { completionsOf } from './completions.ts'
import { idOf } from './doc-table.ts'
import { evaluate } from './evaluate.ts'
import { facetsOf } from './facets.ts'
import { isFileError, type LoadedIndex, loadIndex, RULES } from './index-manifest.ts'
import { IndexView } from './index-view.ts'
import { annotationTest } from './notebook.ts'
import { bestOf } from './ranking.ts'
import type { SearchDocument } from './search-document.ts'
import { SearchIndex, type Runner } from './search-index.ts'
import { SegmentBuilder } from './segment-builder.ts'
import { WordMatcher } from './word-matcher.ts'

export interface EngineOptions {
  /** Folder for the index, in the app data. */
  folder: string
  source: DocumentSource
  run: Runner
  now: () => number
  onState?: (state: IndexState) => void
  /** Another process writes the index: nothing on disk is touched, and what is missing in it stays in memory. */
  readOnly?: boolean
}

/** Words that a segment takes in before it is written: what a build holds in memory follows from it. */
const WORDS_A_SEGMENT = 2_000_000
/** The first segments are small, so that there are answers soon. */
const FIRST_SEGMENT = 200_000
/** Changes up to this many go to a small segment in memory. */
const FEW = 64
/** Articles whose annotations one question for the notebook reads at most. */
const MOST_NOTEBOOK_ARTICLES = 20_000

/** Everything the search can do, for whoever runs it: the worker, the command line, tests, benchmarks. */
export class SearchEngine {
  private readonly options: EngineOptions
  private index: SearchIndex
  private generation: number
  /** Answers while the index is built anew. */
  private previous: IndexView | null = null
  private collections: readonly Collection[] = []
  private state: IndexState = { state: 'starting', done: 0, total: 0 }
  private closed = false
  /** What changed while a build was under way: it may have been read before. */
  private readonly changedMeanwhile = new Set<ArticleId>()
  private building = false

  constructor(options: EngineOptions) {
    this.options = options
    if (options.readOnly !== true) mkdirSync(options.folder, { recursive: true })
    const generations = generationsOf(options.folder)
    const newest = generations.at(-1)
    const loaded = newest === undefined ? null : loadIndex(join(options.folder, String(newest)))
    const usable = newest !== undefined && loaded !== null && loaded.rules === RULES
    if (!usable) for (const segment of loaded?.segments.values() ?? []) segment.close()
    this.generation = usable ? newest : (newest ?? 0) + 1
    this.index = this.open(this.generation, usable ? loaded : null)
    // What has changed since is taken in later; until then these answers are better than none.
    if (this.index.complete) this.state = { state: 'ready', done: this.index.size, total: this.index.size }
    else this.previous = this.openPrevious(generations.filter((number) => number < this.generation))
  }

  get indexState(): IndexState {
    return this.state
  }

  /** Whether the whole library is in the index, but for what has changed since. */
  get isComplete(): boolean {
    return this.index.complete
  }

  setCollections(collections: readonly Collection[]): void {
    this.collections = collections
  }

  /** Brings the index up to date with the source; answers come meanwhile from what is there. */
  async sync(): Promise<void> {
    try {
      this.building = true
      await this.takeIn(await this.missing())
      if (this.closed) return
      await this.takeInFew(this.stale([...this.changedMeanwhile]))
      this.changedMeanwhile.clear()
      this.index.complete = true
      await this.index.flush()
      this.dropPrevious()
      this.tell({ state: 'ready', done: this.index.size, total: this.index.size })
    } catch (error) {
      if (!isFileError(error)) throw error
      // The files went away or the disk is full: answers stay, and the next start builds what is missing.
      this.tell({ ...this.state, state: 'ready' })
    } finally {
      this.building = false
    }
  }

  /** Looks at the large files once; what is damaged is built anew while the old answers stay. */
  async verify(): Promise<void> {
    const sound = existsSync(join(this.options.folder, String(this.generation))) && (await this.index.verify())
    if (sound || this.closed) return
    await this.rebuild()
  }

  /** Builds a new index beside the old one, which answers until it is done. */
  async rebuild(): Promise<void> {
    this.previous = this.index.view
    this.generation++
    this.index = this.open(this.generation)
    await this.sync()
  }

  /** Takes in articles that have changed, or are gone. */
  async changed(ids: readonly ArticleId[]): Promise<void> {
    if (ids.length === 0) return
    // What a build reads may be older than this: these are read once more behind it.
    if (this.building) for (const id of ids) this.changedMeanwhile.add(id)
    // What is read in any case need not be read twice: a list that was read anew tells of a whole library.
    if (ids.length <= FEW) await this.takeInFew(ids)
    else if (!this.building) await this.takeInFew(this.stale(ids))
    if (!this.building) this.tell({ state: 'ready', done: this.index.size, total: this.index.size })
  }

  /** Writes the newest changes to disk. */
  async save(): Promise<void> {
    try {
      await this.index.flush()
    } catch (error) {
      if (!isFileError(error)) throw error
    }
  }

  query(query: string, wanted: { limit: number; offset: number; facets: boolean }): SearchAnswer {
    const started = performance.now()
    const { view } = this
    const { scores, count, relaxed, corrected } = evaluate(view, query, this.context())
    const best = bestOf(view, scores, wanted.offset + wanted.limit).slice(wanted.offset)
    return {
      ids: best.map(({ doc }) => idIn(view, doc)),
      count,
      relaxed,
      corrected,
      problems: parseQuery(query).problems,
      facets: wanted.facets ? facetsOf(view, scores) : null,
      index: this.state,
      took: performance.now() - started,
    }
  }

  /** How many articles each query finds. */
  counts(queries: readonly string[]): number[] {
    return queries.map((query) => {
      const { count, relaxed } = evaluate(this.view, query, this.context())
      return relaxed ? 0 : count
    })
  }

  /** Where the words of the query stand in the given articles. */
  hits(query: string, ids: readonly ArticleId[]): ArticleHits[] {
    const matcher = new WordMatcher(query)
    return ids.flatMap((id) => {
      const details = this.options.source.details(id)
      return details === null ? [] : [hitsOf(id, details, matcher)]
    })
  }

  complete(query: string): Completion[] {
    const { view } = this
    const facets = () => facetsOf(view, evaluate(view, '', this.context()).scores)
    return completionsOf(view, query, facets, this.collections)
  }

  /** The annotations that a query finds, of the best articles first. */
  notebook(query: string, limit: number): { entries: NotebookEntry[]; more: boolean } {
    const { view } = this
    const { scores, relaxed } = evaluate(view, `${query} `, this.context(), ['notes'])
    const keep = annotationTest(query, new WordMatcher(`${query} `))
    const entries: NotebookEntry[] = []
    if (relaxed) return { entries, more: false }
    for (const { doc } of bestOf(view, scores, MOST_NOTEBOOK_ARTICLES)) {
      const { segment, at } = view.locate(doc)
      if ((segment.docs.states[at] ?? 0) === 0) continue
      const article = idOf(segment.docs, at)
      const found = this.options.source.details(article)
      if (found === null) continue
      const { title, site, published } = found
      for (const annotation of found.annotations.filter(keep)) {
        if (entries.length === limit) return { entries, more: true }
        entries.push({ article, title, site, published, annotation })
      }
    }
    return { entries, more: false }
  }

  /** Asks a few questions of every kind, so that the first one the reader asks finds compiled code. */
  warmUp(): void {
    for (const query of ['me', 'pemerintah indonesia', '"di jakarta"', 'zzxqwv kata', 'lang:id the']) {
      this.query(query, { limit: 1, offset: 0, facets: true })
    }
  }

  async close(): Promise<void> {
    this.closed = true
    await this.save()
    this.index.release()
    for (const segment of this.previous?.segments ?? []) segment.close()
    this.previous = null
  }

  /** What is asked: the old index until the new one is whole. */
  private get view(): IndexView {
    return this.index.complete || this.previous === null ? this.index.view : this.previous
  }

  private context() {
    return { now: this.options.now(), collections: this.collections }
  }

  private open(generation: number, loaded: LoadedIndex | null = null): SearchIndex {
    const { folder, run, readOnly = false } = this.options
    return new SearchIndex({ folder: join(folder, String(generation)), run, readOnly, loaded })
  }

  private openPrevious(generations: readonly number[]): IndexView | null {
    for (const generation of generations.toReversed()) {
      const loaded = loadIndex(join(this.options.folder, String(generation)))
      if (loaded?.complete === true) return new IndexView([...loaded.segments.values()])
      for (const segment of loaded?.segments.values() ?? []) segment.close()
    }
    return null
  }

  private dropPrevious(): void {
    for (const segment of this.previous?.segments ?? []) segment.close()
    this.previous = null
    if (this.options.readOnly === true) return
    for (const generation of generationsOf(this.options.folder)) {
      if (generation === this.generation) continue
      rmSync(join(this.options.folder, String(generation)), { recursive: true, force: true })
    }
  }

  /** What the index does not have as it is now; what is gone is taken out. */
  private async missing(): Promise<ArticleId[]> {
    const known = new Set(this.index.ids())
    const wanted = await this.options.run(compare(this.options.source, this.index, known))
    if (known.size > 0) await this.index.update([], [...known])
    return wanted
  }

  /** Those that are not in the index as they are now. */
  private stale(ids: readonly ArticleId[]): ArticleId[] {
    const { source } = this.options
    source.refresh()
    return ids.filter((id) => this.index.revisionOf(id) !== source.revision(id))
  }

  private async takeIn(ids: readonly ArticleId[]): Promise<void> {
    if (ids.length <= FEW) {
      await this.takeInFew(ids)
      return
    }
    let builder = new SegmentBuilder()
    let limit = FIRST_SEGMENT
    const total = this.index.size + ids.length
    const before = this.index.size
    for (let at = 0; at < ids.length && !this.closed; ) {
      const gone: ArticleId[] = []
      at = await this.options.run(fill(this.options.source, ids, { from: at, builder, limit, gone }))
      if (this.closed) return
      await this.index.addBuilt(builder)
      if (gone.length > 0) await this.index.update([], gone)
      builder = new SegmentBuilder()
      limit = Math.min(WORDS_A_SEGMENT, limit * 4)
      this.tell({ state: 'building', done: before + at, total })
    }
    await this.index.optimise()
  }

  /** Small segments in memory, searchable at once. */
  private async takeInFew(ids: readonly ArticleId[]): Promise<void> {
    this.options.source.refresh()
    for (let at = 0; at < ids.length; at += FEW) {
      const some = ids.slice(at, at + FEW)
      const documents = some.map((id) => this.options.source.document(id))
      const removed = some.filter((_, index) => documents[index] === null)
      await this.index.update(
        documents.filter((document) => document !== null),
        removed,
      )
    }
  }

  private tell(state: IndexState): void {
    this.state = state
    this.options.onState?.(state)
  }
}

function* compare(source: DocumentSource, index: SearchIndex, known: Set<ArticleId>): Generator<void, ArticleId[]> {
  const wanted: ArticleId[] = []
  let seen = 0
  for (const [id, revision] of source.revisions()) {
    if (index.revisionOf(id) !== revision) wanted.push(id)
    known.delete(id)
    seen++
    if (seen % 256 === 0) yield
  }
  return wanted
}

interface Filling {
  from: number
  builder: SegmentBuilder
  /** Words. */
  limit: number
  /** Takes the articles that have no document any more. */
  gone: ArticleId[]
}

/** Takes documents into the builder until it holds `limit` words; answers how far it came. */
function* fill(
  source: DocumentSource,
  ids: readonly ArticleId[],
  { from, builder, limit, gone }: Filling,
): Generator<void, number> {
  let at = from
  while (at < ids.length && builder.words < limit) {
    const id = ids[at] ?? ''
    const document: SearchDocument | null = source.document(id)
    if (document === null) gone.push(id)
    else builder.add(document)
    at++
    yield
  }
  return at
}

function idIn(view: IndexView, doc: number): ArticleId {
  const { segment, at } = view.locate(doc)
  return idOf(segment.docs, at)
}

function generationsOf(folder: string): number[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9]{1,9}$/.test(name)) : []
  return names.map(Number).toSorted((a, b) => a - b)
}
