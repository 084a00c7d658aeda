/** Takes in what other devices and synchronisers put into the library folder while it is open. */
import { isDeepStrictEqual } from 'node:util'
import type { ArticleId } from '#shared/article.ts'
import { join } from 'node:path'
import type { ArticleEntry } from './article-view.ts'
import { entryOf } from './article-view.ts'
import { takeOver } from './conflict-copies.ts'
import type { Kept, LibraryMemory } from './library-memory.ts'
import type { EntryList } from './entry-list.ts'
import { isLibraryCopy } from './record-names.ts'
import type { LibraryContext } from './record-sources.ts'
import type { RecordStore } from './record-store.ts'
import {
  type ArticleSources,
  type Listing,
  listOtherDevices,
  listRecords,
  readArticle,
  readCopy,
  scanArticles,
} from './scan.ts'
import type { StoreCache } from './store-cache.ts'
import { hasVanished } from './vanish-guard.ts'
import type { Changed } from './watch-devices.ts'

export interface Live {
  context: LibraryContext
  entries: EntryList
  stores: StoreCache
  own: RecordStore
  memory: Kept<LibraryMemory>
  /** Articles that the app-data folder has a copy of. */
  rescuable: () => Promise<Iterable<ArticleId>>
  /** Far fewer articles or records are there than before: from now on nothing may be written. */
  onVanished: (known: number, found: number) => void
  /** Every file that was met could be read, or has been replaced by a good copy, and every change is on the disk. */
  isWhole: () => boolean
  /** Told now and then what has been read, so that a long list grows before the reader's eyes. */
  onRead: (ids: ArticleId[]) => void
  /** Told when another device has changed what is about no article. */
  onViews: () => void
  /** Articles that were changed while everything is read: what is read of them may be older. */
  touched: Set<ArticleId>
  /** The library is being closed: what is read need not be read to its end. */
  closing: AbortSignal
}

/** Milliseconds between two reports of a list that grows, at least. */
const GROWTH = 1000

/**
 * Reads the library against the list that is known: only articles whose files differ. Files that are gone are put
 * back from their copies, unless so many are gone that the reader must be asked. Answers what was not told to `onRead`.
 */
export async function readAgainst(live: Live, damaged: Set<ArticleId>): Promise<Set<ArticleId>> {
  const { context } = live
  const listing = await listRecords(context)
  for (const id of listing.damaged) damaged.add(id)
  const changed = new Set<ArticleId>()
  let told = 0
  const growing = setInterval(() => {
    const fresh = growthOf(changed, told)
    if (fresh.length === 0) return
    told += fresh.length
    live.onRead(fresh)
  }, GROWTH)
  try {
    await readListed(live, listing, changed, damaged)
  } finally {
    clearInterval(growing)
  }
  return new Set([...changed].slice(told))
}

/**
 * What is to be told of a list that grows: nothing until there is as much again, for at each report the window asks for
 * all of it.
 */
export function growthOf(changed: ReadonlySet<ArticleId>, told: number): ArticleId[] {
  return changed.size < 2 * told ? [] : [...changed].slice(told)
}

async function readListed(
  live: Live,
  listing: Listing,
  changed: Set<ArticleId>,
  damaged: Set<ArticleId>,
): Promise<void> {
  const { context, entries, memory, onVanished, touched, closing } = live
  const known = Math.max(entries.size, memory?.data.held?.articles ?? 0)
  const isWhole = !hasVanished(known, listing.articles.size)
  if (isWhole) await addGone(live, listing)
  else onVanished(known, listing.articles.size)
  const all = countRecords(entries)
  let lost = 0
  const onRead = (id: ArticleId, entry: ArticleEntry | null): void => {
    const old = entries.get(id)
    if (touched.has(id)) return
    if (old !== undefined && entry !== null) lost += old.records - entry.records
    // What cannot be read now is still known: opening it says what is wrong.
    if (entry === null && old !== undefined && listing.articles.get(id)?.devices.length !== 0) {
      entries.set(id, { ...old, sources: '' })
      return
    }
    if (differs(old, entry)) changed.add(id)
    if (entry !== null) entries.set(id, entry)
  }
  await scanArticles(context, { ...listing, damaged }, entries, onRead, closing)
  if (closing.aborted) return
  for (const id of touched) {
    const sources = listing.articles.get(id)
    if (sources !== undefined) await takeInArticle(live, sources, damaged)
  }
  for (const id of entries.keys()) if (!listing.articles.has(id)) entries.delete(id)
  if (isWhole && hasVanished(all, all - lost)) onVanished(all, all - lost)
  for (const sources of listing.articles.values()) if (sources.copies.length > 0) await takeOverArticle(live, sources)
  await takeOverLibrary(live)
}

