import i18next from 'i18next'
import type { HighlightColour, HighlightStyle } from '#shared/annotation.ts'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { colourName } from '../ui/colour-names.ts'
import { copyPassage } from '../annotations/copy-annotations.ts'
import { isPainted, neighbour } from '../annotations/document-order.ts'
import { edits } from '../annotations/edits.ts'
import { announce } from '../ui/announce.ts'
import type { ArticlePage } from './article-page.ts'
import type { Span } from './text-map.ts'

/** Highlights the passage and takes the selection off it, so that the colour is seen. */
export function highlightPassage(
  page: ArticlePage,
  span: Span,
  colour: HighlightColour,
  style: HighlightStyle = 'wash',
): string | null {
  const made = edits.highlight(span, colour, style)
  if (made === null) return null
  const end = page.map.toDomRange(span.start, span.end)
  // The selection collapses to its end instead of going: there the keyboard goes on.
  if (end !== null) getSelection()?.collapse(end.endNode, end.endOffset)
  // The toolbar goes with the selection, and the focus must not go with it.
  page.scroller.focus({ preventScroll: true })
  annotationsStore.activate(made.id)
  announce(i18next.t('reader:highlighted', { colour: colourName(colour) }), { visible: false })
  return made.id
}

/** A line in the last colour under the passage. */
export function underlinePassage(page: ArticlePage, span: Span): void {
  highlightPassage(page, span, annotationsStore.get().lastColour, 'underline')
}

/** Highlights the passage in the last colour and opens its card to write a note or tags. */
export function annotatePassage(page: ArticlePage, span: Span, wanted: 'note' | 'tags'): void {
  const id = highlightPassage(page, span, annotationsStore.get().lastColour)
  if (id !== null) annotationsStore.openCard({ id, among: page.highlighter.at(span.start), place: 'passage', wanted })
}

export async function copySpan(page: ArticlePage, span: Span): Promise<void> {
  const { article } = annotationsStore.get()
  if (article !== null) await copyPassage(article.id, page.map.text.slice(span.start, span.end))
}

/** Opens the card of a highlight beside its passage; in the panel where the reader is there or it has no place. */
export function openCard(page: ArticlePage, id: string, wanted: 'card' | 'note' | 'tags'): void {
  const placed = annotationsStore.find(id)
  if (placed === undefined) return
  const isInPanel = (document.activeElement?.closest('[data-annotation]') ?? null) !== null
  if (!isPainted(placed) || isInPanel) return annotationsStore.openCard({ id, among: [], place: 'panel', wanted })
  page.reveal(placed.anchor)
  const among = page.highlighter.at(placed.anchor.start)
  annotationsStore.openCard({ id, among: among.includes(id) ? among : [id], place: 'passage', wanted })
}

/** Goes to the next (1) or previous (-1) highlight, shows it and says it: painted highlights are silent. */
export function goToHighlight(page: ArticlePage, step: 1 | -1): void {
  const { placed, active, card } = annotationsStore.get()
  const painted = placed.filter(isPainted)
  const found = neighbour(painted, active, step, page.firstVisible())
  if (found === undefined) return announce(i18next.t('reader:noHighlights'))
  const { id, colour } = found.annotation
  annotationsStore.show(id)
  if (card?.place === 'passage') annotationsStore.openCard({ ...card, id, among: [id], wanted: 'card' })
  const text = {
    colour: colourName(colour),
    number: painted.indexOf(found) + 1,
    count: painted.length,
    quote: page.map.text.slice(found.anchor.start, found.anchor.end),
  }
  announce(i18next.t('reader:atHighlight', text), { visible: false })
}
