import type { Liquid } from 'liquidjs'
import type { Paragraph } from 'mdast'
import type { Annotation } from '#shared/annotation.ts'
import type { ArticleSummary } from '#shared/article.ts'
import { ok, type Result } from '#shared/result.ts'
import { type ExportedArticle, placeAnnotations } from './exported-article.ts'
import type { RenderedNote } from './merge-note.ts'
import { oneLine, paragraph, quotation, serialise, text, verbatim } from './markdown.ts'
import { type MarkdownOptions, noteMarkdown, type NoteView, noteView, webAddress } from './note-view.ts'
import { templateOf } from './presets.ts'
import { makeEngine, renderTemplate, type TemplateProblem } from './template-engine.ts'

let engine: Liquid | null = null

/** The engine with its parsed templates; made when first used. */
export function sharedEngine(): Liquid {
  engine ??= makeEngine()
  return engine
}

/**
 * The whole exported note of one article: YAML front matter, title, links, article notes, highlights in document order,
 * highlights whose passage is lost. Every text of the presets reads back as it was with any CommonMark parser.
 */
export function articleToMarkdown(article: ExportedArticle, options: MarkdownOptions): Result<string, TemplateProblem> {
  return viewToMarkdown(noteView(article, options), options)
}

/** The same, with the notes in it by their block ids: what a later merge has to know. */
export function renderNote(view: NoteView, options: MarkdownOptions): Result<RenderedNote, TemplateProblem> {
  const markdown = viewToMarkdown(view, options)
  if (!markdown.ok) return markdown
  const notes = [
    ...view.notes.map((note) => [note.block_id, note.markdown] as const),
    ...view.highlights.map((highlight) => [highlight.block_id, highlight.note] as const),
  ]
  return ok({ markdown: markdown.value, notes: Object.fromEntries(notes.filter(([, note]) => note !== '')) })
}

/** A note from what is known of its article. The front matter names the article, whatever the template says. */
export function viewToMarkdown(view: NoteView, { note }: MarkdownOptions): Result<string, TemplateProblem> {
  const rendered = renderTemplate(sharedEngine(), templateOf(note), view)
  return rendered.ok ? ok(withIdentity(rendered.value, view)) : rendered
}

function withIdentity(rendered: string, view: NoteView): string {
  const markdown = `${rendered.replace(/\r\n?/g, '\n').trim()}\n`
  const end = markdown.startsWith('---\n') ? markdown.indexOf('\n---\n', 3) : -1
  if (end < 0) return `${view.front_matter}\n\n${markdown}`
  if (/^simak_id: /m.test(markdown.slice(0, end))) return markdown
  return markdown.replace('---\n', `---\nsimak_id: ${view.id}\n`)
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

/** The same in the order of `ids`; what is not there is left out. */
export function annotationsInOrder(article: ExportedArticle, ids: readonly string[]): string {
  const wanted = { ...article, annotations: article.annotations.filter(({ id }) => ids.includes(id)) }
  const { found, lost } = placeAnnotations(wanted)
  const quotes = new Map([...found, ...lost].map(({ annotation, quote }) => [annotation.id, quote]))
  const blocks = ids.flatMap((id) => {
    const annotation = wanted.annotations.find((one) => one.id === id)
    const quote = quotes.get(id)
    return annotation === undefined
      ? []
      : [...(quote === undefined ? [] : [quotation(quote)]), ...noteBlocks(annotation)]
  })
  return serialise([...blocks, sourceLine(article.summary)])
}

/** A heading above annotations of several articles. */
export function headingMarkdown(name: string): string {
  return serialise([{ type: 'heading', depth: 1, children: [text(oneLine(name))] }])
}

/** A passage and its source for the clipboard. */
export function passageToMarkdown(summary: ArticleSummary, passage: string): string {
  return serialise([quotation(passage), sourceLine(summary)])
}

function noteBlocks(annotation: Annotation) {
  const note = noteMarkdown(annotation)
  return note === '' ? [] : [verbatim(note)]
}

function sourceLine(summary: ArticleSummary): Paragraph {
  const title = text(oneLine(summary.title) || summary.file)
  const url = webAddress(summary)
  const site = summary.site === null ? [] : [text(`, ${oneLine(summary.site)}`)]
  return paragraph(text('\u2014 '), url === null ? title : { type: 'link', url, children: [title] }, ...site)
}