export function countRecords(entries: ReadonlyMap<ArticleId, ArticleEntry>): number {
  let records = 0
  for (const entry of entries.values()) records += entry.records
  return records
}

/** What is in the list or among the copies and has no file: as if this device had one, so that a copy takes its place. */
async function addGone({ context, entries, rescuable }: Live, { articles }: Listing): Promise<void> {
  for (const id of [...entries.keys(), ...(await rescuable())]) {
    if (!articles.has(id)) articles.set(id, { id, devices: [context.device], copies: [] })
  }
}

/** Takes in what a watch told; answers the articles that are another than before. */
export async function takeIn(live: Live, changed: Changed, damaged: Set<ArticleId>): Promise<Set<ArticleId>> {
  const { context } = live
  if (changed.devices) {
    const devices = await listOtherDevices(context.files, context.layout, context.device)
    const isNew = devices.some((device) => !context.otherDevices.includes(device))
    context.otherDevices = devices
    await absorbLibraries(live)
    if (isNew) return await takeInAll(live, damaged)
  }
  if (changed.articles === null) return await takeInAll(live, damaged)
  const seen = new Set<ArticleId>()
  if (changed.articles.size === 0) return seen
  const { articles } = await listRecords(context)
  for (const id of changed.articles) {
    const sources = articles.get(id)
    if (sources !== undefined && (await takeInArticle(live, sources, damaged))) seen.add(id)
  }
  return seen
}

async function takeInAll(live: Live, damaged: Set<ArticleId>): Promise<Set<ArticleId>> {
  const seen = new Set<ArticleId>()
  const { articles } = await listRecords(live.context)
  const stale: ArticleSources[] = []
  const only: Listing = { articles, damaged }
  await scanArticles(live.context, only, live.entries, (id) => {
    const sources = articles.get(id)
    if (sources !== undefined) stale.push(sources)
  })
  for (const sources of stale) if (await takeInArticle(live, sources, damaged)) seen.add(sources.id)
  return seen
}

async function takeInArticle(live: Live, sources: ArticleSources, damaged: Set<ArticleId>): Promise<boolean> {
  const { context, entries, stores } = live
  const { id } = sources
  const old = entries.get(id)
  const { entry, records } = await readArticle(context, sources, damaged)
  let changed = false
  const isLoaded = await stores.ifLoaded(id, (store) => {
    changed = store.absorb(records.values(), false)
    const now = entryOf(id, store.records, entry?.sources)
    if (now !== null) entries.set(id, now)
  })
  if (!isLoaded && entry !== null) {
    changed = differs(old, entry)
    entries.set(id, entry)
  }
  if (sources.copies.length > 0) changed = (await takeOverArticle(live, sources)) || changed
  return changed
}

async function takeOverArticle({ context, stores, memory, entries }: Live, sources: ArticleSources): Promise<boolean> {
  if (context.isReadOnly()) return false
  let changed = false
  await stores.use(sources.id, async (store) => {
    const taken = await takeOver(context, store, sources.copies)
    ;({ changed } = taken)
    if (taken.cloned && memory !== null) memory.data = { ...memory.data, cloned: true }
    const entry = entryOf(sources.id, store.records)
    if (entry !== null) entries.set(sources.id, entry)
    return await store.save()
  })
  return changed
}

/** Other devices' records that are about no article. */
async function absorbLibraries({ context, own, onViews }: Live): Promise<void> {
  let changed = false
  for (const device of context.otherDevices) {
    changed = own.absorb(await readCopy(context, context.layout.libraryRecords(device)), false) || changed
  }
  if (changed) onViews()
}

export async function takeOverLibrary({ context, own }: Live): Promise<void> {
  if (context.isReadOnly()) return
  for (const device of [context.device, ...context.otherDevices]) {
    const folder = context.layout.device(device)
    const names = (await context.files.list(folder)).map(({ name }) => name)
    const copies = names.filter(isLibraryCopy).map((name) => join(folder, name))
    if (copies.length > 0) await takeOver(context, own, copies)
  }
}

function differs(a: ArticleEntry | undefined, b: ArticleEntry | null): boolean {
  return !isDeepStrictEqual({ ...a, sources: '' }, { ...b, sources: '' })
}
