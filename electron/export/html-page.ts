import { parseHTML } from 'linkedom'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { type Annotation, type HighlightColour, noteOf, tagsOf } from '#shared/annotation.ts'
import { assetNameOf } from '#shared/content-allow-list.ts'
import { readArticleText, type TextRun } from '#shared/article-text.ts'
import { deepLink } from '#shared/deep-link.ts'
import { type ExportedArticle, type PlacedHighlight, placeAnnotations } from './exported-article.ts'
import type { MarkdownOptions } from './note-view.ts'

/** A policy for the file itself: whatever the article holds, an opened page runs nothing and asks nobody. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
/** On white paper. */
export const COLOURS: Record<HighlightColour, string> = {
  yellow: '#fbe9a9',
  green: '#cfebc4',
  blue: '#c9e2f6',
  pink: '#f9cfdf',
  purple: '#dfd2f4',
}
const STYLE = `
:root { color-scheme: light }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2.5rem 1.5rem; max-width: 62rem; color: #1f1d1a; background: #fff;
  font: 1.06rem/1.6 'Literata', Charter, Georgia, 'Noto Serif', serif }
header, .simak-notes { max-width: 40rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem }
.simak-facts, .simak-margin { color: #555; font: .8rem/1.45 Inter, 'Segoe UI', 'Noto Sans', sans-serif }
.simak-row { display: grid; grid-template-columns: minmax(0, 40rem) minmax(13rem, 1fr); gap: 0 2rem; align-items: start }
.simak-row > :first-child { margin-block: 0 1rem; overflow-wrap: anywhere }
.simak-row > h2:first-child, .simak-row > h3:first-child { margin-block: .6rem .5rem; line-height: 1.3 }
.simak-notes { margin-bottom: 1.5rem; font-size: 1rem }
.simak-note { margin: 0 0 .75rem; padding-left: .6rem; border-left: 3px solid var(--c, #bbb); color: #1f1d1a; overflow-wrap: anywhere }
.simak-note p { margin: 0 0 .4rem } .simak-note > :last-child { margin-bottom: 0 }
.simak-note ul, .simak-note ol { margin: 0 0 .4rem; padding-left: 1.1rem }
.simak-note q { color: #555; quotes: none }
blockquote { margin-inline: 0; padding-left: 1rem; border-left: 2px solid #ddd } blockquote > :last-child { margin-bottom: 0 }
.simak-note blockquote { margin: 0 0 .4rem; padding-left: .5rem }
mark { color: inherit; background: var(--c); padding: .05em 0 }
mark.simak-underline { background: none; border-bottom: .15em solid var(--c) }
mark[data-number]::after { content: attr(data-number); margin-left: .1em; vertical-align: super; color: #555;
  font: .6em/0 Inter, 'Segoe UI', 'Noto Sans', sans-serif }
img { max-width: 100%; height: auto } figure { margin-inline: 0 }
pre { padding: .6rem .8rem; background: #f6f5f2; font-size: .85em; line-height: 1.5; white-space: pre-wrap }
table { border-collapse: collapse } td, th { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left; vertical-align: top }
a { color: inherit }
${Object.entries(COLOURS)
  .map(([name, colour]) => `.simak-${name} { --c: ${colour} }`)
  .join('\n')}
@page { size: A4 }
@media print { body { padding: 0; font-size: 10.5pt } h2, h3, h4 { break-after: avoid } .simak-row { break-inside: auto } .simak-note { break-inside: avoid }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact }
  .simak-number { display: none } mark[data-number]::after { content: none } }
@media (max-width: 46rem) { .simak-row { display: block } }
`

/**
 * One printable page that needs nothing but itself: the article, its highlights, the notes in the margin beside them.
 * @param images `data:` addresses by the names that the images have in the content
 */
