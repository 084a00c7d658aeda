import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { fail, ok, type Result } from '#shared/result.ts'
import { openAppDataFile } from './app-data-file.ts'
import { base32 } from './base32.ts'
import type { FileSystem } from './file-system.ts'
import type { Codec } from './json-file.ts'
import type { OpenProblem } from './saved-file.ts'

/** 16 characters of lower-case base32 (80 random bits): names this device's folder in every library. */
export type DeviceId = string

const ID_CHARACTERS = 16
const idSchema = z.object({ id: z.string().refine(isDeviceId) })

export function isDeviceId(text: string): boolean {
  return /^[a-z2-7]{16}$/.test(text)
}

/** This device's id, made at the first call and kept in the app-data folder. */
export function openDeviceId(appData: string, files?: FileSystem): Promise<Result<DeviceId, OpenProblem>> {
  return keptId(appData, files, false)
}

/** Another id for this device, because its profile was copied to a second one that uses the old id. */
export function renewDeviceId(appData: string, files?: FileSystem): Promise<Result<DeviceId, OpenProblem>> {
  return keptId(appData, files, true)
}

async function keptId(
  appData: string,
  files: FileSystem | undefined,
  renew: boolean,
): Promise<Result<DeviceId, OpenProblem>> {
  const file = await openAppDataFile(appData, { name: 'device.json', codec, defaults: { id: '' } }, files)
  if (!file.ok) return file
  const { data } = file.value
  if (data.id !== '' && !renew) return ok(data.id)
  data.id = newDeviceId()
  const saved = await file.value.save()
  await file.value.close()
  // An id that the next start does not know would leave a folder behind in the library each time.
  if (!saved.ok)
    return fail({ kind: 'unreadable', code: saved.failure.code === 'not-saved' ? saved.failure.reason : '' })
  return ok(data.id)
}

function newDeviceId(): DeviceId {
  return base32(randomBytes(10), ID_CHARACTERS)
}

const codec: Codec<{ id: DeviceId }> = {
  decode: (value) => {
    const parsed = idSchema.safeParse(value)
    return parsed.success ? ok(parsed.data) : fail(z.prettifyError(parsed.error))
  },
  encode: (data) => data,
}
