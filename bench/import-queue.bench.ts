/**
 * What a second worker brings: the same pages through the queue with one worker and with two, into a library that keeps
 * nothing; the two take turns seven times, so that a busy machine slows both down alike, and the median of the seven
 * ratios counts. Beside it what the machine gives at most:
 * one process that imports without a queue, and two that know nothing of each other. Then a folder of many files into a real
 * library, twice: how long the main thread is held, how much memory the process takes, what the second run costs. The
 * time that the thread worked without a pause is told beside the delay, which on a busy machine is mostly other programs'.
 * Run: npm run bench -- import-queue [files, 10,000 unless given; 0 for none]
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ok } from '#shared/result.ts'
import { ImportQueue, type ImportTarget } from '../electron/import/import-queue.ts'
import { bytesSource, fileSource } from '../electron/import/import-source.ts'
import { openLibrary } from '../electron/library/library.ts'
import { loadPages } from './corpora.ts'
import { median } from './median.ts'

const WORKER = new URL('../electron/import/import-worker.ts', import.meta.url)
const PROCESS = fileURLToPath(new URL('./import-process.ts', import.meta.url))
const ROUNDS = 7

const library: ImportTarget = {
  add: (article) => Promise.resolve(ok({ id: '', title: article.facts.metadata.title, already: false })),
}

interface Rate {
  /** Pages a second. */
  rate: number
  /** Processors that were busy meanwhile. */
  busy: number
}

/** A queue that is warm. */
function measure(workers: number, pages: readonly Uint8Array[]) {
  const queue = new ImportQueue({ library, workerPath: WORKER, workers })
  const once = pages.map((bytes, index) => bytesSource(`${index}.html`, new Uint8Array(bytes)))
  // Twice over, so that the last page of a round, which one worker does alone, weighs little.
  const sources = [...once, ...once]
  return {
    warm: () => queue.run(sources, { starter: false }),
    async round(): Promise<Rate> {
      const cpu = process.cpuUsage()
      const start = performance.now()
      await queue.run(sources, { starter: false })
      const time = performance.now() - start
      const { user, system } = process.cpuUsage(cpu)
      return { rate: (1000 * sources.length) / time, busy: (user + system) / 1000 / time }
    },
    close: () => queue.close(),
  }
}

/** Pages a second of so many processes together. */
async function separately(processes: number): Promise<number> {
  const running = Array.from({ length: processes }, () => promisify(execFile)(process.execPath, [PROCESS]))
  const rates = await Promise.all(running)
  return rates.reduce((sum, { stdout }) => sum + Number(stdout), 0)
}

/** What twice as much brings, by rounds in which both are measured one after the other. */
function gain(one: readonly number[], two: readonly number[]): string {
  const ratios = one.map((rate, round) => (two[round] ?? 0) / rate)
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)]
  return `${median(ratios).toFixed(2)} times (${least.toFixed(2)} to ${most.toFixed(2)})`
}

async function compareWorkers(pages: readonly Uint8Array[]): Promise<void> {
  const [one, two] = [measure(1, pages), measure(2, pages)]
  const rates: [Rate[], Rate[]] = [[], []]
  await one.warm()
  await two.warm()
  for (let round = 0; round < ROUNDS; round += 1) {
    rates[0].push(await one.round())
    rates[1].push(await two.round())
  }
  await one.close()
  await two.close()
  const said = rates.map((list, at) => {
    const [rate, busy] = [median(list.map((entry) => entry.rate)), median(list.map((entry) => entry.busy))]
    return `${at + 1} worker(s): ${rate.toFixed(1)} pages/s with ${busy.toFixed(2)} processors`
  })
  const [first, second] = rates.map((list) => list.map(({ rate }) => rate))
  console.log(`${said.join('; ')}: ${gain(first ?? [], second ?? [])}`)
}

async function compareProcesses(): Promise<void> {
  const rates: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    rates[0].push(await separately(1))
    rates[1].push(await separately(2))
  }
  const [alone, together] = rates.map((list) => median(list).toFixed(1))
  console.log(`1 process: ${alone} pages/s; 2 processes: ${together}: ${gain(...rates)}`)
}

const pages = loadPages().map((page) => page.bytes)
if (pages.length > 0) {
  await compareWorkers(pages)
  await compareProcesses()
}

/** How long this thread was held, by a timer that should come every few milliseconds. */
function watchThread() {
  const cpu = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  const seen = { delay: 0, work: 0, memory: 0 }
  let before = { time: performance.now(), cpu: cpu() }
  const timer = setInterval(() => {
    const now = { time: performance.now(), cpu: cpu() }
    seen.delay = Math.max(seen.delay, now.time - before.time - TICK)
    seen.work = Math.max(seen.work, now.cpu - before.cpu)
    seen.memory = Math.max(seen.memory, process.memoryUsage.rss())
    before = now
  }, TICK)
  return { seen, stop: () => clearInterval(timer) }
}

const TICK = 5
const SENTENCE = 'Warga lembah membangun jembatan bambu di atas sungai yang meluap setiap musim hujan.'

function writeFiles(folder: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    if (index % 500 === 0) mkdirSync(join(folder, String(index)), { recursive: true })
    const text = Array.from({ length: 8 }, (_, line) => `${SENTENCE} Catatan ${index}, baris ${line}. ${SENTENCE}`)
    const isPage = index % 2 === 0
    const page = `<html><head><title>Jembatan ${index}</title></head><body><nav><a href="/">Beranda</a></nav><article>${text.map((line) => `<p>${line}</p>`).join('')}</article></body></html>`
    const name = `${index}.${isPage ? 'html' : 'txt'}`
    writeFileSync(
      join(folder, String(index - (index % 500)), name),
      isPage ? page : `Jembatan ${index}\n\n${text.join('\n\n')}`,
    )
  }
}

async function importMany(count: number): Promise<void> {
  const top = mkdtempSync(join(tmpdir(), 'simak-bench-'))
  const opened = await openLibrary({ folder: join(top, 'library'), appData: join(top, 'data') })
  if (!opened.ok) throw new Error(opened.failure.code)
  const queue = new ImportQueue({ library: opened.value, workerPath: WORKER })
  writeFiles(join(top, 'files'), count)
  const rows: Record<string, object> = {}
  for (const name of ['first run', 'second run']) {
    const { seen, stop } = watchThread()
    const start = performance.now()
    const summary = await queue.run([fileSource(join(top, 'files'))], { starter: false, onProgress: () => undefined })
    stop()
    rows[name] = {
      new: summary.imported.length,
      'already there': summary.already.length,
      failed: summary.failed.length,
      's in all': ((performance.now() - start) / 1000).toFixed(0),
      'longest work (ms)': seen.work.toFixed(0),
      'longest delay (ms)': seen.delay.toFixed(0),
      'memory (MB)': Math.round(seen.memory / 2 ** 20),
    }
  }
  await queue.close()
  await opened.value.close()
  rmSync(top, { recursive: true })
  console.table(rows)
}

const files = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 10_000)
if (files > 0) await importMany(files)
