import type { BlockContent, Nodes, RootContent } from 'mdast'
import { type Annotation, type HighlightColour, noteOf, tagsOf } from '#shared/annotation.ts'
import type { ArticleSummary } from '#shared/article.ts'
import { assetNameOf } from '#shared/content-allow-list.ts'
import { deepLink } from '#shared/deep-link.ts'
import { layoutOf, type NoteOptions } from '#shared/export-options.ts'
import { citationKey } from './citation-key.ts'
import type { ContentTree } from './content-tree.ts'
import type { ExportWords } from './export-words.ts'
import { type ExportedArticle, type PlacedAnnotations, type PlacedHighlight, placeOnTree } from './exported-article.ts'
import { frontMatter } from './front-matter.ts'
import { headingAt, type Mark, markedArticle } from './marked-article.ts'
import { oneLine, paragraph, quotation, serialise, text, wellFormed } from './markdown.ts'
import { embeddableNote } from './note.ts'
import { contextOf, passageBlocks, type Span, trimmed } from './passage.ts'
import { safeTag } from './safe-tag.ts'
import { quoteLines } from './template-engine.ts'

export interface MarkdownOptions {
  /** ISO 8601 in UTC: when this export was made. */
  exported: string
  words: ExportWords
  note: NoteOptions
}

/** One highlight as a template sees it. Fields without `_text` in their name that hold prose are Markdown, ready to use. */
export interface HighlightView {
  id: string
  block_id: string
  /** 1 for the first in document order. */
  number: number
  /** `exact`, `moved`, `uncertain` or `orphan`. */
  state: string
  /** The passage as plain text. */
  text: string
  /** The passage in the chosen layout: a block quotation or a callout. */
  quote: string
  callout: string
  /** The passage's blocks without a quotation around them. */
  passage: string
  /** What is asked for around the passage, '' where that is nothing more. */
  context: string
  note: string
  note_text: string
  tag_texts: string[]
  /** `#tag #other-tag` */
  hashtags: string
  /** `yellow`, `green`, `blue`, `pink` or `purple`. */
  colour: string
  colour_name: string
  link: string
  link_markdown: string
  /** Tags, colour name and link in one line. */
  labels: string
  /** The note and the labels, for a footnote. */
  footnote: string
  heading: string
  /** A Markdown heading where this highlight is the first below it, else ''. */
  heading_line: string
  created: string
  modified: string
}

export interface PageNoteView {
  id: string
  block_id: string
  markdown: string
  hashtags: string
}

/** What a template is rendered with. */
export interface NoteView {
  id: string
  front_matter: string
  /** One line of Markdown. */
  title: string
  title_text: string
  author: string[]
  author_text: string
  site_text: string
  url: string
  published: string
  saved: string
  exported: string
  language: string
  status: string
  tags: string[]
  hashtags: string
  year: string
  citation_key: string
  link: string
  links: string
  highlight_count: number
  layout: string
  notes: PageNoteView[]
  sections: { title: string; highlights: HighlightView[] }[]
  highlights: HighlightView[]
  full_text: string
  words: Record<string, string>
}

/** Everything a template may say of an article. */
export function noteView(article: ExportedArticle, options: MarkdownOptions): NoteView {
  const { summary } = article
  const { words, exported, note } = options
  const { tree, placed } = placeOnTree(article)
  const layout = layoutOf(note)
  const inText = layout === 'footnotes' && note.fullText !== 'none'
  const found = highlightViews(placed.found, tree, summary, options)
  const lost = highlightViews(placed.lost, tree, summary, options).map((view, i) => ({
    ...view,
    number: found.length + i + 1,
  }))
  const sections = [
    { title: words.highlights, highlights: inText ? [] : found },
    { title: words.lost, highlights: lost },
  ]
  const facts = { summary, placed, exported, status: article.status ?? 'unread' }
  const tags = tagsOfAll(placed)
  const { colours: _colours, ...plainWords } = words
  return {
    id: summary.id,
    front_matter: frontMatter({
      ...facts,
      tags,
      citationKey: note.preset === 'academic' ? citationKey(summary) : null,
    }),
    title: titleMarkdown(summary, words),
    title_text: oneLine(summary.title) || words.untitled,
    author: summary.byline.map(wellFormed),
    author_text: inline(summary.byline.join(', ')),
    site_text: inline(summary.site ?? ''),
    url: wellFormed(summary.url ?? ''),
    published: summary.published ?? '',
    saved: summary.saved,
    exported,
    language: summary.language ?? '',
    status: facts.status,
    tags,
    hashtags: hashtags(tags),
    year: (summary.published ?? summary.saved).slice(0, 4),
    citation_key: citationKey(summary),
    link: deepLink(summary.id),
    links: linkLine(summary, words),
    highlight_count: found.length + lost.length,
    layout,
    notes: placed.pageNotes.map(pageNoteView),
    sections: sections.filter(({ highlights }) => highlights.length > 0),
    highlights: [...found, ...lost],
    full_text: fullText(withImages(tree, article.images ?? {}), placed, options),
    words: plainWords,
  }
}

