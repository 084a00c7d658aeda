/** The collections of real input that lie beside the repository; a benchmark says so and does nothing where they are not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Facts } from './page-facts.ts'

const CORPORA = join(import.meta.dirname, '..', '..', 'shared', 'corpora')

/** Rules are written by looking at the one part; the other only says whether they hold for pages nobody looked at. */
export type Part = 'development' | 'hold-out'

export interface Page {
  collection: string
  name: string
  part: Part
  bytes: Uint8Array
  /** The article's text as people marked it; null where the collection has none. */
  text: string | null
  facts: Facts
}

/** Null, with a message, where the collections are not there. */
export function loadCorpus<T>(name: string, load: (folder: string) => T): T | null {
  const folder = join(CORPORA, name)
  if (existsSync(folder)) return load(folder)
  console.log(`${name}: not beside the repository, left out`)
  return null
}

/** About half of the names fall into each part, the same ones on every machine. */
export function partOf(name: string): Part {
  return Number.parseInt(hash('sha256', name).slice(0, 2), 16) % 2 === 0 ? 'development' : 'hold-out'
}

export function loadPages(): Page[] {
  return [
    ...(loadCorpus('zyte', zytePages) ?? []),
    ...(loadCorpus('indonesian-html', indonesianPages) ?? []),
    ...(loadCorpus('readability', readabilityPages) ?? []),
  ]
}

function zytePages(folder: string): Page[] {
  const truth = readJson(join(folder, 'ground-truth.json'), z.record(z.string(), z.object({ articleBody: z.string() })))
  return Object.entries(truth).map(([name, { articleBody }]) => ({
    collection: 'zyte',
    name,
    part: partOf(name),
    bytes: gunzipSync(readFileSync(join(folder, `${name}.html.gz`))),
    text: articleBody,
    facts: { title: null, byline: null, published: null },
  }))
}

function indonesianPages(folder: string): Page[] {
  const one = z.object({ file: z.string(), title: z.string(), date: z.number(), content: z.string() })
  const gold = readJson(join(folder, 'gold.json'), z.array(one))
  return gold.map(({ file, title, date, content }) => ({
    collection: 'indonesian',
    name: file,
    part: partOf(file),
    bytes: readFileSync(join(folder, file)),
    text: content,
    facts: { title, byline: null, published: new Date(date).toISOString() },
  }))
}

const READABILITY_FACTS = z.object({
  title: z.string().nullish(),
  byline: z.string().nullish(),
  publishedTime: z.string().nullish(),
})

function readJson<T>(path: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** Their text is what another extractor makes of them, so they are good for metadata only. */
function readabilityPages(folder: string): Page[] {
  return readdirSync(folder).map((name) => {
    const said = readJson(join(folder, name, 'expected-metadata.json'), READABILITY_FACTS)
    return {
      collection: 'readability',
      name,
      part: partOf(name),
      bytes: readFileSync(join(folder, name, 'source.html')),
      text: null,
      facts: { title: said.title ?? null, byline: said.byline ?? null, published: said.publishedTime ?? null },
    }
  })
}
