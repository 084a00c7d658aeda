import { hash, randomBytes } from 'node:crypto'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { base32 } from '../storage/base32.ts'
import { openDeviceId, renewDeviceId } from '../storage/device.ts'
import { seal, unseal } from '../storage/envelope.ts'
import { setAside } from '../storage/file-family.ts'
import { errorCode, type FileSystem, makeFolderPath } from '../storage/file-system.ts'
import type { Claim } from '../storage/folder-lock.ts'
import { readIfThere } from '../storage/reading.ts'
import { reasonOf } from '../storage/saved-file.ts'
import { collectTemporaries } from '../storage/temporary-file.ts'
import { writeOnce } from '../storage/write-once.ts'
import { isWithin, Layout, LIBRARY_FORMAT } from './layout.ts'
import {
  type Kept,
  type KnownFolders,
  type LibraryMemory,
  memoryFolder,
  openKnownFolders,
  openMemory,
} from './library-memory.ts'
import type { FileTrouble } from './record-sources.ts'
import { type Manifest, manifestSchema } from './schemas.ts'
import { countSession, isCloned } from './session.ts'

/** A library folder that is reached, with all its parts inside itself. */
export interface Prepared {
  layout: Layout
  /** The library's id; made up from its place where the library's first file cannot be read. */
  id: string
  device: string
  /** Why nothing may be written; null where everything may. */
  readOnly: Failure | null
  claim: Claim | null
  memory: Kept<LibraryMemory>
  /** App-data folder of this library. */
  memoryFolder: string
  folders: Kept<KnownFolders>
  problems: FileTrouble[]
  /** Lets the folder go. */
  release(): Promise<void>
}

export interface PrepareOptions {
  folder: string
  appData: string
  now: () => number
  /** Claims the folder for this process; without it nobody asks who else has the folder. */
  claim?: (root: string) => Promise<Claim>
  /** Makes a new library also where one was known and is gone. */
  makeAnew?: boolean
}

/** A temporary file younger than this (ms) may be another process's. */
const IN_USE = 60_000
const SYNC_IGNORE = '(?d).simak-*.tmp\n'

/** Makes a new library where there is none; writes nothing into one that is newer, damaged, held or out of reach. */
export async function prepareLibrary(files: FileSystem, options: PrepareOptions): Promise<Result<Prepared, Failure>> {
  const { folder, appData } = options
  try {
    const folders = await openKnownFolders(appData, files)
    const reached = await reach(files, options, folders)
    if (!reached.ok) return reached
    const layout = reached.value
    const claim = (await options.claim?.(layout.root)) ?? null
    const held: Failure | null = claim?.state === 'taken' ? heldBy(claim) : null
    const manifest = await openManifest(files, layout, { ...options, folders, mayWrite: held === null })
    const device = await openDeviceId(appData, files)
    if (!device.ok) {
      const reason = reasonOf(device.failure)
      return await release(claim, { code: 'library-unreachable', folder: appData, reason })
    }
    const stray = await partOutside(files, layout, device.value)
    if (stray !== null) return await release(claim, { code: 'library-damaged', file: stray, reason: 'outside' })
    const memory = await openMemory(memoryFolder(appData, manifest.id), files)
    const prepared: Prepared = {
      layout,
      id: manifest.id,
      device: device.value,
      readOnly: held ?? manifest.trouble,
      claim,
      memory,
      memoryFolder: memoryFolder(appData, manifest.id),
      folders,
      problems: manifest.problems,
      release: () => letGo(claim),
    }
    return ok(prepared.readOnly === null ? await prepareWriting(files, options, prepared) : prepared)
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null) throw error
    return fail({ code: 'library-unreachable', folder, reason })
  }
}

function heldBy({ holder }: Extract<Claim, { state: 'taken' }>): Failure {
  return { code: 'library-held', ...holder }
}

async function letGo(claim: Claim | null): Promise<void> {
  if (claim?.state === 'held') await claim.release()
  if (claim?.state === 'taken') claim.leave()
}

async function release(claim: Claim | null, failure: Failure): Promise<Result<never, Failure>> {
  await letGo(claim)
  return fail(failure)
}

/** The real folder. One that held a library and is gone is never made anew: its disk may only be disconnected. */
async function reach(
  files: FileSystem,
  { folder, makeAnew = false }: PrepareOptions,
  folders: Kept<KnownFolders>,
): Promise<Result<Layout, Failure>> {
  const known = folders?.data.libraries.find((place) => place.folder === folder)
  try {
    const layout = new Layout(await files.realPath(folder))
    const wasFull = known !== undefined && known.articles > 0
    if (!wasFull || makeAnew || (await files.list(layout.root)).length > 0) return ok(layout)
    return fail({ code: 'library-gone', folder })
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    if (known !== undefined && !makeAnew) return fail({ code: 'library-gone', folder })
  }
  await makeFolderPath(files, folder)
  return ok(new Layout(await files.realPath(folder)))
}

interface FoundManifest {
  id: string
  trouble: Failure | null
  problems: FileTrouble[]
}

interface ManifestOptions extends Pick<PrepareOptions, 'folder' | 'now'> {
  folders: Kept<KnownFolders>
  mayWrite: boolean
}

