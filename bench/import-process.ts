/** Imports the pages over and over for a while, alone in its process; prints pages a second. Run by import-queue.bench.ts. */
import { importBytes } from '../electron/import/import-file.ts'
import { loadPages } from './corpora.ts'

const TIME = 5000

const pages = loadPages().map((page) => page.bytes)
for (const bytes of pages) await importBytes('page.html', new Uint8Array(bytes))
const start = performance.now()
let done = 0
while (performance.now() - start < TIME) {
  await importBytes('page.html', new Uint8Array(pages[done % pages.length] ?? []))
  done += 1
}
console.log((1000 * done) / (performance.now() - start))
