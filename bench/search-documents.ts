/** The articles of the search benchmark in a file, so that the process that is measured makes and keeps none of them. */
import { closeSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentSource } from '../electron/search/article-document.ts'
import type { SearchDocument } from '../electron/search/search-document.ts'
import { makeDocument, type WordSource } from './search-corpus.ts'

const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567'
const ID_LENGTH = 26

export function makeId(index: number): string {
  let id = ''
  for (let rest = index; id.length < ID_LENGTH; rest = Math.floor(rest / 32)) id += DIGITS[rest % 32] ?? 'a'
  return id
}

function indexOf(id: string): number {
  let index = 0
  for (let at = id.length - 1; at >= 0; at--) index = index * 32 + DIGITS.indexOf(id.charAt(at))
  return index
}

/** Writes `articles` articles; answers the bytes of their texts. */
export function writeDocuments(folder: string, words: WordSource, articles: number): number {
  const file = openSync(join(folder, 'documents'), 'w')
  const starts = new Float64Array(articles + 1)
  let text = 0
  for (let index = 0; index < articles; index++) {
    const document = makeDocument(words, index)
    text += Buffer.byteLength(document.text)
    const bytes = Buffer.from(JSON.stringify({ ...document, id: makeId(index) }))
    starts[index + 1] = (starts[index] ?? 0) + writeSync(file, bytes)
  }
  closeSync(file)
  writeFileSync(join(folder, 'starts'), new Uint8Array(starts.buffer))
  return text
}

/** Reads them as the app reads its library: an article at a time. */
export class FileDocuments implements DocumentSource {
  private readonly file: number
  private readonly starts: Float64Array

  constructor(folder: string) {
    this.file = openSync(join(folder, 'documents'), 'r')
    this.starts = new Float64Array(new Uint8Array(readFileSync(join(folder, 'starts'))).buffer)
  }

  refresh(): void {
    // The articles stay as they are.
  }

  *revisions(): Generator<[string, number], void> {
    for (let index = 0; index + 1 < this.starts.length; index++) yield [makeId(index), index]
  }

  revision(id: string): number {
    return indexOf(id)
  }

  document(id: string): SearchDocument | null {
    const index = indexOf(id)
    const [start, end] = [this.starts[index] ?? 0, this.starts[index + 1] ?? 0]
    const bytes = Buffer.alloc(end - start)
    readSync(this.file, bytes, 0, bytes.length, start)
    // This program has written it.
    return JSON.parse(bytes.toString('utf8')) as SearchDocument
  }

  details(): null {
    return null
  }
}
