import { randomBytes } from 'node:crypto'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { base32 } from '../storage/base32.ts'
import { openDeviceId } from '../storage/device.ts'
import { seal, unseal } from '../storage/envelope.ts'
import { errorCode, type FileSystem, makeFolderPath } from '../storage/file-system.ts'
import { reasonOf } from '../storage/saved-file.ts'
import { writeOnce } from '../storage/write-once.ts'
import { isWithin, Layout, LIBRARY_FORMAT } from './layout.ts'
import { type Manifest, manifestSchema } from './schemas.ts'

/** A library folder that is reached, of a known format and with all its parts inside itself. */
export interface Prepared {
  layout: Layout
  manifest: Manifest
  device: string
}

/** Makes a new library where there is none; writes nothing into one that is newer, damaged or out of reach. */
export async function prepareLibrary(
  files: FileSystem,
  options: { folder: string; appData: string; now: () => number },
): Promise<Result<Prepared, Failure>> {
  const { folder, appData, now } = options
  try {
    await makeFolderPath(files, folder)
    const layout = new Layout(await files.realPath(folder))
    const manifest = await openManifest(files, layout, now())
    if (!manifest.ok) return manifest
    const device = await openDeviceId(appData, files)
    if (!device.ok) return fail({ code: 'library-unreachable', folder: appData, reason: reasonOf(device.failure) })
    const stray = await partOutside(files, layout, device.value)
    if (stray !== null) return fail({ code: 'library-damaged', file: stray, reason: 'outside' })
    return ok({ layout, manifest: manifest.value, device: device.value })
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null) throw error
    return fail({ code: 'library-unreachable', folder, reason })
  }
}

async function openManifest(files: FileSystem, layout: Layout, time: number): Promise<Result<Manifest, Failure>> {
  const bytes = await readOrNull(files, layout.manifest)
  if (bytes === null) return await makeManifest(files, layout, time)
  const newer = (format: number): Result<Manifest, Failure> =>
    fail({ code: 'library-newer', folder: layout.root, format, known: LIBRARY_FORMAT })
  const damaged = (reason: string): Result<Manifest, Failure> =>
    fail({ code: 'library-damaged', file: layout.manifest, reason })
  const unsealed = unseal(bytes, LIBRARY_FORMAT)
  if (unsealed.kind === 'newer') return newer(unsealed.format)
  if (unsealed.kind === 'damaged') return damaged(unsealed.reason)
  const manifest = manifestSchema.safeParse(unsealed.value)
  if (!manifest.success) return damaged('schema')
  return manifest.data.library > LIBRARY_FORMAT ? newer(manifest.data.library) : ok(manifest.data)
}

/** Refuses where a library lies that has lost its first file: the folder may still be on its way from elsewhere. */
async function makeManifest(files: FileSystem, layout: Layout, time: number): Promise<Result<Manifest, Failure>> {
  const names = new Set((await files.list(layout.root)).map((entry) => entry.name))
  if (names.has('articles') || names.has('devices')) {
    return fail({ code: 'library-damaged', file: layout.manifest, reason: 'missing' })
  }
  const manifest: Manifest = { library: LIBRARY_FORMAT, id: base32(randomBytes(17), 26) }
  const target = { root: layout.root, path: layout.manifest, time }
  await writeOnce(files, target, seal(LIBRARY_FORMAT, manifest), () => true)
  return ok(manifest)
}

/** A part of the library that is a symbolic link to somewhere else; null where there is none. */
async function partOutside(files: FileSystem, layout: Layout, device: string): Promise<string | null> {
  for (const part of [layout.articles, layout.devices, layout.deviceArticles(device)]) {
    try {
      if (!isWithin(layout.root, await files.realPath(part))) return part
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error
    }
  }
  return null
}

async function readOrNull(files: FileSystem, path: string): Promise<Uint8Array | null> {
  try {
    return await files.readFile(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