const PLAIN_ID = /^[A-Za-z0-9-]*$/

/** Block id of an annotation; letters, digits and hyphens only, as the programs that know block ids want it. */
export function blockId(kind: 'hl' | 'note', annotation: Annotation): string {
  const { id } = annotation
  if (PLAIN_ID.test(id)) return `${kind}-${id}`
  const name = id.replace(/[^A-Za-z0-9-]/gu, (character) => `-${character.codePointAt(0)?.toString(16)}-`)
  return `${kind}-${name}`
}

/** The reader's note of an annotation, safe between other blocks. */
export function noteMarkdown(annotation: Annotation): string {
  return embeddableNote(noteOf(annotation), blockId('note', annotation))
}

/** Only http and https addresses become links; the others stay in the front matter as they were. */
export function webAddress(summary: ArticleSummary): string | null {
  const url = summary.url === null ? '' : wellFormed(summary.url)
  return /^https?:\/\//i.test(url) ? url : null
}

function highlightViews(
  placed: readonly PlacedHighlight[],
  tree: ContentTree,
  summary: ArticleSummary,
  options: MarkdownOptions,
): HighlightView[] {
  let above = ''
  return placed.map((highlight, i) => {
    const heading = highlight.anchor.state === 'orphan' ? '' : headingAt(tree, highlight.anchor.start)
    const isNew = heading !== above && heading !== ''
    above = heading
    const line = isNew ? serialise([{ type: 'heading', depth: 3, children: [text(oneLine(heading))] }]).trim() : ''
    return { ...highlightView(highlight, tree, summary, options), number: i + 1, heading, heading_line: line }
  })
}

function highlightView(
  { annotation, anchor, quote }: PlacedHighlight,
  tree: ContentTree,
  summary: ArticleSummary,
  { words, note: options }: MarkdownOptions,
): Omit<HighlightView, 'number' | 'heading' | 'heading_line'> {
  const span = anchor.state === 'orphan' ? null : trimmed(tree.text, anchor)
  const blocks = span === null ? quotation(quote).children : passageBlocks(tree, span)
  const passage = serialise([...blocks] as BlockContent[]).replace(/\n+$/, '')
  const quoted = passage === '' ? '>' : quoteLines(passage)
  const colourName = words.colours[annotation.colour]
  const link = deepLink(summary.id, annotation.id)
  const note = noteMarkdown(annotation)
  const tags = tagsOf(annotation)
  const block = blockId('hl', annotation)
  const hashed = hashtags(tags)
  const labels = labelLine(hashed, colourName, { link, words })
  const callout = `> [!${CALLOUTS[annotation.colour]}] ${inline(colourName)}\n>\n${quoted}`
  return {
    id: annotation.id,
    block_id: block,
    state: anchor.state,
    text: wellFormed(quote),
    quote: layoutOf(options) === 'callouts' ? callout : quoted,
    callout,
    passage,
    context: span === null ? '' : contextMarkdown(tree, span, summary, { words, options }),
    note,
    note_text: noteOf(annotation),
    tag_texts: tags.map(inline),
    hashtags: hashed,
    colour: annotation.colour,
    colour_name: colourName,
    link,
    link_markdown: `[${words.passage}](${link})`,
    labels,
    footnote: [note, labels, `^${block}`].filter((part) => part !== '').join('\n\n'),
    created: annotation.created,
    modified: annotation.modified,
  }
}

function contextMarkdown(
  tree: ContentTree,
  span: Span,
  summary: ArticleSummary,
  { words, options }: { words: ExportWords; options: NoteOptions },
): string {
  const around = trimmed(tree.text, contextOf(tree, span, options.context, summary.language))
  if (around.start >= span.start && around.end <= span.end) return ''
  return serialise([
    paragraph(text(words.context)),
    { type: 'blockquote', children: passageBlocks(tree, around) },
  ]).trimEnd()
}

