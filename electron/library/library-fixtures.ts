/** Libraries in scratch folders, for tests. */
import { existsSync } from 'node:fs'
import { mkdtempDisposable, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noteOf } from '#shared/annotation.ts'
import type { Result } from '#shared/result.ts'
import type { LibraryOptions } from './library-options.ts'
import { type Library, openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'

export const CAPTURE = { file: 'a.txt', starter: false }

export function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-library-'))
}

/** A folder in memory where the system has such a place: for many small libraries that need no real disk. */
export function quickScratch() {
  const memory = '/dev/shm'
  return mkdtempDisposable(join(existsSync(memory) ? memory : tmpdir(), 'simak-library-'))
}

export function valueOf<V>(result: Result<V, unknown>): V {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

/** The library in `folder` as one device sees it, in step with the disk. */
export async function openAs(folder: string, device: string, more: Partial<LibraryOptions> = {}): Promise<Library> {
  const options = { folder: join(folder, 'Simak'), appData: join(folder, `profile-${device}`), retryAfter: 5 }
  const library = valueOf(await openLibrary({ ...options, ...more }))
  await library.checked
  return library
}

/** Adds an article with one note; answers its id. */
export async function addNoted(library: Library, title: string, note: string): Promise<string> {
  const article = sampleArticle(title)
  valueOf(await library.add(article, CAPTURE))
  valueOf(await library.saveAnnotation(sampleAnnotation(article, 'a', note)))
  return sampleIds(article).id
}

export async function notesOf(library: Library, id: string): Promise<string[]> {
  return valueOf(await library.open(id))
    .annotations.map(noteOf)
    .sort()
}

/** Folders of all devices of the library. */
export async function deviceFolders(library: Library): Promise<string[]> {
  const devices = join(library.folder, 'devices')
  return (await readdir(devices)).map((name) => join(devices, name))
}

/**
 * The ids of an article's notes in the library of `folder` as the next start finds them; throws where anything is damaged
 * or left behind.
 */
export async function notesAfterRestart(folder: string, article: string): Promise<Set<string>> {
  const library = valueOf(await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, 'profile') }))
  await library.checked
  const opened = await library.open(article)
  await library.close()
  const { annotations } = valueOf(opened)
  const left = (await readdir(join(folder, 'Simak'), { recursive: true })).filter((name) => name.endsWith('.tmp'))
  if (left.length > 0 || library.problems.length > 0) {
    throw new Error(`${left.join(' ')} ${JSON.stringify(library.problems)}`)
  }
  return new Set(annotations.map(({ id }) => id))
}
