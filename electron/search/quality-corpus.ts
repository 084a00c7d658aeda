import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { textOfContent } from '#shared/html-text.ts'
import type { SearchDocument } from './search-document.ts'
import { sampleDocument } from './search-fixtures.ts'

/** The development corpora, beside the repository; not there on every machine. */
export const CORPORA = join(import.meta.dirname, '../../../shared/corpora')

export interface CorpusArticle {
  name: string
  document: SearchDocument
}

/** Articles of the corpora by the names of quality-queries.ts. */
export function loadCorpus(): CorpusArticle[] {
  if (!existsSync(CORPORA)) return []
  const found = [...indonesianTexts(), ...indonesianPages(), ...readabilityPages(), ...zytePages()]
  return found.map(({ name, ...given }, index) => ({ name, document: sampleDocument(base32(index), given) }))
}

type Raw = { name: string; title: string; text: string; language: string | null }

function* indonesianTexts(): Generator<Raw> {
  for (const file of readdirSync(join(CORPORA, 'indonesian-text'))) {
    const { judul, isi } = fields(JSON.parse(readFileSync(join(CORPORA, 'indonesian-text', file), 'utf8')))
    yield { name: `it/${file.replace('.json', '')}`, title: judul ?? '', text: isi ?? '', language: 'id' }
  }
}

function* indonesianPages(): Generator<Raw> {
  const gold: unknown = JSON.parse(readFileSync(join(CORPORA, 'indonesian-html/gold.json'), 'utf8'))
  for (const entry of Array.isArray(gold) ? gold : []) {
    const { file, title, content } = fields(entry)
    yield { name: `ih/${file ?? ''}`, title: title ?? '', text: content ?? '', language: 'id' }
  }
}

function* readabilityPages(): Generator<Raw> {
  for (const name of readdirSync(join(CORPORA, 'readability'))) {
    const folder = join(CORPORA, 'readability', name)
    if (!existsSync(join(folder, 'expected.html'))) continue
    const { title } = fields(JSON.parse(readFileSync(join(folder, 'expected-metadata.json'), 'utf8')))
    const { text } = textOfContent(readFileSync(join(folder, 'expected.html'), 'utf8'))
    yield { name: `rd/${name}`, title: title ?? '', text, language: 'en' }
  }
}

/** Pages without a title of their own: that of the HTML. */
function* zytePages(): Generator<Raw> {
  const truth: unknown = JSON.parse(readFileSync(join(CORPORA, 'zyte/ground-truth.json'), 'utf8'))
  const files = new Map(
    readdirSync(join(CORPORA, 'zyte'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.gz'))
      .map((file) => [file.slice(-('.html.gz'.length + 64)).slice(0, 10), file]),
  )
  for (const [key, entry] of Object.entries(typeof truth === 'object' && truth !== null ? truth : {})) {
    const file = files.get(key.slice(0, 10))
    const page = file === undefined ? '' : gunzipSync(readFileSync(join(CORPORA, 'zyte', file))).toString('utf8')
    const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1]?.trim() ?? ''
    yield { name: `zy/${key.slice(0, 10)}`, title, text: fields(entry)['articleBody'] ?? '', language: null }
  }
}

function fields(value: unknown): Record<string, string | undefined> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function base32(index: number): string {
  const digits = 'abcdefghijklmnopqrstuvwxyz234567'
  return `${digits[index >> 10] ?? ''}${digits[(index >> 5) & 31] ?? ''}${digits[index & 31] ?? ''}z`
}