function pageNoteView(annotation: Annotation): PageNoteView {
  return {
    id: annotation.id,
    block_id: blockId('note', annotation),
    markdown: noteMarkdown(annotation),
    hashtags: hashtags(tagsOf(annotation)),
  }
}

/** Callout kinds that the usual programs paint in about the highlight's colour. */
const CALLOUTS: Record<HighlightColour, string> = {
  yellow: 'question',
  green: 'success',
  blue: 'info',
  pink: 'danger',
  purple: 'example',
}

function labelLine(hashed: string, colour: string, { link, words }: { link: string; words: ExportWords }): string {
  const parts = [hashed, inline(colour), `[${inline(words.passage)}](${link})`]
  return parts.filter((part) => part !== '').join(' · ')
}

function hashtags(tags: readonly string[]): string {
  return tags
    .map(safeTag)
    .filter((tag) => tag !== '')
    .map((tag) => `#${tag}`)
    .join(' ')
}

function titleMarkdown(summary: ArticleSummary, words: ExportWords): string {
  const title = text(oneLine(summary.title) || words.untitled)
  return serialise([{ type: 'heading', depth: 1, children: [title] }])
    .trimEnd()
    .replace(/^# /, '')
}

function linkLine(summary: ArticleSummary, words: ExportWords): string {
  const url = webAddress(summary)
  const open = `[${inline(words.open)}](${deepLink(summary.id)})`
  return url === null ? open : `${webLink(words.original, url)} \u00b7 ${open}`
}

/** An address of which no character needs care in a link. */
const PLAIN_ADDRESS = /^https?:\/\/[A-Za-z0-9./-]+$/

/** Only for words that are written out whole, as those of the catalogue are. */
export function webLink(label: string, url: string): string {
  if (PLAIN_ADDRESS.test(url)) return `[${inline(label)}](${url})`
  return serialise([paragraph({ type: 'link', url, children: [text(label)] })]).trimEnd()
}

const inlines = new Map<string, string>()
const MOST_INLINES = 500
const LONGEST_INLINE = 60

/** One line of Markdown for a text. Labels come again and again: they are kept. */
function inline(value: string): string {
  const known = inlines.get(value)
  if (known !== undefined) return known
  const line = oneLine(value)
  const written = line === '' ? '' : serialise([paragraph(text(line))]).trimEnd()
  if (inlines.size >= MOST_INLINES) inlines.clear()
  if (value.length <= LONGEST_INLINE) inlines.set(value, written)
  return written
}

function tagsOfAll({ pageNotes, found, lost }: PlacedAnnotations): string[] {
  const annotations = [...pageNotes, ...[...found, ...lost].map(({ annotation }) => annotation)]
  return [...new Set(annotations.flatMap(tagsOf).map(wellFormed))]
}

/** An image that is not there leaves its alternative text. */
function withImages(tree: ContentTree, images: Readonly<Record<string, string>>): ContentTree {
  const shown = <N extends Nodes>(node: N): N => {
    if (!('children' in node)) return node
    const children = node.children.map((child: Nodes): Nodes => {
      if (child.type !== 'image' || Object.hasOwn(images, assetNameOf(child.url) ?? '')) return shown(child)
      return text(child.alt ?? '')
    })
    // Texts are replaced for images, which may stand wherever a text may.
    return { ...node, children } as unknown as N
  }
  return { ...tree, children: tree.children.map(shown).filter((node) => !isEmptyParagraph(node)) }
}

function isEmptyParagraph(node: RootContent): boolean {
  return node.type === 'paragraph' && node.children.every((child) => child.type === 'text' && child.value === '')
}

function fullText(tree: ContentTree, placed: PlacedAnnotations, { words, note }: MarkdownOptions): string {
  if (note.fullText === 'none') return ''
  const marks = placed.found.flatMap(({ annotation, anchor }): Mark[] => {
    if (anchor.state === 'orphan') return []
    const id = blockId('hl', annotation)
    const reference = layoutOf(note) === 'footnotes' ? `[^${id}]` : ''
    return [{ id, ...trimmed(tree.text, anchor), colour: annotation.colour, reference }]
  })
  const heading = serialise([{ type: 'heading', depth: 2, children: [text(words.fullText)] }])
  return `${heading}\n${markedArticle(tree, marks, note.fullText)}`.trimEnd()
}
