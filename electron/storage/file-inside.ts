import { realpath } from 'node:fs/promises'
import path from 'node:path'

/** The real path of a file below `folder`, or null where there is none or it lies outside (`..`, symbolic links). */
export async function fileInside(folder: string, segments: readonly string[]): Promise<string | null> {
  if (segments.some((segment) => segment.includes('\0') || segment.includes('\\'))) return null
  try {
    const root = await realpath(folder)
    const file = await realpath(path.join(root, ...segments))
    return file.startsWith(root + path.sep) ? file : null
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
