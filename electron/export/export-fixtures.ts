import en from '../../resources/locales/en/export.json' with { type: 'json' }
import { describe } from '#shared/anchoring/describe.ts'
import { type Annotation, bodiesOf, type HighlightColour } from '#shared/annotation.ts'
import type { ArticleSummary } from '#shared/article.ts'
import { exportWords } from './export-words.ts'
import { articleTextOf, type ExportedArticle } from './exported-article.ts'
import { DEFAULT_NOTE_OPTIONS } from '#shared/export-options.ts'
import { articleToMarkdown } from './article-markdown.ts'
import type { MarkdownOptions } from './note-view.ts'

/** Looks a key like `export:heading.lost` up in a catalogue file, as i18next would. */
export function wordsFrom(catalogue: unknown): MarkdownOptions['words'] {
  return exportWords((key) => {
    const value = key
      .replace(/^export:/, '')
      .split('.')
      .reduce(
        (at: unknown, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined),
        catalogue,
      )
    if (typeof value !== 'string') throw new Error(`No message ${key}`)
    return value
  })
}

export const OPTIONS: MarkdownOptions = {
  exported: '2026-11-21T04:00:00.000Z',
  words: wordsFrom(en),
  note: DEFAULT_NOTE_OPTIONS,
}

/** An id for each of some hundred articles. */
export function idAt(index: number): string {
  return String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26)).padEnd(26, 'a')
}

export function summaryOf(facts: Partial<ArticleSummary> = {}): ArticleSummary {
  return {
    id: 'abcdefghijklmnopqrstuvwxyz',
    title: 'Pasar pagi',
    byline: [],
    site: null,
    url: null,
    published: null,
    language: 'id',
    saved: '2026-11-20T08:00:00.000Z',
    words: 120,
    highlights: 0,
    notes: 0,
    waiting: 0,
    starter: false,
    file: 'pasar.txt',
    ...facts,
  }
}

interface AnnotationFacts {
  id?: string
  /** Standing in the article's text; without it the annotation is a page note. */
  quote?: string
  note?: string
  tags?: string[]
  colour?: HighlightColour
  created?: string
}

/** An article whose annotations are described on its own text; a quote that is not in the text becomes an orphan. */
export function articleOf(
  html: string,
  annotations: AnnotationFacts[],
  facts: Partial<ArticleSummary> = {},
): ExportedArticle {
  const text = articleTextOf(html)
  return { summary: summaryOf(facts), html, annotations: annotations.map((one, i) => annotationOf(text, one, i)) }
}

function annotationOf(text: string, facts: AnnotationFacts, index: number): Annotation {
  const created = facts.created ?? `2026-11-20T09:00:${String(index).padStart(2, '0')}.000Z`
  return {
    id: facts.id ?? `id-${index}`,
    motivation: facts.quote === undefined ? 'commenting' : 'highlighting',
    created,
    modified: created,
    colour: facts.colour ?? 'yellow',
    body: bodiesOf(facts.note ?? '', facts.tags ?? []),
    target: { source: 'abcdefghijklmnopqrstuvwxyz', version: 'v', selector: selectorsFor(text, facts.quote) },
  }
}

function selectorsFor(text: string, quote: string | undefined): Annotation['target']['selector'] {
  if (quote === undefined) return []
  const start = text.indexOf(quote)
  if (start !== -1) return describe(text, start, start + quote.length)
  return [
    { type: 'TextQuoteSelector', exact: quote, prefix: '', suffix: '' },
    { type: 'TextPositionSelector', start: text.length, end: text.length + quote.length },
  ]
}

/** The exported note; a preset's template never fails. */
export function noteOfArticle(article: ExportedArticle, options: MarkdownOptions = OPTIONS): string {
  const markdown = articleToMarkdown(article, options)
  if (!markdown.ok) throw new Error(`line ${markdown.failure.line}: ${markdown.failure.message}`)
  return markdown.value
}