export function articlePage(
  article: ExportedArticle,
  { words }: MarkdownOptions,
  images: ReadonlyMap<string, string> = new Map(),
): string {
  const { summary } = article
  const placed = placeAnnotations(article)
  const { document } = parseHTML(`<!doctype html><html><body>${article.html}</body></html>`)
  markPassages(document, placed.found)
  showImages(document, images)
  const shown = new Set<string>()
  const numbered = [...placed.found.entries()].map(([i, one]) => ({ ...one, number: i + 1 }))
  numberPassages(document, numbered)
  const rows = [...document.body.children].map((element) => rowOf(element, numbered, words.colours, shown))
  const title = escapeHtml(summary.title.trim() || words.untitled)
  const facts = [summary.byline.join(', '), summary.site ?? '', summary.published?.slice(0, 10) ?? ''].map(escapeHtml)
  const lost = placed.lost.map((one) => noteHtml(one, words.colours)).join('')
  return `<!doctype html>
<html lang="${escapeHtml(summary.language ?? 'und')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="Simak">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body data-simak-id="${summary.id}">
<header><h1>${title}</h1>
<p class="simak-facts">${[...facts, linksHtml(article, words)].filter((fact) => fact !== '').join(' · ')}</p></header>
${placed.pageNotes.length === 0 ? '' : `<section class="simak-notes">${placed.pageNotes.map(pageNote).join('')}</section>`}
<main>${rows.join('\n')}</main>
${lost === '' ? '' : `<section class="simak-notes"><h2>${escapeHtml(words.lost)}</h2>${lost}</section>`}
</body>
</html>
`
}

/** Notes of the highlights that begin in a block stand beside it. */
function rowOf(
  element: Element,
  found: readonly Numbered[],
  colours: Record<HighlightColour, string>,
  shown: Set<string>,
): string {
  const marks = [...element.querySelectorAll('mark[data-simak]')]
  const ids = new Set(marks.flatMap((mark) => (mark.getAttribute('data-simak') ?? '').split(' ')))
  const notes = found.filter(({ annotation }) => ids.has(markId(annotation)) && !shown.has(annotation.id))
  for (const { annotation } of notes) shown.add(annotation.id)
  const margin = notes.map((one) => noteHtml(one, colours)).join('')
  return `<div class="simak-row">${element.outerHTML}<aside class="simak-margin">${margin}</aside></div>`
}

/** A highlight without a number has no place in the text: its passage stands in the note. */
function noteHtml(
  { annotation, quote, number }: PlacedHighlight & { number?: number },
  colours: Record<HighlightColour, string>,
): string {
  const shown = number === undefined ? '' : `<span class="simak-number">${number} · </span>`
  const label = shown + [colours[annotation.colour], ...tagsHtml(annotation)].join(' · ')
  const passage = number === undefined ? `<p><q>${escapeHtml(quote)}</q></p>` : ''
  return `<div class="simak-note simak-${annotation.colour}">${passage}${markdownHtml(noteOf(annotation))}<p class="simak-facts">${label}</p></div>`
}

function pageNote(annotation: Annotation): string {
  const tags = tagsHtml(annotation).join(' · ')
  return `<div class="simak-note">${markdownHtml(noteOf(annotation))}${tags === '' ? '' : `<p class="simak-facts">${tags}</p>`}</div>`
}

function tagsHtml(annotation: Annotation): string[] {
  return tagsOf(annotation).map((tag) => `#${escapeHtml(tag.replace(/^#+/, ''))}`)
}

/** The reader's Markdown; HTML in it is shown as text, links go to the web only. */
export function markdownHtml(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
}

function linksHtml({ summary }: ExportedArticle, words: MarkdownOptions['words']): string {
  const isWeb = summary.url !== null && /^https?:\/\//i.test(summary.url)
  const original = isWeb ? `<a href="${escapeHtml(summary.url ?? '')}">${escapeHtml(words.original)}</a> · ` : ''
  return `${original}<a href="${deepLink(summary.id)}">${escapeHtml(words.open)}</a>`
}

