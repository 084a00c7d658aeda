/**
 * Time from a file's bytes to an article (medians of 15). The floor: parsing the same bytes once with jsdom, which
 * sanitising a page cannot do without; text has no markup to parse and can fall below. Run: node bench/import.bench.ts
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importBytes } from '../electron/import/import-file.ts'
import { median } from './median.ts'

const RUNS = 15
const SEEDS = join(import.meta.dirname, '..', '..', 'shared', 'seeds')
const SENTENCE = 'Warga lembah membangun jembatan bambu di atas sungai yang meluap setiap musim hujan. '

function page(kilobytes: number): string {
  const links = Array.from(
    { length: 200 },
    (_, index) => `<li><a href="/berita/${index}">Kabar nomor ${index} dari lembah</a></li>`,
  ).join('')
  const paragraph = `<p>${SENTENCE.repeat(4)}<a href="/x">${SENTENCE}</a> <em>${SENTENCE}</em></p>\n`
  const count = Math.ceil((kilobytes * 1024) / paragraph.length)
  return `<!doctype html><html lang="id"><head><title>Jembatan Bambu di Lembah</title></head><body><nav><ul>${links}</ul></nav><article><h1>Jembatan Bambu di Lembah</h1>${paragraph.repeat(count)}</article><footer>© 2024 Kabar Lembah</footer></body></html>`
}

function inputs(): [string, string, Uint8Array][] {
  const encoder = new TextEncoder()
  const made: [string, string, Uint8Array][] = [
    ['text, 3 KB', 'a.txt', encoder.encode(`Jembatan Bambu di Lembah\n\n${`${SENTENCE.repeat(3)}\n\n`.repeat(12)}`)],
    ['page, 30 KB', 'a.html', encoder.encode(page(12))],
    ['page, 300 KB', 'a.html', encoder.encode(page(280))],
  ]
  const seeds = existsSync(SEEDS) ? readdirSync(SEEDS) : []
  return [
    ...seeds.map((name): [string, string, Uint8Array] => [
      `seed ${name.slice(0, 3)}`,
      name,
      new Uint8Array(readFileSync(join(SEEDS, name))),
    ]),
    ...made,
  ]
}

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The two take turns, so that a busy machine slows both down alike. */
async function measure(label: string, name: string, bytes: Uint8Array): Promise<Record<string, string | number>> {
  const times: number[] = []
  const floors: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    times.push(await milliseconds(() => importBytes(name, bytes)))
    floors.push(await milliseconds(() => new JSDOM(bytes).window.close()))
  }
  return {
    input: label,
    KB: Math.round(bytes.length / 1024),
    'import (ms)': median(times).toFixed(1),
    'worst (ms)': Math.max(...times).toFixed(1),
    'parse with jsdom (ms)': median(floors).toFixed(1),
    'to the floor': (median(times) / median(floors)).toFixed(1),
  }
}

const cold = await milliseconds(() => importBytes('warm-up.html', new TextEncoder().encode(page(10))))
// Loaded only now: the first import has jsdom to load.
const { JSDOM } = await import('jsdom')
console.log(`first import with loading: ${cold.toFixed(0)} ms`)
const rows: Record<string, string | number>[] = []
for (const [label, name, bytes] of inputs()) rows.push(await measure(label, name, bytes))
console.table(rows)
