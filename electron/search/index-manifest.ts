import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { deleteSegment, openSegment, segmentOfFile } from './segment-files.ts'
import { DamagedIndex, type Segment } from './segment.ts'
import { SEGMENT_FORMAT } from './segment-writer.ts'

/** Version of what stands in the index: words, stems, fields. Another number means that it is built anew. */
export const RULES = 1
const MANIFEST = 'index.json'

/** What of the folder counts. */
export interface Manifest {
  format: number
  rules: number
  /** The library has been taken in as a whole at least once. */
  complete: boolean
  segments: { name: string; removed: number[] }[]
}

export interface LoadedIndex {
  complete: boolean
  rules: number
  segments: Map<string, Segment>
}

/** Reads the index of a folder; null where there is none, or none that can be used. */
export function loadIndex(folder: string): LoadedIndex | null {
  const opened = new Map<string, Segment>()
  try {
    const manifest = readManifest(folder)
    if (manifest === null || manifest.format !== SEGMENT_FORMAT) return null
    for (const { name, removed } of manifest.segments) {
      const segment = openSegment(folder, name)
      opened.set(name, segment)
      for (const doc of removed) segment.remove(doc)
    }
    return { complete: manifest.complete, rules: manifest.rules, segments: opened }
  } catch (error) {
    for (const segment of opened.values()) segment.close()
    if (error instanceof DamagedIndex || error instanceof SyntaxError || isFileError(error)) return null
    throw error
  }
}

/** Replaces the manifest as a whole: a crash leaves the old one or the new one, and whatever neither names is swept up. */
export function saveManifest(folder: string, complete: boolean, segments: ReadonlyMap<string, Segment>): void {
  const manifest: Manifest = {
    format: SEGMENT_FORMAT,
    rules: RULES,
    complete,
    segments: [...segments].map(([name, segment]) => ({ name, removed: removedOf(segment) })),
  }
  const body = JSON.stringify(manifest)
  const path = join(folder, MANIFEST)
  writeFileSync(`${path}.new`, `${crc32(body)}\n${body}`)
  renameSync(`${path}.new`, path)
}

/** Deletes the files of segments that no longer count. */
export function sweep(folder: string, keep: ReadonlySet<string>): void {
  for (const file of readdirSync(folder)) {
    const name = segmentOfFile(file)
    if (name !== null && !keep.has(name)) deleteSegment(folder, name)
  }
}

export function emptyFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
}

function readManifest(folder: string): Manifest | null {
  const text = readFileSync(join(folder, MANIFEST), 'utf8')
  const end = text.indexOf('\n')
  const body = text.slice(end + 1)
  if (end < 0 || String(crc32(body)) !== text.slice(0, end)) return null
  // The checksum vouches for the shape: only this program writes it.
  return JSON.parse(body) as Manifest
}

function removedOf(segment: Segment): number[] {
  const removed: number[] = []
  for (const [doc, gone] of segment.removed.entries()) if (gone === 1) removed.push(doc)
  return removed
}

/** An error of the file system, by its code. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
