import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const SEEDS = join(dirname(dirname(import.meta.dirname)), 'shared', 'seeds')
/** A run of this many words in common is no coincidence of names and dates any more. */
const BORROWED_WORDS = 6

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.md'))

function textOf(path: string): string {
  return readFileSync(path, 'utf8')
}

function wordsOf(text: string): string[] {
  return [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word)
}

/** Every run of `BORROWED_WORDS` words. */
function runsOf(text: string): string[] {
  const words = wordsOf(text)
  return words.slice(BORROWED_WORDS - 1).map((_word, index) => words.slice(index, index + BORROWED_WORDS).join(' '))
}

function partsOf(name: string): { facts: unknown; body: string } {
  const match = /^---\n(?<facts>.*?)\n---\n(?<body>.*)$/s.exec(textOf(join(import.meta.dirname, name)))
  return { facts: parse(match?.groups?.facts ?? ''), body: match?.groups?.body ?? '' }
}

test('there are six, and both languages are among them', () => {
  const facts = files.map((name) => partsOf(name).facts)
  expect(facts).toHaveLength(6)
  for (const language of ['id', 'en']) {
    expect(facts).toEqual(expect.arrayContaining([expect.objectContaining({ language })]))
  }
})

describe.each(files)('%s', (name) => {
  const { facts, body } = partsOf(name)

  test('says what it is', () => {
    expect(facts).toEqual({
      title: expect.stringMatching(/^\S.{8,}\S$/),
      author: expect.stringMatching(/Simak/),
      site: 'Simak',
      published: expect.stringMatching(/^2026-\d\d-\d\d$/),
      language: expect.stringMatching(/^(id|en)$/),
    })
  })

  test('is 250 to 500 words long', () => {
    expect(wordsOf(body).length).toBeGreaterThanOrEqual(250)
    expect(wordsOf(body).length).toBeLessThanOrEqual(500)
  })

  test('links to example addresses only', () => {
    for (const [address] of body.matchAll(/\w+:\/\/[^\s)]+/g)) expect(address).toMatch(/^https:\/\/example\.org\//)
  })

  test.skipIf(!existsSync(SEEDS))('borrows no wording from the seeds (skipped where ../shared is absent)', () => {
    const seeds = new Set(readdirSync(SEEDS).flatMap((seed) => runsOf(textOf(join(SEEDS, seed)))))
    expect(seeds.size).toBeGreaterThan(0)
    expect(runsOf(body).filter((run) => seeds.has(run))).toEqual([])
  })
})
