import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Failure } from '#shared/failure.ts'
import { errorCode } from './atomic-file.ts'
import { IntendedNotes } from './intended-notes.ts'
import type { RenderedNote } from './merge-note.ts'

/** What tells whether a file was touched since: bytes and milliseconds. */
export interface Stamp {
  size: number
  mtime: number
}

/** The last export of one article into a folder. */
export interface LastExport extends Stamp {
  /** Below the folder, with '/'. */
  path: string
  /** The article as it then lay in the library, and the options; '' where that was not known. */
  revision: string
  note: RenderedNote
  /** The file said something else than `note` when the export was done. */
  edited: boolean
}

/** What of it tells whether anything has changed. */
export type LastStamp = Pick<LastExport, 'path' | 'size' | 'mtime' | 'revision' | 'edited'>

/** Raised when the tables change; older files are left alone, and the first export then keeps all that stands in files. */
const FORMAT = 3

/** Milliseconds that another export into the same folder, from a command line say, is waited for. */
const PATIENCE = 3000
/** The code of all errors of Node's SQLite. */
export const DATABASE_ERROR = 'ERR_SQLITE_ERROR'
/** SQLite's result codes (its `rescode.html`), as the file system would say them. */
const REASONS: ReadonlyMap<number, string> = new Map([
  [3, 'EACCES'],
  [5, 'EBUSY'],
  [6, 'EBUSY'],
  [8, 'EROFS'],
  [10, 'EIO'],
  [13, 'ENOSPC'],
  [14, 'EACCES'],
])
/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const IS_DAMAGED = new Set([11, 26])
/** SQLITE_ERROR: on opening, that the tables are others. */
const IS_OTHER = 1
/** Milliseconds after which what is remembered is kept, should the export be cut short: to keep it waits for the disk. */
const KEEP_EVERY = 1000

/**
 * What Simak remembers of its exports into one folder, in the app-data folder: the text of the last export of every
 * article (the base of the merge) and whose note each file is. It can be deleted: then the next export knows nothing of
 * what was exported, keeps all that stands in the files and adds what is missing.
 */
export class ExportState {
  readonly intended: IntendedNotes
  private readonly path: string
  private readonly database: DatabaseSync
  private begun = 0
  private readonly find: StatementSync
  private readonly keep: StatementSync
  private readonly keepRevision: StatementSync
  private readonly findStamp: StatementSync
  private readonly findSeen: StatementSync
  private readonly findOwner: StatementSync
  private readonly keepSeen: StatementSync

