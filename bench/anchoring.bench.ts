/**
 * How well and how fast passages are found again. Run: npm run bench anchoring [-- seed]
 * 1. the shared anchoring benchmark over all its pages, where ../shared is there (else only the speed is measured)
 * 2. 100 highlights on 1 MB of edited text with indexing, beside the same number of String.indexOf passes
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anchorAll } from '#shared/anchoring/anchor.ts'
import { describe } from '#shared/anchoring/describe.ts'
import { prepare } from '#shared/anchoring/prepare.ts'
import { medianTime } from './median.ts'

const SHARED = join(import.meta.dirname, '..', '..', 'shared')
const SIZE = 1_000_000
const HIGHLIGHTS = 100
const RUNS = 7
const VOCABULARY = 6000

function quality(seed: string): void {
  if (!existsSync(join(SHARED, 'anchor-bench'))) {
    console.log('../shared is not there: the anchoring benchmark is left out.')
    return
  }
  // The benchmark resolves linkedom beside itself, and its own folder cannot be written to.
  const scratch = mkdtempSync(join(tmpdir(), 'simak-anchor-bench-'))
  try {
    cpSync(join(SHARED, 'anchor-bench'), scratch, { recursive: true })
    symlinkSync(join(import.meta.dirname, '..', 'node_modules'), join(scratch, 'node_modules'))
    const adapter = join(import.meta.dirname, 'anchoring-adapter.ts')
    const options = [
      '--adapter',
      adapter,
      '--corpus',
      join(SHARED, 'corpora', 'readability'),
      '--per',
      '12',
      '--seed',
      seed,
    ]
    spawnSync(process.execPath, [join(scratch, 'bench.mjs'), ...options], { cwd: scratch, stdio: 'inherit' })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Words as frequent as in a language (Zipf), in paragraphs. */
function longText(next: () => number): string {
  const syllables = 'ka ra sa ta na ma ba la pa ga di ri si ti ni mi bi li pi gi ku ru su tu nu mu bu lu pu ge'.split(
    ' ',
  )
  const word = () =>
    Array.from({ length: 1 + Math.floor(next() * 4) }, () => syllables[Math.floor(next() * syllables.length)]).join('')
  const words = Array.from({ length: VOCABULARY }, word)
  const parts: string[] = []
  for (let length = 0; length < SIZE; ) {
    const part = `${words[Math.floor(VOCABULARY ** next()) - 1]}${next() < 0.08 ? '.' : ''}${next() < 0.01 ? '\n' : ' '}`
    parts.push(part)
    length += part.length
  }
  return parts.join('')
}

/** One unit in a hundred changed, one in a thousand sentences put in. */
function edited(text: string, next: () => number): string {
  return text
    .replace(/[a-z]/g, (unit) => (next() < 0.01 ? 'x' : unit))
    .replace(/\. /g, (end) => (next() < 0.05 ? '. Kalimat baru. ' : end))
}

function speed(): void {
  const next = random(5)
  const before = longText(next)
  const after = edited(before, next)
  const lists = Array.from({ length: HIGHLIGHTS }, () => {
    const start = Math.floor(next() * (before.length - 500))
    return describe(before, start, start + 20 + Math.floor(next() * 280))
  })
  let found = 0
  const anchoring = medianTime(RUNS, () => {
    prepare('')
    found = anchorAll(prepare(after), lists).filter(({ state }) => state === 'exact' || state === 'moved').length
  })
  let hits = 0
  // A sign that the text does not have, so that every search goes through all of it.
  const passes = medianTime(RUNS, () => {
    for (const [quote] of lists) hits += after.includes(`${quote.exact}#`) ? 1 : 0
  })
  console.log(
    `\n${HIGHLIGHTS} highlights on ${(after.length / 1e6).toFixed(2)} MB, 1% of its letters changed, with indexing:`,
  )
  console.log(
    `  ${anchoring.toFixed(0)} ms, ${found} found; ${HIGHLIGHTS} indexOf passes (${hits} hits) ${passes.toFixed(1)} ms; ratio ${(anchoring / passes).toFixed(1)}`,
  )
}

quality(process.argv[2] ?? '11')
speed()
