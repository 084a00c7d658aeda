import { basename, dirname } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { unseal } from '../storage/envelope.ts'
import type { FileSystem } from '../storage/file-system.ts'
import type { Clock } from '../storage/hlc.ts'
import { type Codec, type DamageReport, JsonFile, type JsonFileOptions, type Rescue } from '../storage/json-file.ts'
import { mergeRecords } from '../storage/merge.ts'
import { migrate } from '../storage/migrations.ts'
import { decodeRecordFile, emptyRecordFile, encodeRecordFile, type RecordFile } from '../storage/record-file.ts'
import { type OpenProblem, problemOf, SavedFile } from '../storage/saved-file.ts'
import { type Layout, LIBRARY_FORMAT } from './layout.ts'
import { combineVersions } from './note-history.ts'
import { RECORD_MIGRATIONS } from './record-migrations.ts'
import { RecordStore } from './record-store.ts'

/** What reading and writing the records of a library needs. */
export interface LibraryContext {
  layout: Layout
  /** This device's id; the only device whose files are written. */
  device: string
  otherDevices: string[]
  files: FileSystem
  clock: Clock
  now: () => number
  retryAfter?: number
  /** Nothing is written, set aside or put in its place: another process, a newer format, a disk that takes nothing. */
  isReadOnly: () => boolean
  /** The newest copy of one of this device's files in the app-data folder. */
  rescue?: (path: string) => Promise<Rescue | null>
  onSaved: (file: string, failure: Failure | null) => void
  onProblem: (problem: FileTrouble) => void
}

/** Something in the library that could not be used as it was, for a report to the reader. */
export type FileTrouble =
  | ({ kind: 'damaged' } & DamageReport)
  | { kind: 'newer'; file: string; format: number }
  | { kind: 'unreadable'; file: string; code: string }
  /** The library's first file was lost or damaged and has been written again. */
  | { kind: 'rewritten'; file: string; setAside: string | null }
  /** A synchroniser's conflict copy was merged in and set aside. */
  | { kind: 'merged'; file: string }

export interface Unopened {
  file: string
  problem: OpenProblem
}

/** The records in a file's bytes; null for bytes that are no good file of records. */
export function recordsIn(bytes: Uint8Array): RecordFile | null {
  const unsealed = unseal(bytes, LIBRARY_FORMAT)
  if (unsealed.kind !== 'good') return null
  const decoded = decodeRecordFile(migrate(unsealed.value, unsealed.format, LIBRARY_FORMAT, RECORD_MIGRATIONS))
  return decoded.ok ? decoded.value : null
}

export const recordCodec: Codec<RecordFile> = { decode: decodeRecordFile, encode: encodeRecordFile }

/** A file's records for reading; null where there is no file. Throws what `JsonFile.read` throws. */
export function readRecords(
  context: LibraryContext,
  device: string,
  path: string,
  hasDamagedSibling: () => Promise<boolean>,
): Promise<RecordFile | null> {
  return new JsonFile(fileOptions(context, device, path, hasDamagedSibling)).read()
}

/** Opens this device's file and merges the other devices' into it. `place` gives each device's path. */
export async function openRecordStore(
  context: LibraryContext,
  place: (device: string) => string,
  hasDamagedSibling?: () => Promise<boolean>,
): Promise<Result<RecordStore, Unopened>> {
  const { device, otherDevices, retryAfter, onSaved, clock } = context
  const path = place(device)
  const own = await SavedFile.open({
    ...fileOptions(context, device, path, hasDamagedSibling),
    defaults: emptyRecordFile(),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    onState: (failure) => onSaved(path, failure),
  })
  if (!own.ok) return fail({ file: path, problem: own.failure })
  const sources = [own.value.data.records.values()]
  for (const other of otherDevices) {
    const read = await readOther(context, other, place(other))
    if (!read.ok) return read
    if (read.value !== null) sources.push(read.value.records.values())
  }
  const merged = mergeRecords(sources, combineVersions)
  return ok(new RecordStore(own.value, merged, { clock, combine: combineVersions }))
}

/** Another device's damaged or newer file is reported and left out; one that cannot be read now is a failure. */
async function readOther(
  context: LibraryContext,
  device: string,
  path: string,
): Promise<Result<RecordFile | null, Unopened>> {
  try {
    return ok(await readRecords(context, device, path, () => Promise.resolve(false)))
  } catch (error) {
    const problem = problemOf(error)
    if (problem.kind === 'unreadable') return fail({ file: path, problem })
    if (problem.kind === 'newer') context.onProblem({ ...problem, file: path })
    return ok(null)
  }
}

function fileOptions(
  context: LibraryContext,
  device: string,
  path: string,
  hasDamagedSibling?: () => Promise<boolean>,
): JsonFileOptions<RecordFile> {
  const { files, now, onProblem, rescue } = context
  return {
    path,
    // Never made at a write: a disk that was taken away must not leave an empty library behind.
    root: dirname(path),
    format: LIBRARY_FORMAT,
    codec: recordCodec,
    migrations: RECORD_MIGRATIONS,
    files,
    now,
    owned: device === context.device && !context.isReadOnly(),
    reconcile: takeIn,
    ...(rescue && { rescue: () => rescue(path) }),
    onDamage: (report) => onProblem({ kind: 'damaged', ...report }),
    ...(hasDamagedSibling === undefined ? {} : { hasDamagedSibling }),
  }
}

/** A copied profile has written this device's file: `mine` is what is in memory and takes everything in. */
function takeIn(mine: RecordFile, found: RecordFile): RecordFile {
  const records = mergeRecords([mine.records.values(), found.records.values()], combineVersions)
  for (const [id, record] of records) mine.records.set(id, record)
  for (const [key, value] of found.rest) if (!mine.rest.has(key)) mine.rest.set(key, value)
  return mine
}

/** How a file that could not be opened is told. */
export function failureOf({ file, problem }: Unopened, layout: Layout): Failure {
  if (problem.kind === 'newer') {
    return { code: 'library-newer', folder: layout.root, format: problem.format, known: LIBRARY_FORMAT }
  }
  const reason = problem.kind === 'lost' ? problem.reason : problem.code
  const id = basename(file, '.json')
  return { code: 'article-damaged', id, file, reason }
}
