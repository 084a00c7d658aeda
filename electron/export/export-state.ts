import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
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
/** SQLite's result codes SQLITE_BUSY and SQLITE_LOCKED. */
const IN_USE = new Set<unknown>([5, 6])
/** Pages of 4 KiB after which the log goes into the file, which waits for the disk: seldom. */
const LOG_PAGES = 8192

/**
 * What Simak remembers of its exports into one folder, in the app-data folder: the text of the last export of every
 * article (the base of the merge) and whose note each file is. It can be deleted: then the next export knows nothing of
 * what was exported, keeps all that stands in the files and adds what is missing.
 */
export class ExportState {
  private readonly database: DatabaseSync
  private readonly find: StatementSync
  private readonly keep: StatementSync
  private readonly keepRevision: StatementSync
  private readonly findStamp: StatementSync
  private readonly findSeen: StatementSync
  private readonly findOwner: StatementSync
  private readonly keepSeen: StatementSync

  private constructor(path: string) {
    this.database = new DatabaseSync(path)
    this.database.exec(`
      PRAGMA busy_timeout = ${PATIENCE};
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = ${LOG_PAGES};
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
   * Throws EBUSY while another process exports into the folder.
   * @param folder real path of the folder exported into
   */
  static open(appData: string, folder: string): ExportState {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32)
    mkdirSync(join(appData, 'exports'), { recursive: true, mode: 0o700 })
    const path = join(appData, 'exports', `${name}-${FORMAT}.sqlite`)
    try {
      return new ExportState(path)
    } catch (error) {
      // A damaged file (no database, malformed): all of it is derived.
      if (!(error instanceof Error)) throw error
      if ('errcode' in error && IN_USE.has(error.errcode)) throw Object.assign(error, { code: 'EBUSY' })
      for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
      return new ExportState(path)
    }
  }

  begin(): void {
    this.database.exec('BEGIN')
  }

  /** Ends a transaction with what was kept so far and begins the next. */
  checkpoint(): void {
    this.commit()
    this.begin()
  }

  commit(): void {
    this.database.exec('COMMIT')
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

  close(): void {
    this.database.close()
  }
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
