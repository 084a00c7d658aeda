import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { importBytes } from './import-file.ts'
import { collapseSpaces } from './wording.ts'

const FOLDER = new URL('../../../shared/seeds/', import.meta.url)

interface Expected {
  /** Number of the line (from 1) that is the title; null where the title comes from the first line, which stays. */
  title: number | null
  /** SHA-256 of the title. */
  hash: string
  /** Numbers of the lines that are no part of the article. */
  leftOut: number[]
  published: string | null
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  '000': { title: 1, hash: '0a0d7addf396', leftOut: [], published: null },
  '001': { title: 2, hash: '860afbd057ed', leftOut: [1, 22, 41], published: null },
  '002': { title: 1, hash: '51b0366cf16b', leftOut: [11, 12, 13], published: null },
  '003': {
    title: 1,
    hash: '972c85406037',
    leftOut: [3, 4, 12, 14, 22, 32, 44, 46, 48, 50, 52],
    published: '2022-08-06T17:05+07:00',
  },
  '004': { title: null, hash: '23aa4da7b8af', leftOut: [], published: '2023-09-05' },
}

interface Line {
  number: number
  text: string
}

function linesOf(bytes: Uint8Array): Line[] {
  const lines = new TextDecoder().decode(bytes).split('\n')
  return lines
    .map((line, index) => ({ number: index + 1, text: collapseSpaces(line) }))
    .filter((line) => line.text !== '')
}

/** Numbers of the lines that `texts` are, taken in order. */
function numbersOf(texts: readonly string[], lines: readonly Line[]): number[] {
  let from = 0
  return texts.map((text) => {
    const found = lines.findIndex((line, index) => index >= from && line.text === text)
    expect(found, `a line that is not in the file: ${text.slice(0, 20)}`).toBeGreaterThanOrEqual(0)
    from = found + 1
    return lines[found]?.number ?? 0
  })
}

function blockTexts(html: string): string[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  return [...document.body.children].map((element) => collapseSpaces(element.textContent))
}

describe.skipIf(!existsSync(FOLDER))('the five seeds (of ../shared)', () => {
  test.each(Object.entries(EXPECTED))('seed %s', async (seed, expected) => {
    const name = readdirSync(FOLDER).find((file) => file.startsWith(seed)) ?? ''
    const bytes = new Uint8Array(readFileSync(new URL(name, FOLDER)))
    const result = await importBytes(name, bytes)
    if (!result.ok) throw new Error(result.failure.code)
    const { content, facts, original } = result.value
    const lines = linesOf(bytes)
    expect(createHash('sha256').update(facts.metadata.title).digest('hex').slice(0, 12)).toBe(expected.hash)
    expect(lines.find((line) => line.text === facts.metadata.title)?.number ?? null).toBe(expected.title)
    const others = lines.filter((line) => line.number !== expected.title)
    expect(facts.metadata.language).toBe('id')
    expect(facts.metadata.published).toBe(expected.published)
    expect(
      numbersOf(
        facts.removals.map((removal) => removal.text),
        others,
      ),
    ).toEqual(expected.leftOut)
    const own = others.filter((line) => !expected.leftOut.includes(line.number))
    expect(blockTexts(content)).toEqual(own.map((line) => line.text))
    expect(original).toEqual(new Uint8Array(readFileSync(new URL(name, FOLDER))))
  })
})