function markId(annotation: Annotation): string {
  return `hl-${encodeURIComponent(annotation.id.toWellFormed())}`
}

interface Numbered extends PlacedHighlight {
  /** In the order of the text, from 1. */
  number: number
}

interface Piece {
  start: number
  end: number
  highlights: PlacedHighlight[]
}

/** Wraps the passages in `mark`s, cut at the ends of nodes and of each other; each names the highlights it belongs to. */
function markPassages(document: Document, found: readonly PlacedHighlight[]): void {
  const { runs } = readArticleText<Node>(document.body)
  const byNode = Map.groupBy(runs, ({ node }) => node)
  for (const [node, nodeRuns] of byNode) {
    const pieces = nodeRuns.flatMap((run) => piecesOf(run, found))
    if (pieces.some(({ highlights }) => highlights.length > 0)) replaceNode(document, node, pieces)
  }
}

/** The number of a note stands at the end of its passage too: on the screen only, in a PDF it would be part of the text. */
function numberPassages(document: Document, found: readonly Numbered[]): void {
  const lasts = new Map<string, Element>()
  for (const mark of document.querySelectorAll('mark[data-simak]')) {
    for (const id of (mark.getAttribute('data-simak') ?? '').split(' ')) lasts.set(id, mark)
  }
  for (const { annotation, number } of found) {
    const mark = lasts.get(markId(annotation))
    const before = mark?.getAttribute('data-number')
    mark?.setAttribute('data-number', typeof before === 'string' ? `${before}, ${number}` : String(number))
  }
}

/** Stretches of the node's own value, and which highlights cover them. */
function piecesOf(run: TextRun<Node>, found: readonly PlacedHighlight[]): Piece[] {
  const end = run.start + run.length
  const covering = found.filter(
    ({ anchor }) => anchor.state !== 'orphan' && anchor.start < end && anchor.end > run.start,
  )
  const edges = new Set([run.start, end])
  for (const { anchor } of covering) {
    if (anchor.state === 'orphan') continue
    edges.add(Math.max(anchor.start, run.start))
    edges.add(Math.min(anchor.end, end))
  }
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, i) => {
    const stop = sorted[i + 1] ?? end
    const highlights = covering.filter(
      ({ anchor }) => anchor.state !== 'orphan' && anchor.start < stop && anchor.end > start,
    )
    return { start: run.nodeStart + start - run.start, end: run.nodeStart + stop - run.start, highlights }
  })
}

/** An image that is not there leaves its alternative text. */
function showImages(document: Document, images: ReadonlyMap<string, string>): void {
  for (const image of document.querySelectorAll('img')) {
    const address = images.get(assetNameOf(image.getAttribute('src') ?? '') ?? '')
    if (address === undefined) image.replaceWith(document.createTextNode(image.getAttribute('alt') ?? ''))
    else image.setAttribute('src', address)
  }
}

function replaceNode(document: Document, node: Node, pieces: readonly Piece[]): void {
  const value = node.nodeValue ?? ''
  const parts: Node[] = []
  let at = 0
  for (const { start, end, highlights } of pieces) {
    if (start > at) parts.push(document.createTextNode(value.slice(at, start)))
    const text = document.createTextNode(value.slice(start, end))
    const [first] = highlights
    if (first === undefined) parts.push(text)
    else {
      const mark = document.createElement('mark')
      mark.className = `simak-${first.annotation.colour}${first.annotation.style === 'underline' ? ' simak-underline' : ''}`
      mark.setAttribute('data-simak', highlights.map(({ annotation }) => markId(annotation)).join(' '))
      mark.append(text)
      parts.push(mark)
    }
    at = end
  }
  if (at < value.length) parts.push(document.createTextNode(value.slice(at)))
  const { parentNode } = node
  for (const part of parts) parentNode?.insertBefore(part, node)
  parentNode?.removeChild(node)
}

/** Text for HTML and attribute values. */
export function escapeHtml(value: string): string {
  return value.toWellFormed().replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
