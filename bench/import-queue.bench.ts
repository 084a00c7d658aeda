/**
 * What a second worker brings: the same pages through the queue with one worker and with two, into a library that keeps
 * nothing. Run: npm run bench -- import-queue
 */
import { ok } from '#shared/result.ts'
import { ImportQueue, type ImportTarget } from '../electron/import/import-queue.ts'
import { bytesSource } from '../electron/import/import-source.ts'
import { loadPages } from './corpora.ts'

const WORKER = new URL('../electron/import/import-worker.ts', import.meta.url)
const ROUNDS = 3

const library: ImportTarget = {
  add: (article) => Promise.resolve(ok({ id: '', title: article.facts.metadata.title, already: false })),
}

async function pagesPerSecond(workers: number, pages: readonly Uint8Array[]): Promise<number> {
  const queue = new ImportQueue({ library, workerPath: WORKER, workers })
  const sources = pages.map((bytes, index) => bytesSource(`${index}.html`, new Uint8Array(bytes)))
  await queue.run(sources.slice(0, 20), { starter: false })
  let best = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await queue.run(sources, { starter: false })
    best = Math.max(best, (1000 * sources.length) / (performance.now() - start))
  }
  await queue.close()
  return best
}

const pages = loadPages().map((page) => page.bytes)
if (pages.length > 0) {
  const one = await pagesPerSecond(1, pages)
  const two = await pagesPerSecond(2, pages)
  console.log(`one worker ${one.toFixed(1)}, two workers ${two.toFixed(1)} pages/s: ${(two / one).toFixed(2)} times`)
}
