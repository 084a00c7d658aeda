import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, posix } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { ARCHIVE_EXTENSIONS, extensionOf, isReadableName, KNOWN_EXTENSIONS } from './formats.ts'
import { fileSource, type ImportSource } from './import-source.ts'
import { openZip, type Packed } from './zip-archive.ts'

/** So many articles are taken from one folder. */
const MAX_FOLDER_FILES = 100_000
const MAX_DEPTH = 64

/** The files of a folder or an archive, one source each; any other source is itself. */
export async function expandSource(source: ImportSource): Promise<Result<ImportSource[], Failure>> {
  if (source.path !== undefined && (await isFolder(source.path))) return folderSources(source.path)
  return ARCHIVE_EXTENSIONS.includes(extensionOf(source.name)) ? archiveSources(source) : ok([source])
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    // What cannot be looked at is reported when it is read.
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

async function folderSources(folder: string): Promise<Result<ImportSource[], Failure>> {
  const name = basename(folder)
  const files: string[] = []
  const walk = async (path: string, depth: number): Promise<void> => {
    const entries = (await listFolder(path)).toSorted((a, b) => a.name.localeCompare(b.name))
    for (const entry of entries) {
      if (files.length > MAX_FOLDER_FILES) return
      const inside = join(path, entry.name)
      // Symbolic links are left out: they may lead in circles or out of the folder.
      if (entry.isFile() && isWanted(entry.name)) files.push(inside)
      else if (entry.isDirectory() && depth < MAX_DEPTH && !isPartOfPage(entry, entries)) await walk(inside, depth + 1)
    }
  }
  await walk(folder, 0)
  if (files.length > MAX_FOLDER_FILES) return fail({ code: 'archive-too-many', name, limit: MAX_FOLDER_FILES })
  return files.length === 0 ? withoutArticles(name) : ok(files.map(fileSource))
}

/** A folder below that may not be read holds nothing back. */
async function listFolder(path: string): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}

function isWanted(name: string): boolean {
  return !name.startsWith('.') && isReadableName(name)
}

/** "Page_files" beside "Page.html" holds that page's pictures and frames. */
function isPartOfPage(entry: Dirent, others: readonly Dirent[]): boolean {
  if (entry.name.startsWith('.')) return true
  const page = pageOfFolder(entry.name)
  return page !== null && others.some((other) => other.isFile() && isPageNamed(other.name, page))
}

function pageOfFolder(folder: string): string | null {
  return /^(.+)(?:_files|\.files|_archivos|_dateien|_fichiers)$/.exec(folder)?.[1] ?? null
}

function isPageNamed(name: string, page: string): boolean {
  return /\.x?html?$/i.test(name) && name.replace(/\.x?html?$/i, '') === page
}

async function archiveSources(source: ImportSource): Promise<Result<ImportSource[], Failure>> {
  const bytes = await source.read()
  if (!bytes.ok) return bytes
  const opened = await openZip(source.name, bytes.value)
  if (!opened.ok) return opened
  const files = new Map(opened.value.map((file) => [file.path, file]))
  const articles = opened.value.filter(
    (file) => isWanted(posix.basename(file.path)) && !isInPageFolder(file.path, files),
  )
  if (articles.length === 0) return withoutArticles(source.name)
  return ok(articles.map((file) => packedSource(file, files)))
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
