import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, posix } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { answerWithin } from './answer-within.ts'
import { ARCHIVE_EXTENSIONS, extensionOf, isReadableName, KNOWN_EXTENSIONS } from './formats.ts'
import { fileSource, type ImportSource, READ_LIMIT } from './import-source.ts'
import { openZip, type Packed } from './zip-archive.ts'

/** So many articles are taken from one folder. */
const MAX_FOLDER_FILES = 100_000
const MAX_DEPTH = 64
/** Archives in archives; some hold themselves. */
const MAX_NESTING = 3

/** The files of a folder or an archive, one source each; any other source is itself. */
export async function expandSource(source: ImportSource): Promise<Result<ImportSource[], Failure>> {
  if (source.path !== undefined && (await isFolder(source.path))) return folderSources(source.path)
  return isArchive(source.name) ? archiveSources(source, outermost()) : ok([source])
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return await answerWithin(dirname(path), READ_LIMIT, async () => (await stat(path)).isDirectory())
  } catch (error) {
    // What cannot be looked at is reported when it is read.
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

async function folderSources(folder: string): Promise<Result<ImportSource[], Failure>> {
  const name = basename(folder)
  const files: ImportSource[] = []
  const walk = async (path: string | Buffer, depth: number): Promise<void> => {
    const listed = await listFolder(path)
    if (!listed.ok) return void files.push(unreadable(basename(path.toString()), listed.failure))
    const entries = listed.value.toSorted((a, b) => a.name.localeCompare(b.name))
    for (const entry of entries) {
      if (files.length > MAX_FOLDER_FILES) return
      if (entry.kind === 'folder') {
        if (depth < MAX_DEPTH && !isPartOfPage(entry, entries)) await walk(entry.path, depth + 1)
      } else if (isWantedInFolder(entry.name)) {
        // Links may lead in circles or out of the folder.
        files.push(entry.kind === 'file' ? fileSource(entry.path) : unreadable(entry.name, REASONS[entry.kind]))
      }
    }
  }
  await walk(folder, 0)
  const all = await withArchives(files, outermost())
  if (all.length > MAX_FOLDER_FILES) return fail({ code: 'archive-too-many', name, limit: MAX_FOLDER_FILES })
  return all.length === 0 ? withoutArticles(name) : ok(all)
}

function unreadable(name: string, reason: string): ImportSource {
  return { name, read: () => Promise.resolve(fail({ code: 'file-unreadable', name, reason })) }
}

const REASONS = { link: 'link', other: 'ENOTFILE' } as const

/** Archives of a folder are held in memory until their files have had their turn. */
const MOST_ARCHIVE_BYTES = 200 * 1024 * 1024

const outermost = (): Nest => ({ depth: 0, room: { left: MOST_ARCHIVE_BYTES } })

interface Nest {
  /** So many archives stand around. */
  depth: number
  /** Bytes of archives that may still be held, shared by all of one source. */
  room: { left: number }
}

/** The files of archives in the place of these, up to one more than may be. */
async function withArchives(files: readonly ImportSource[], { depth, room }: Nest): Promise<ImportSource[]> {
  const all: ImportSource[] = []
  for (const file of files) {
    if (all.length > MAX_FOLDER_FILES) return all
    if (!isArchive(file.name)) {
      all.push(file)
      continue
    }
    const { name } = file
    const bytes = await file.read()
    const isTooMuch = bytes.ok && bytes.value.length > room.left
    if (bytes.ok && !isTooMuch) room.left -= bytes.value.length
    const packed = isTooMuch
      ? fail({ code: 'archive-too-large' as const, name, limit: MOST_ARCHIVE_BYTES })
      : await archiveSources({ name, read: () => Promise.resolve(bytes) }, { depth, room })
    if (packed.ok) for (const one of packed.value) all.push(one)
    else all.push({ name, read: () => Promise.resolve(packed) })
  }
  return all
}

function isArchive(name: string): boolean {
  return ARCHIVE_EXTENSIONS.includes(extensionOf(name))
}

interface Entry {
  /** As it can be shown. */
  name: string
  /** As bytes where it is no UTF-8. */
  path: string | Buffer
  kind: 'file' | 'folder' | 'link' | 'other'
}

/** What is in a folder, or the code of why it cannot be looked at. */
async function listFolder(folder: string | Buffer): Promise<Result<Entry[], string>> {
  try {
    const entries = await answerWithin(folder.toString(), READ_LIMIT, () =>
      readdir(folder, { withFileTypes: true, encoding: 'buffer' }),
    )
    const listed = entries.map((entry): Entry => {
      const name = entry.name.toString()
      const isText = typeof folder === 'string' && Buffer.from(name).equals(entry.name)
      const path = isText ? join(folder, name) : Buffer.concat([Buffer.from(folder), SLASH, entry.name])
      return { name, path, kind: kindOf(entry) }
    })
    return ok(listed)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return fail(String(error.code))
    throw error
  }
}

function kindOf(entry: Dirent<Buffer>): Entry['kind'] {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  return entry.isSymbolicLink() ? 'link' : 'other'
}

/** File systems with names of other than Unicode have no other separator. */
const SLASH = Buffer.from('/')

function isWanted(name: string): boolean {
  return !name.startsWith('.') && isReadableName(name)
}

function isWantedInFolder(name: string): boolean {
  return isWanted(name) || (!name.startsWith('.') && isArchive(name))
}

/** "Page_files" beside "Page.html" holds that page's pictures and frames. */
function isPartOfPage(entry: Entry, others: readonly Entry[]): boolean {
  if (entry.name.startsWith('.')) return true
  const page = pageOfFolder(entry.name)
  return page !== null && others.some((other) => other.kind === 'file' && isPageNamed(other.name, page))
}

function pageOfFolder(folder: string): string | null {
  return /^(.+)(?:_files|\.files|_archivos|_dateien|_fichiers)$/.exec(folder)?.[1] ?? null
}

function isPageNamed(name: string, page: string): boolean {
  return /\.x?html?$/i.test(name) && name.replace(/\.x?html?$/i, '') === page
}

async function archiveSources(source: ImportSource, { depth, room }: Nest): Promise<Result<ImportSource[], Failure>> {
  const bytes = await source.read()
  if (!bytes.ok) return bytes
  const opened = await openZip(source.name, bytes.value)
  if (!opened.ok) return opened
  const files = new Map(opened.value.map((file) => [file.path, file]))
  const articles = opened.value.filter(
    ({ path }) =>
      (isWanted(posix.basename(path)) || (depth < MAX_NESTING && isWantedInFolder(posix.basename(path)))) &&
      !isInPageFolder(path, files),
  )
  if (articles.length === 0) return withoutArticles(source.name)
  const all = await withArchives(
    articles.map((file) => packedSource(file, files)),
    { depth: depth + 1, room },
  )
  return all.length > MAX_FOLDER_FILES
    ? fail({ code: 'archive-too-many', name: source.name, limit: MAX_FOLDER_FILES })
    : ok(all)
}

/** Files of folders that are at hand already, by their paths; as with folders on the disk, pictures come along. */
export function sourcesOfFiles(given: readonly { path: string; bytes: Uint8Array }[]): ImportSource[] {
  const files = new Map(
    given.map(({ path, bytes }) => [path, { path, read: () => Promise.resolve(ok(bytes)) }] as const),
  )
  return [...files.values()]
    .filter(({ path }) => isWanted(posix.basename(path)) && !isInPageFolder(path, files))
    .map((file) => packedSource(file, files))
}

type Held = Pick<Packed, 'path' | 'read'>

function isInPageFolder(path: string, files: ReadonlyMap<string, Held>): boolean {
  const segments = path.split('/')
  return segments.some((segment, index) => {
    const page = index < segments.length - 1 ? pageOfFolder(segment) : null
    const folder = segments
      .slice(0, index)
      .map((name) => `${name}/`)
      .join('')
    return page !== null && ['html', 'htm', 'xhtml'].some((extension) => files.has(`${folder}${page}.${extension}`))
  })
}

function packedSource(file: Held, files: ReadonlyMap<string, Held>): ImportSource {
  return {
    name: posix.basename(file.path),
    read: () => file.read(),
    async readBeside(relative) {
      const beside = await files.get(posix.join(posix.dirname(file.path), relative))?.read()
      return beside?.ok === true ? beside.value : null
    },
  }
}

function withoutArticles(name: string): { ok: false; failure: Failure } {
  return fail({ code: 'archive-without-articles', name, known: [...KNOWN_EXTENSIONS] })
}