/**
 * Reads the library's first file. Lost, it is written again where this device remembers the library's id; else the
 * folder may still be on its way from elsewhere, and the library opens for reading only.
 */
async function openManifest(files: FileSystem, layout: Layout, options: ManifestOptions): Promise<FoundManifest> {
  const { folder, now, folders, mayWrite } = options
  const bytes = await readIfThere(files, layout.manifest)
  const read = bytes === null ? { reason: 'missing' } : readManifest(bytes, layout)
  if ('id' in read) return read
  const unknown = { id: base32(hash('sha256', layout.root, 'buffer'), 26), problems: [] }
  if (!mayWrite) return { ...unknown, trouble: null }
  if (bytes === null && !(await holdsArticles(files, layout))) {
    const id = base32(randomBytes(17), 26)
    const trouble = await unlessReadOnly(() => writeManifest(files, layout, id, now()))
    return { id, trouble, problems: [] }
  }
  const id = folders?.data.libraries.find((place) => place.folder === folder)?.id
  const trouble: Failure = { code: 'library-damaged', file: layout.manifest, reason: read.reason }
  if (id === undefined) return { ...unknown, trouble }
  const aside = bytes === null ? null : await setAside(files, layout.manifest, now())
  await writeManifest(files, layout, id, now())
  const problem: FileTrouble = { kind: 'rewritten', file: layout.manifest, setAside: aside }
  return { id, trouble: null, problems: [problem] }
}

function readManifest(bytes: Uint8Array, layout: Layout): FoundManifest | { reason: string } {
  const newer = (format: number, id: string): FoundManifest => {
    const trouble: Failure = { code: 'library-newer', folder: layout.root, format, known: LIBRARY_FORMAT }
    return { id, trouble, problems: [] }
  }
  const unsealed = unseal(bytes, LIBRARY_FORMAT)
  if (unsealed.kind === 'newer') return newer(unsealed.format, base32(hash('sha256', layout.root, 'buffer'), 26))
  if (unsealed.kind === 'damaged') return { reason: unsealed.reason }
  const manifest = manifestSchema.safeParse(unsealed.value)
  if (!manifest.success) return { reason: 'schema' }
  const { library, id } = manifest.data
  return library > LIBRARY_FORMAT ? newer(library, id) : { id, trouble: null, problems: [] }
}

async function holdsArticles(files: FileSystem, layout: Layout): Promise<boolean> {
  const names = new Set((await files.list(layout.root)).map((entry) => entry.name))
  return names.has('articles') || names.has('devices')
}

async function writeManifest(files: FileSystem, layout: Layout, id: string, time: number): Promise<void> {
  const manifest: Manifest = { library: LIBRARY_FORMAT, id }
  const target = { root: layout.root, path: layout.manifest, time }
  await writeOnce(files, target, seal(LIBRARY_FORMAT, manifest), () => true)
}

/** Everything that writing needs; where the disk takes nothing, the library is there for reading. */
async function prepareWriting(
  files: FileSystem,
  { appData, now }: PrepareOptions,
  prepared: Prepared,
): Promise<Prepared> {
  const { layout, memory } = prepared
  let { device } = prepared
  const readOnly = await unlessReadOnly(async () => {
    if (memory !== null && (await isCloned(files, layout, device, memory.data))) {
      const renewed = await renewDeviceId(appData, files)
      if (renewed.ok) device = renewed.value
    }
    await files.makeFolder(layout.articles)
    await files.makeFolder(layout.devices)
    await files.makeFolder(layout.device(device))
    await files.makeFolder(layout.deviceArticles(device))
    await collectTemporaries(files, appData, now() - IN_USE)
    await collectTemporaries(files, prepared.memoryFolder)
    await collectTemporaries(files, layout.root)
    await collectTemporaries(files, layout.device(device))
    await collectTemporaries(files, layout.deviceArticles(device))
    // A full disk must not keep the reader from the library: it can do without these two.
    await unlessFull(async () => {
      const ignore = { root: layout.root, path: layout.syncIgnore, time: 0 }
      await writeOnce(files, ignore, Buffer.from(SYNC_IGNORE), () => true)
      await countSession(files, layout, device, memory, now())
    })
  })
  return { ...prepared, device, readOnly }
}

const FULL = new Set(['ENOSPC', 'EDQUOT'])
const WRITES_NOTHING = new Set(['EROFS', 'EACCES', 'EPERM'])

async function unlessFull(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!FULL.has(errorCode(error) ?? '')) throw error
  }
}

async function unlessReadOnly(work: () => Promise<void>): Promise<Failure | null> {
  try {
    await work()
    return null
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null || !WRITES_NOTHING.has(reason)) throw error
    return { code: 'library-read-only', reason }
  }
}

/** A part of the library that is a symbolic link to somewhere else; null where there is none. */
async function partOutside(files: FileSystem, layout: Layout, device: string): Promise<string | null> {
  const own = [layout.device(device), layout.deviceArticles(device)]
  for (const part of [layout.articles, layout.devices, ...own]) {
    try {
      if (!isWithin(layout.root, await files.realPath(part))) return part
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error
    }
  }
  return null
}
