/**
 * Brings records back to what a backup says. What was made after the backup stays: nothing is lost by restoring, and
 * what was changed by it is kept in the app-data folder, so that restoring can be undone.
 */
import { z } from 'zod'
import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { RestoreChange } from '#shared/library-care.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { openAppDataFile } from '../storage/app-data-file.ts'
import { isStoredRecord, type StoredRecord } from '../storage/record.ts'
import { ANNOTATION, CAPTURE, captureTitle, POSITION, type Records, TRASH } from './article-view.ts'
import type { Library } from './library.ts'
import type { RecordStore } from './record-store.ts'

/** What a restore replaced: null where nothing was. */
type Replaced = { article: ArticleId; record: string; before: StoredRecord | null }

const undoSchema = z.object({
  time: z.number(),
  replaced: z.array(
    z.object({
      article: z.string(),
      record: z.string(),
      before: z.custom<StoredRecord>(isStoredRecord).nullable(),
    }),
  ),
})
type Undo = z.infer<typeof undoSchema>

const NOTHING: Undo = { time: 0, replaced: [] }

/** What restoring a backup would change, article by article. */
export async function previewRestore(library: Library, time: number): Promise<Result<RestoreChange[], Failure>> {
  await library.listed
  const changes: RestoreChange[] = []
  for await (const article of library.backups.read(time, null)) {
    if (article === null) return fail({ code: 'backup-damaged', time })
    const [id, saved] = article
    const now = await recordsNow(library, id)
    if (!now.ok) return now
    const counts = { back: 0, changed: 0, gone: 0 }
    for (const record of saved) {
      const kind = changeOf(record, now.value.get(record.id))
      if (kind !== null) counts[kind] += 1
    }
    if (counts.back + counts.changed + counts.gone === 0) continue
    const title = library.all.get(id)?.summary.title ?? captureTitle(saved.find(({ id: name }) => name === CAPTURE))
    changes.push({ id, title, ...counts })
  }
  return ok(changes)
}

/** Restores everything, or one article. A backup of how it is now is made first. */
export async function restoreBackup(
  library: Library,
  appData: string,
  { time, only }: { time: number; only: ArticleId | null },
): Promise<Result<null, Failure>> {
  if (library.readOnly !== null) return fail(library.readOnly)
  const first = await library.backUp()
  if (!first.ok) return first
  // All of it is read before anything is changed. What is as it was is let go of at once.
  const places: (Replaced & { saved: StoredRecord })[] = []
  for await (const article of library.backups.read(time, only)) {
    if (article === null) return fail({ code: 'backup-damaged', time })
    const [id, records] = article
    const now = await recordsNow(library, id)
    if (!now.ok) return now
    for (const saved of records) {
      const before = now.value.get(saved.id) ?? null
      if (changeOf(saved, before ?? undefined) !== null) places.push({ article: id, record: saved.id, before, saved })
    }
  }
  const replaced = places.map(({ article, record, before }) => ({ article, record, before }))
  const kept = await keepUndo(library, appData, { time: library.now(), replaced })
  if (!kept.ok) return kept
  return await setAll(library, places, ({ saved }) => saved)
}

/** Whether the last restore can be undone, by its time (ms since 1970); null where there is none. */
export async function undoableRestore(library: Library, appData: string): Promise<number | null> {
  const file = await openUndo(library, appData)
  return file.ok && file.value.data.replaced.length > 0 ? file.value.data.time : null
}

/** Brings back what the last restore replaced. */
export async function undoRestore(library: Library, appData: string): Promise<Result<null, Failure>> {
  const file = await openUndo(library, appData)
  if (!file.ok) return ok(null)
  const done = await setAll(library, file.value.data.replaced, ({ before }) => before)
  return done.ok ? await keepUndo(library, appData, NOTHING) : done
}

async function setAll<Place extends Replaced>(
  library: Library,
  places: readonly Place[],
  version: (place: Place) => StoredRecord | null,
): Promise<Result<null, Failure>> {
  for (const [article, group] of Map.groupBy(places, (place) => place.article)) {
    const done = await library.articleRecords.changeAny(article, (store) => {
      for (const place of group) setRecord(store, place.record, version(place))
      return store.save()
    })
    if (!done.ok) return done
  }
  return ok(null)
}

/** Makes a record what it was, as a new version of it. */
function setRecord(store: RecordStore, id: string, version: StoredRecord | null): void {
  if (version === null || version.deleted === true) {
    store.delete(id)
    return
  }
  const { type, data, earlier } = version
  // What is not said in the backup stays as it is; that the trash was emptied is to be taken back all the same.
  const before = type === TRASH ? { emptied: false, ...asObject(data) } : asObject(data)
  store.put(id, type, before, earlier === undefined ? {} : { earlier })
}

function changeOf(saved: StoredRecord, now: StoredRecord | undefined): 'back' | 'changed' | 'gone' | null {
  if (saved.type === POSITION) return null
  const wasThere = saved.deleted !== true
  const isThere = now !== undefined && now.deleted !== true
  if (!wasThere) return isThere && saved.type === ANNOTATION ? 'gone' : null
  if (!isThere) return 'back'
  return JSON.stringify(saved.data) === JSON.stringify(now.data) ? null : 'changed'
}

async function recordsNow(library: Library, id: ArticleId): Promise<Result<Records, Failure>> {
  return await library.articleRecords.read(id, (records) => new Map(records))
}

function asObject(data: unknown): object {
  return typeof data === 'object' && data !== null ? data : {}
}

function openUndo(library: Library, appData: string) {
  const codec = {
    decode: (value: unknown): Result<Undo, string> => {
      const parsed = undoSchema.safeParse(value)
      return parsed.success ? ok(parsed.data) : fail(z.prettifyError(parsed.error))
    },
    encode: (data: Undo): unknown => data,
  }
  const { context } = library.parts
  return openAppDataFile<Undo>(appData, { name: 'last-restore.json', codec, defaults: NOTHING }, context.files)
}

async function keepUndo(library: Library, appData: string, undo: Undo): Promise<Result<null, Failure>> {
  const file = await openUndo(library, appData)
  if (!file.ok) return fail({ code: 'not-saved', file: appData, reason: file.failure.kind })
  file.value.data = undo
  const saved = await file.value.save()
  await file.value.close()
  return saved
}
