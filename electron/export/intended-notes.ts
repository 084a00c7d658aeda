import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { errorCode } from './atomic-file.ts'
import { splitFrontMatter } from './merge-front-matter.ts'
import type { RenderedArticle } from './rendered-article.ts'
import { unpackBatch } from './rendered-batch.ts'

const HEADER = 4

/**
 * Batches of notes that are about to be written, in a file beside what is remembered of exports, until that is kept: an
 * export that is cut short would else take its own notes for the person's words. Each batch is its length (32 bits,
 * little endian) and its bytes as `packBatch` makes them. Not synced: after a power cut the notes may be gone as well.
 */
export class IntendedNotes {
  private readonly path: string
  private file: number | null = null

  constructor(path: string) {
    this.path = path
  }

  /** What cannot be noted here is not: where the disk is full, what is remembered cannot be kept either, and that is told. */
  add(packed: Uint8Array): void {
    const header = Buffer.alloc(HEADER)
    header.writeUInt32LE(packed.length)
    ifPossible(() => {
      this.file ??= openSync(this.path, 'a', 0o600)
      writeFileSync(this.file, Buffer.concat([header, packed]))
    })
  }

  /** The notes of an export that was cut short, in the order in which they were written. */
  read(): RenderedArticle[] {
    const bytes = ifPossible(() => readFileSync(this.path)) ?? Buffer.alloc(0)
    const articles: RenderedArticle[] = []
    for (let at = 0; at + HEADER <= bytes.length; ) {
      const length = bytes.readUInt32LE(at)
      const end = at + HEADER + length
      // The last one may be cut short itself; after a power cut zeros may stand there.
      if (length === 0 || end > bytes.length) break
      articles.push(...articlesIn(bytes.subarray(at + HEADER, end)))
      at = end
    }
    return articles
  }

  clear(): void {
    const { file } = this
    if (file !== null) ifPossible(() => ftruncateSync(file))
  }

  /** @param isDone nothing of it is needed any more */
  close(isDone: boolean): void {
    if (this.file !== null) closeSync(this.file)
    this.file = null
    if (isDone) ifPossible(() => rmSync(this.path, { force: true }))
  }
}

/** None where another version of Simak packed them. */
function articlesIn(packed: Uint8Array): RenderedArticle[] {
  try {
    return unpackBatch(packed, []).flatMap((one) => (one.ok ? [one.value] : []))
  } catch {
    return []
  }
}

/** Whether a file is this note, or was before a person wrote in it: the time of the export is in its front matter. */
export function isExportOf(text: string, markdown: string): boolean {
  const time = exportedIn(markdown)
  return text === markdown || (time !== null && exportedIn(text) === time)
}

function exportedIn(text: string): string | null {
  return /^exported: (.+)$/m.exec(splitFrontMatter(text).head)?.[1] ?? null
}

function ifPossible<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}
