import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { readArticleText } from '#shared/article-text.ts'
import { importBytes } from './import-file.ts'
import { draftOfText } from './plain-text.ts'
import { composeContent } from './restore-lines.ts'
import { collapseSpaces } from './wording.ts'

const CORPORA = new URL('../../../shared/corpora/', import.meta.url)
const HTML = new URL('indonesian-html/', CORPORA)
const TEXT = new URL('indonesian-text/', CORPORA)

interface Gold {
  file: string
  title: string
  content: string
}

function tokens(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Harmonic mean of precision and recall over words, each counted as often as it occurs. */
function tokenF1(own: readonly string[], gold: readonly string[]): number {
  const left = new Map<string, number>()
  for (const token of gold) left.set(token, (left.get(token) ?? 0) + 1)
  let common = 0
  for (const token of own) {
    const count = left.get(token) ?? 0
    if (count > 0) common += 1
    left.set(token, count - 1)
  }
  return (2 * common) / (own.length + gold.length)
}

function textOf(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  return readArticleText<Node>(document.body).text
}

test.skipIf(!existsSync(HTML))('Indonesian news pages (of ../shared) keep their titles and their text', async () => {
  const gold: Gold[] = JSON.parse(readFileSync(new URL('gold.json', HTML), 'utf8'))
  const scores: number[] = []
  let titles = 0
  for (const { file, title, content } of gold) {
    const result = await importBytes(file, new Uint8Array(readFileSync(new URL(file, HTML))))
    if (!result.ok) throw new Error(`${file}: ${result.failure.code}`)
    scores.push(tokenF1(tokens(textOf(result.value.content)), tokens(content)))
    if (result.value.facts.metadata.title === collapseSpaces(title)) titles += 1
  }
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  console.info(
    `indonesian-html: F1 ${mean.toFixed(3)}, lowest ${Math.min(...scores).toFixed(3)}, titles ${titles} of ${gold.length}`,
  )
  expect(mean).toBeGreaterThan(0.965)
  expect(titles).toBe(gold.length)
})

test.skipIf(!existsSync(HTML))(
  'every left-out line of those pages goes back to its place, and none changes the content',
  async () => {
    const { document } = new JSDOM('').window
    const elementsOf = (html: string): string[] => {
      const body = document.createElement('body')
      body.innerHTML = html
      return [...body.children].map((element) => element.outerHTML)
    }
    for (const file of readdirSync(HTML).filter((name) => name.endsWith('.html'))) {
      const result = await importBytes(file, new Uint8Array(readFileSync(new URL(file, HTML))))
      if (!result.ok) throw new Error(`${file}: ${result.failure.code}`)
      const { content, facts } = result.value
      expect(composeContent(content, facts.removals, []).html).toBe(content)
      const all = facts.removals.map((removal) => removal.id)
      const composed = composeContent(content, facts.removals, all)
      const elements = elementsOf(composed.html)
      expect(elements).toHaveLength(elementsOf(content).length + all.length)
      for (const line of composed.leftOut) expect(elements[line.before]).toBe(line.html)
    }
  },
)

describe.skipIf(!existsSync(TEXT))('Indonesian copied text (of ../shared)', () => {
  const articles: string[] = existsSync(TEXT)
    ? readdirSync(TEXT).map((file) => {
        const { judul, isi } = JSON.parse(readFileSync(new URL(file, TEXT), 'utf8'))
        return `${String(judul)}\n\n${String(isi)}`
      })
    : []

  test('no pointer to another article is left, and little else is gone', () => {
    let total = 0
    let gone = 0
    for (const article of articles) {
      const draft = draftOfText(article, 'x.txt')
      if (!draft.ok) throw new Error(draft.failure.code)
      for (const block of draft.value.blocks) {
        const words = tokens(block.text).length
        total += words
        if (block.removed === null) expect(block.text).not.toMatch(/\b(?:baca|simak|lihat)(?: juga)?\s*:/i)
        else {
          const isKnown = block.removed === 'related' || /^Laporan (?:Wartawan|Reporter)/.test(block.text)
          if (!isKnown) gone += words
          expect(isKnown || words < 3, block.text).toBe(true)
        }
      }
    }
    console.info(`indonesian-text: ${gone} of ${total} words left out beside pointers`)
    expect(gone).toBeLessThan(total * 0.002)
  })

  test('every article is Indonesian', () => {
    const languages = articles.map((article) => {
      const draft = draftOfText(article, 'x.txt')
      return draft.ok ? draft.value.metadata.language : null
    })
    expect(languages.filter((language) => language !== 'id').length).toBeLessThanOrEqual(2)
  })
})
