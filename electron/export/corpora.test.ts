import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Parser } from 'commonmark'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { DEFAULT_NOTE_OPTIONS, type FullText, type HighlightLayout } from '#shared/export-options.ts'
import { articleOf, noteOfArticle, OPTIONS } from './export-fixtures.ts'
import { plainTextOf } from './content-tree.ts'
import { articleTextOf } from './exported-article.ts'
import { plainText, readBack } from './read-back-fixtures.ts'

const CORPORA = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpora')
const isThere = existsSync(CORPORA)
if (!isThere) console.warn('NOT TESTED: exports of the corpora, because ../shared/corpora is absent')

/** The same numbers in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

function contents(): { name: string; html: string }[] {
  const pages = join(CORPORA, 'readability')
  const readability = readdirSync(pages).map((name) => {
    const source = readFileSync(join(pages, name, 'expected.html'), 'utf8')
    return { name, html: source.replace(/<(script|style|svg|iframe)\b[\s\S]*?<\/\1>/gi, '') }
  })
  const folder = join(CORPORA, 'indonesian-text')
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const found: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      return (Array.isArray(found) ? found : [found]).map((one: unknown, i) => {
        const text = typeof one === 'object' && one !== null && 'isi' in one ? String(one.isi) : ''
        const paragraphs = text.split('\n').map((line) => `<p>${line.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`)
        return { name: `${name} ${i}`, html: paragraphs.join('') }
      })
    })
  return [...readability, ...texts].filter(({ html }) => articleTextOf(html).length > 200)
}

function passages(text: string, count: number, seed: number): string[] {
  const random = numbers(seed)
  return Array.from({ length: count }, () => {
    const start = Math.floor(random.next().value * (text.length - 2))
    const length = 1 + Math.floor(random.next().value ** 3 * Math.min(3000, text.length - start - 1))
    return text.slice(start, start + length).toWellFormed()
  }).filter((quote) => quote.trim() !== '')
}

/** The words of the whole article in an exported note, marks taken away. */
function fullTextOf(markdown: string, style: FullText): string {
  const part = markdown.slice(markdown.indexOf('\n## The whole article\n') + 23)
  const source = style === 'equals' ? withoutMarks(part) : part
  const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const hasTable = tree.children.some(({ type }) => type === 'table')
  return hasTable ? plainTextOf(tree.children) : plainText(new Parser().parse(source))
}

/** Escaped ones are text; what a mark kept from starting a block is kept by a backslash then. */
function withoutMarks(source: string): string {
  return source.replace(/\\.|==/g, (found, at: number) => {
    if (found !== '==') return found
    return source[at - 1] === '\n' && /[#+>-]/.test(source[at + 2] ?? '') ? '\\' : ''
  })
}

describe.skipIf(!isThere)('on the corpora', () => {
  const cases: [FullText, HighlightLayout][] = [
    ['equals', 'blocks'],
    ['mark', 'blocks'],
  ]
  test.each(cases)(
    'every exported quote is found in the full text marked with %s',
    { timeout: 240_000 },
    (fullText) => {
      let quotes = 0
      const missing: string[] = []
      for (const [i, { name, html }] of contents().entries()) {
        const wanted = passages(articleTextOf(html), 12, i).map((quote) => ({ quote }))
        const article = articleOf(html, wanted)
        const markdown = noteOfArticle(article, { ...OPTIONS, note: { ...DEFAULT_NOTE_OPTIONS, fullText } })
        const all = fullTextOf(markdown, fullText)
        const read = readBack(markdown)
        expect(read.highlights.size).toBe(wanted.length)
        for (const [id, { quote }] of read.highlights) {
          quotes++
          if (quote === '' || !all.includes(quote)) missing.push(`${name} ${id} ${JSON.stringify(quote)}`)
        }
      }
      console.log(`${quotes} quotes, ${missing.length} not found`)
      expect(missing).toEqual([])
      expect(quotes).toBeGreaterThan(500)
    },
  )
})
