/**
 * Mutated real files through every reader. Run: npm run bench -- import-fuzz [inputs for each reader, 300 unless given]
 * The long form is 20000. Ends with 1 where an import throws, takes over 10 s, or leaves anything that is not allowed.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  assetNameOf,
  CONTENT_GLOBAL_ATTRIBUTES,
  contentAttributes,
  isContentPlace,
  placeOfLink,
} from '#shared/content-allow-list.ts'
import { importBytes } from '../electron/import/import-file.ts'
import { JSDOM } from 'jsdom'
import { loadCorpus, loadPages } from './corpora.ts'

const LONGEST = 10_000
const INPUTS = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 300)

/** The same inputs on every machine (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function filesOf(corpus: string, most: number): Uint8Array[] {
  const load = (folder: string): Uint8Array[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .slice(0, most)
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
  return loadCorpus(corpus, load) ?? []
}

/** Bytes changed, cut, doubled or put elsewhere, in a piece of at most 20 KB. */
function mutate(file: Uint8Array, random: () => number): Uint8Array {
  const at = (length: number): number => Math.floor(random() * length)
  const start = random() < 0.5 ? 0 : at(file.length)
  const bytes = [...file.subarray(start, start + 20_000)]
  for (let change = at(12); change >= 0; change -= 1) {
    const place = at(bytes.length)
    const kind = at(4)
    if (kind === 0) bytes[place] = at(256)
    else if (kind === 1) bytes.splice(place, at(200))
    else if (kind === 2) bytes.splice(place, 0, ...bytes.slice(place, place + at(400)))
    else bytes.splice(place, 0, ...bytes.slice(at(bytes.length)).slice(0, at(100)))
  }
  return Uint8Array.from(bytes)
}

/** What stands in the content although it must not. */
function notAllowed(html: string, parse: (html: string) => Element): string | null {
  for (const element of parse(html).querySelectorAll('*')) {
    const name = element.nodeName.toLowerCase()
    const own = [...(contentAttributes(name) ?? []), ...CONTENT_GLOBAL_ATTRIBUTES]
    const stray = element.getAttributeNames().find((attribute) => !own.includes(attribute))
    const source = element.getAttribute('src')
    if (contentAttributes(name) === null || stray !== undefined) return `${name} ${stray ?? ''}`
    if (source !== null && assetNameOf(source) === null) return `src ${source}`
    const href = element.getAttribute('href')
    if (href !== null && !/^(?:https?|mailto):/.test(href) && placeOfLink(href) === null) return `href ${href}`
    const id = element.getAttribute('id')
    if (id !== null && !isContentPlace(id)) return `id ${id}`
  }
  return null
}

const { document } = new JSDOM('').window
const parse = (html: string): Element => {
  const body = document.createElement('div')
  body.innerHTML = html
  return body
}
const pages = loadPages().map((page) => page.bytes)
const readers: Record<string, Uint8Array[]> = {
  html: pages,
  txt: [...filesOf('indonesian-text', 100), ...filesOf('encodings', 100)],
  md: filesOf('indonesian-text', 100),
  mhtml: pages.map((page) =>
    Buffer.concat([
      Buffer.from(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\nContent-Location: https://a.example/\n\n',
      ),
      page,
      Buffer.from('\n--x--\n'),
    ]),
  ),
  epub: filesOf('epub', 20).filter((file) => file.length < 20_000),
}
let failed = 0
for (const [reader, files] of Object.entries(readers)) {
  const outcomes = new Map<string, number>()
  let slowest = 0
  for (let input = 0; input < INPUTS && files.length > 0; input += 1) {
    const random = randomFrom(input * 7919 + reader.length)
    const bytes = mutate(files[input % files.length] ?? new Uint8Array(), random)
    const start = performance.now()
    const outcome = await importBytes(`fuzz.${reader}`, bytes).then(
      (result) => (result.ok ? (notAllowed(result.value.content, parse) ?? 'article') : result.failure.code),
      (error: unknown) => `threw ${String(error)}`,
    )
    const time = performance.now() - start
    slowest = Math.max(slowest, time)
    if (outcome.includes(' ') || time > LONGEST) {
      failed += 1
      console.log(`${reader} ${input}: ${outcome}, ${time.toFixed(0)} ms`)
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20)
  console.log(reader, Object.fromEntries(outcomes), `slowest ${slowest.toFixed(0)} ms, ${memory} MB`)
}
process.exitCode = failed > 0 ? 1 : 0
