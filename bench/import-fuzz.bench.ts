/**
 * Mutated real files through every reader, or through those that are named with `--html --epub` and so on.
 * Run: npm run bench -- import-fuzz [inputs for each reader, 300 unless given]
 * The long form is 20000. Two processes at a time take a thousand inputs each, with less memory than the app gives a
 * worker. Ends with 1 where an import throws, ends its process, takes over 10 s of the processor, or leaves anything
 * that is not allowed, and where a process needs 1 GB or says nothing for two minutes.
 */
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { FuzzMessage } from './fuzz-process.ts'
import { READERS, type Reader } from './fuzz-inputs.ts'

const INPUTS = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 300)
const named = READERS.filter((reader) => process.argv.includes(`--${reader}`))
const CHOSEN = named.length === 0 ? READERS : named
const BATCH = 1000
const SILENCE = 120_000
const MOST_MEMORY_MB = 1024

interface Batch {
  reader: Reader
  from: number
  to: number
}

interface Seen {
  inputs: number
  outcomes: Record<string, number>
  slowest: number
  slowestCpu: number
  memory: number
  wrong: string[]
}

/** Resolves when the batch is done, or its process is gone. */
function run({ reader, from, to }: Batch, seen: Seen): Promise<void> {
  return new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, 'fuzz-process.ts'), [reader, String(from), String(to)], {
      execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=640', '--max-semi-space-size=16'],
    })
    let at = from
    let isDone = false
    const hangs = (): void => {
      child.kill('SIGKILL')
    }
    let timer = setTimeout(hangs, SILENCE)
    child.on('message', (message: FuzzMessage) => {
      clearTimeout(timer)
      timer = setTimeout(hangs, SILENCE)
      if (message.kind === 'at') at = message.input
      else if (message.kind === 'wrong') seen.wrong.push(`${reader} ${message.input}: ${message.what}`)
      else {
        isDone = true
        seen.inputs += to - from
        for (const [name, count] of Object.entries(message.outcomes))
          seen.outcomes[name] = (seen.outcomes[name] ?? 0) + count
        for (const key of ['slowest', 'slowestCpu', 'memory'] as const) seen[key] = Math.max(seen[key], message[key])
      }
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      if (!isDone) seen.wrong.push(`${reader} from ${at}: the process ended with ${signal ?? code}`)
      resolve()
    })
  })
}

const results = new Map<Reader, Seen>(
  CHOSEN.map((reader) => [reader, { inputs: 0, outcomes: {}, slowest: 0, slowestCpu: 0, memory: 0, wrong: [] }]),
)
const batches: Batch[] = []
for (let from = 0; from < INPUTS; from += BATCH) {
  for (const reader of CHOSEN) batches.push({ reader, from, to: Math.min(INPUTS, from + BATCH) })
}

async function work(): Promise<void> {
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    const seen = results.get(batch.reader)
    if (seen === undefined) throw new Error(batch.reader)
    const wrongBefore = seen.wrong.length
    await run(batch, seen)
    const { inputs, slowest, slowestCpu, memory, wrong } = seen
    for (const line of wrong.slice(wrongBefore)) console.log(line)
    console.log(
      `${batch.reader}: ${inputs} inputs, slowest ${slowest.toFixed(0)} ms (processor ${slowestCpu.toFixed(0)} ms), ${memory.toFixed(0)} MB`,
    )
  }
}

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work))
for (const [reader, seen] of results) console.log(reader, seen.outcomes)
const all = [...results.values()]
process.exitCode = all.some(({ wrong, memory }) => wrong.length > 0 || memory >= MOST_MEMORY_MB) ? 1 : 0
