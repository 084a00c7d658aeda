import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import { stringify } from 'yaml'
import { type Annotation, noteOf, tagsOf } from '#shared/annotation.ts'
import type { ArticleSummary } from '#shared/article.ts'
import type { ExportWords } from './export-words.ts'
import {
  type ExportedArticle,
  type PlacedAnnotations,
  type PlacedHighlight,
  placeAnnotations,
} from './exported-article.ts'
import { oneLine, paragraph, quotation, serialise, text, verbatim, wellFormed } from './markdown.ts'
import { embeddableNote } from './note.ts'
import { safeTag } from './safe-tag.ts'

export interface MarkdownOptions {
  /** ISO 8601 in UTC: when this export was made. */
  exported: string
  words: ExportWords
}

/**
 * The whole exported note of one article: YAML front matter, title, link, article notes, highlights in document order,
 * highlights whose passage is lost. Every text reads back as it was with any CommonMark parser.
 */
export function articleToMarkdown(article: ExportedArticle, { exported, words }: MarkdownOptions): string {
  const { summary } = article
  const placed = placeAnnotations(article)
  const body: RootContent[] = [
    { type: 'heading', depth: 1, children: [text(oneLine(summary.title) || words.untitled)] },
    ...originalLink(summary, words),
    ...placed.pageNotes.flatMap((annotation) => pageNoteBlocks(annotation)),
    ...section(words.highlights, placed.found, words),
    ...section(words.lost, placed.lost, words),
  ]
  return `---\n${frontMatter(summary, placed, exported)}---\n\n${serialise(body)}`
}

/**
 * Annotations for the clipboard, each as quotation and note, then one line that names the source.
 * @param ids the annotations wanted, null for all of the article
 */
export function annotationsToMarkdown(article: ExportedArticle, ids: readonly string[] | null): string {
  const wanted = (annotation: Annotation) => ids === null || ids.includes(annotation.id)
  const placed = placeAnnotations({ ...article, annotations: article.annotations.filter(wanted) })
  const blocks = [
    ...placed.pageNotes.flatMap(noteBlocks),
    ...[...placed.found, ...placed.lost].flatMap(({ annotation, quote }) => [
      quotation(quote),
      ...noteBlocks(annotation),
    ]),
  ]
  return serialise([...blocks, sourceLine(article.summary)])
}

/** A passage and its source for the clipboard. */
export function passageToMarkdown(summary: ArticleSummary, passage: string): string {
  return serialise([quotation(passage), sourceLine(summary)])
}

/** Block id of an annotation; letters, digits and hyphens only, as the programs that know block ids want it. */
function blockId(kind: 'hl' | 'note', annotation: Annotation): string {
  const name = annotation.id.replace(/[^A-Za-z0-9-]/gu, (character) => `-${character.codePointAt(0)?.toString(16)}-`)
  return `${kind}-${name}`
}

function frontMatter(summary: ArticleSummary, placed: PlacedAnnotations, exported: string): string {
  const highlights = [...placed.found, ...placed.lost]
  const annotations = [...placed.pageNotes, ...highlights.map(({ annotation }) => annotation)]
  const facts = {
    simak_id: summary.id,
    title: wellFormed(summary.title),
    author: summary.byline.map(wellFormed),
    ...present({ site: summary.site, url: summary.url, published: summary.published }),
    saved: summary.saved,
    exported,
    ...present({ language: summary.language }),
    tags: [...new Set(annotations.flatMap(tagsOf).map(wellFormed))],
    highlights: highlights.length,
  }
  return stringify(facts, { lineWidth: 0, blockQuote: false, compat: 'yaml-1.1' })
}

function present(facts: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => (value === null ? [] : [[key, wellFormed(value)]])),
  )
}

function originalLink(summary: ArticleSummary, words: ExportWords): Paragraph[] {
  const url = webAddress(summary)
  if (url === null) return []
  return [paragraph({ type: 'link', url, children: [text(words.original)] })]
}

function section(heading: string, highlights: readonly PlacedHighlight[], words: ExportWords): RootContent[] {
  if (highlights.length === 0) return []
  const blocks = highlights.flatMap((highlight) => highlightBlocks(highlight, words))
  return [{ type: 'heading', depth: 2, children: [text(heading)] }, ...blocks]
}

function highlightBlocks({ annotation, quote }: PlacedHighlight, words: ExportWords): RootContent[] {
  return [
    quotation(quote),
    labels(annotation, words.colours[annotation.colour]),
    ...noteBlocks(annotation),
    verbatim(`^${blockId('hl', annotation)}`),
  ]
}

function pageNoteBlocks(annotation: Annotation): RootContent[] {
  const tags = tagsOf(annotation).length > 0 ? [labels(annotation, '')] : []
  return [...noteBlocks(annotation), ...tags, verbatim(`^${blockId('note', annotation)}`)]
}

function noteBlocks(annotation: Annotation): RootContent[] {
  const note = embeddableNote(noteOf(annotation), blockId('note', annotation))
  return note === '' ? [] : [verbatim(note)]
}

function labels(annotation: Annotation, colour: string): Paragraph {
  const tags = tagsOf(annotation).map(safeTag)
  const children: PhrasingContent[] = colour === '' ? [] : [text(colour)]
  for (const tag of tags.filter((one) => one !== '')) {
    if (children.length > 0) children.push(text(' '))
    children.push(verbatim(`#${tag}`))
  }
  return paragraph(...children)
}

function sourceLine(summary: ArticleSummary): Paragraph {
  const title = text(oneLine(summary.title) || summary.file)
  const url = webAddress(summary)
  const site = summary.site === null ? [] : [text(`, ${oneLine(summary.site)}`)]
  return paragraph(text('\u2014 '), url === null ? title : { type: 'link', url, children: [title] }, ...site)
}

/** Only http and https addresses become links; the others stay in the front matter as they were. */
function webAddress(summary: ArticleSummary): string | null {
  const url = summary.url === null ? '' : wellFormed(summary.url)
  return /^https?:\/\//i.test(url) ? url : null
}