  private constructor(path: string, database: DatabaseSync) {
    this.path = path
    this.intended = new IntendedNotes(path.replace(/sqlite$/, 'intended'))
    this.database = database
    // What is new is most of it: a log would write it twice, small pages in small pieces.
    this.database.exec(`
      PRAGMA busy_timeout = ${PATIENCE};
      PRAGMA page_size = 16384;
      PRAGMA cache_size = -32000;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = TRUNCATE;
      PRAGMA synchronous = FULL;
    `)
    this.begin()
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS note (
        id TEXT PRIMARY KEY, path TEXT, size INTEGER, mtime REAL, revision TEXT, edited INTEGER,
        markdown TEXT, notes TEXT
      );
      CREATE TABLE IF NOT EXISTS seen (path TEXT PRIMARY KEY, size INTEGER, mtime REAL, id TEXT) WITHOUT ROWID;
    `)
    this.find = this.database.prepare('SELECT * FROM note WHERE id = ?')
    this.keepRevision = this.database.prepare('UPDATE note SET revision = ? WHERE id = ?')
    this.keep = this.database.prepare('INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    this.findStamp = this.database.prepare('SELECT path, size, mtime, revision, edited FROM note WHERE id = ?')
    this.findSeen = this.database.prepare('SELECT id FROM seen WHERE path = ? AND size = ? AND mtime = ?')
    this.findOwner = this.database.prepare('SELECT id FROM seen WHERE path = ?')
    this.keepSeen = this.database.prepare('INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)')
  }

  /**
   * Throws EBUSY while another process exports into the folder. What the database throws, here and later, is known to
   * `stateFailure`.
   * @param folder real path of the folder exported into
   */
  static open(appData: string, folder: string): ExportState {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32)
    const path = join(exportsFolder(appData), `${name}-${FORMAT}.sqlite`)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    try {
      return ExportState.at(path)
    } catch (error) {
      const reason = resultCode(error)
      if (reason === null) throw error
      if (REASONS.get(reason) === 'EBUSY') throw Object.assign(new Error('In use'), { code: 'EBUSY' })
      if (!IS_DAMAGED.has(reason) && reason !== IS_OTHER) throw error
      // All of it is derived.
      remove(path)
      return ExportState.at(path)
    }
  }

  private static at(path: string): ExportState {
    const database = new DatabaseSync(path)
    try {
      return new ExportState(path, database)
    } catch (error) {
      database.close()
      throw error
    }
  }

  /** Keeps what was remembered, from time to time. */
  keepSometimes(): void {
    if (Date.now() - this.begun >= KEEP_EVERY) this.keepNow()
  }

  keepNow(): void {
    this.database.exec('COMMIT')
    this.intended.clear()
    this.begin()
  }

  last(id: string): LastExport | null {
    const row = this.find.get(id)
    if (row === undefined) return null
    const { markdown, notes } = row
    const note = { markdown: String(markdown), notes: notesFrom(String(notes)) }
    return { ...stampFrom(row), note }
  }

  lastStamp(id: string): LastStamp | null {
    const row = this.findStamp.get(id)
    return row === undefined ? null : stampFrom(row)
  }

  /** Remembers how an article lies in the library whose note is as it is to be. */
  setRevision(id: string, revision: string): void {
    this.keepRevision.run(revision, id)
  }

  set(id: string, { path, size, mtime, revision, note, edited }: LastExport): void {
    const notes = JSON.stringify(note.notes)
    this.keep.run(id, path, size, mtime, revision, edited ? 1 : 0, note.markdown, notes)
    this.see(path, { size, mtime }, id)
  }

  /** Whose note an untouched file is: '' for a file of others, undefined for one that has to be read. */
  ownerOf(path: string, { size, mtime }: Stamp): string | undefined {
    const row = this.findSeen.get(path, size, mtime)
    return row === undefined ? undefined : String(row['id'])
  }

  /** Whose note the file was when it was last read. */
  lastOwnerOf(path: string): string | undefined {
    const row = this.findOwner.get(path)
    return row === undefined ? undefined : String(row['id'])
  }

  see(path: string, { size, mtime }: Stamp, id: string): void {
    this.keepSeen.run(path, size, mtime, id)
  }

  /** Keeps what was remembered. */
  close(): void {
    this.database.exec('COMMIT')
    this.database.close()
    this.intended.close(true)
  }

  /** Ends it after an error: what was remembered since the last time is forgotten, a damaged file is begun anew. */
  abandon(error: unknown): void {
    if (this.database.isOpen) this.database.close()
    this.intended.close(false)
    if (IS_DAMAGED.has(resultCode(error) ?? 0)) remove(this.path)
  }

  /** What is to be told of an error of the database, which ends it; null for any other error. */
  endedBy(error: unknown): Failure | null {
    const failure = stateFailure(error, dirname(this.path))
    if (failure !== null) this.abandon(error)
    return failure
  }

  private begin(): void {
    // Another process that exports into the folder would find out in the middle of it.
    this.database.exec('BEGIN EXCLUSIVE')
    this.begun = Date.now()
  }
}

/** Where is kept what Simak remembers of its exports. */
export function exportsFolder(appData: string): string {
  return join(appData, 'exports')
}

function remove(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
}

/**
 * What is to be told of an error of the database; null for any other error.
 * @param folder where it lies
 */
export function stateFailure(error: unknown, folder: string): Failure | null {
  const code = resultCode(error)
  if (code === null) return null
  const reason = REASONS.get(code) ?? (IS_DAMAGED.has(code) ? 'checksum' : String(error))
  return { code: 'export-memory-failed', path: folder, reason }
}

/** SQLite's primary result code, null for any other error. */
function resultCode(error: unknown): number | null {
  if (errorCode(error) !== DATABASE_ERROR) return null
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : null
  return typeof code === 'number' ? code & 0xff : null
}

function stampFrom({ path, size, mtime, revision, edited }: Record<string, unknown>): LastStamp {
  const stamp = { path: String(path), size: Number(size), mtime: Number(mtime) }
  return { ...stamp, revision: String(revision), edited: edited === 1 }
}

function notesFrom(json: string): Record<string, string> {
  const parsed: unknown = JSON.parse(json)
  if (typeof parsed !== 'object' || parsed === null) return {}
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
