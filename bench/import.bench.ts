/** Time from a file's bytes to an article. Run: node bench/import.bench.ts */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importBytes } from '../electron/import/import-file.ts'

const RUNS = 7
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

async function milliseconds(name: string, bytes: Uint8Array): Promise<number> {
  const start = performance.now()
  await importBytes(name, bytes)
  return performance.now() - start
}

const cold = await milliseconds('warm-up.html', new TextEncoder().encode(page(10)))
console.log(`first import with loading: ${cold.toFixed(0)} ms`)
console.log(`${'input'.padEnd(16)}${'KB'.padStart(8)}${'median ms'.padStart(12)}${'worst ms'.padStart(12)}`)
for (const [label, name, bytes] of inputs()) {
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) times.push(await milliseconds(name, bytes))
  times.sort((a, b) => a - b)
  const median = times[Math.floor(RUNS / 2)] ?? 0
  console.log(
    `${label.padEnd(16)}${(bytes.length / 1024).toFixed(0).padStart(8)}${median.toFixed(1).padStart(12)}${(times.at(-1) ?? 0).toFixed(1).padStart(12)}`,
  )
}
