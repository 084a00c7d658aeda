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
  /** Hash of everything the export was made from. */
  fingerprint: string
  note: RenderedNote
  /** The file said something else than `note` when the export was done. */
  edited: boolean
}

/**
 * What Simak remembers of its exports into one folder, in the app-data folder: the text of the last export of every
 * article (the base of the merge) and whose note each file is. It can be deleted: then the next export knows nothing of
 * what was exported, keeps all that stands in the files and adds what is missing.
 */
export class ExportState {
  private readonly database: DatabaseSync
  private readonly find: StatementSync
  private readonly keep: StatementSync
  private readonly findPath: StatementSync
  private readonly findSeen: StatementSync
  private readonly keepSeen: StatementSync

  private constructor(path: string) {
    this.database = new DatabaseSync(path)
    this.database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA busy_timeout = 5000;
      CREATE TABLE IF NOT EXISTS note (
        id TEXT PRIMARY KEY, path TEXT, size INTEGER, mtime REAL, fingerprint TEXT, markdown TEXT, notes TEXT,
        edited INTEGER
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS seen (path TEXT PRIMARY KEY, size INTEGER, mtime REAL, id TEXT) WITHOUT ROWID;
    `)
    this.find = this.database.prepare('SELECT * FROM note WHERE id = ?')
    this.keep = this.database.prepare('INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    this.findPath = this.database.prepare('SELECT path FROM note WHERE id = ?')
    this.findSeen = this.database.prepare('SELECT id FROM seen WHERE path = ? AND size = ? AND mtime = ?')
    this.keepSeen = this.database.prepare('INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)')
  }

  /** @param folder real path of the folder exported into */
  static open(appData: string, folder: string): ExportState {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32)
    mkdirSync(join(appData, 'exports'), { recursive: true, mode: 0o700 })
    const path = join(appData, 'exports', `${name}.sqlite`)
    try {
      return new ExportState(path)
    } catch (error) {
      // A damaged file (no database, malformed): all of it is derived.
      if (!(error instanceof Error)) throw error
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
    const { path, size, mtime, fingerprint, markdown, notes, edited } = row
    return {
      path: String(path),
      size: Number(size),
      mtime: Number(mtime),
      fingerprint: String(fingerprint),
      note: { markdown: String(markdown), notes: notesFrom(String(notes)) },
      edited: edited === 1,
    }
  }

  lastPath(id: string): string | null {
    const row = this.findPath.get(id)
    return row === undefined ? null : String(row['path'])
  }

  set(id: string, { path, size, mtime, fingerprint, note, edited }: LastExport): void {
    this.keep.run(id, path, size, mtime, fingerprint, note.markdown, JSON.stringify(note.notes), edited ? 1 : 0)
    this.see(path, { size, mtime }, id)
  }

  /** Whose note an untouched file is: '' for a file of others, undefined for one that has to be read. */
  ownerOf(path: string, { size, mtime }: Stamp): string | undefined {
    const row = this.findSeen.get(path, size, mtime)
    return row === undefined ? undefined : String(row['id'])
  }

  see(path: string, { size, mtime }: Stamp, id: string): void {
    this.keepSeen.run(path, size, mtime, id)
  }

  close(): void {
    this.database.close()
  }
}

function notesFrom(json: string): Record<string, string> {
  const parsed: unknown = JSON.parse(json)
  if (typeof parsed !== 'object' || parsed === null) return {}
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
