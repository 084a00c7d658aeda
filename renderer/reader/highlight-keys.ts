import i18next from 'i18next'
import { noteOf, tagsOf } from '#shared/annotation.ts'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { colourName } from '../ui/colour-names.ts'
import { isPainted, type PlacedAnnotation } from '../annotations/document-order.ts'
import { edits } from '../annotations/edits.ts'
import { announce } from '../ui/announce.ts'
import type { Shortcut } from '../ui/shortcuts.ts'
import type { ArticlePage } from './article-page.ts'
import { underlinePassage } from './passage-actions.ts'
import { nextWordEnd, nextWordStart, previousWordEnd, previousWordStart } from './word-steps.ts'

/** What the keys do to the highlight the reader is at. */
export function activeHighlightShortcuts(page: ArticlePage | null, atKeyboard: () => readonly string[]): Shortcut[] {
  // What is selected comes before the highlight the reader was at: a key must not change what is elsewhere.
  const when = () => page !== null && page.selectedSpan() === null && annotationsStore.get().active !== null
  const resize = (ends: (text: string, start: number, end: number) => [number, number]) => () => {
    if (page !== null) resizeActive(page, ends)
  }
  return [
    {
      id: 'reader.end.further',
      keys: [']'],
      message: 'reader:shortcut.endFurther',
      when,
      run: resize((text, start, end) => [start, nextWordEnd(text, end)]),
    },
    {
      id: 'reader.end.back',
      keys: ['['],
      message: 'reader:shortcut.endBack',
      when,
      run: resize((text, start, end) => [start, previousWordEnd(text, end)]),
    },
    {
      id: 'reader.start.back',
      keys: ['{'],
      message: 'reader:shortcut.startBack',
      when,
      run: resize((text, start, end) => [previousWordStart(text, start), end]),
    },
    {
      id: 'reader.start.further',
      keys: ['}'],
      message: 'reader:shortcut.startFurther',
      when,
      run: resize((text, start, end) => [nextWordStart(text, start), end]),
    },
    {
      id: 'reader.underline',
      keys: ['u'],
      message: 'reader:shortcut.underline',
      when: () => when() || (page?.selectedSpan() ?? null) !== null,
      run: () => {
        const span = page?.selectedSpan() ?? null
        if (page !== null && span !== null) underlinePassage(page, span)
        else toggleUnderline()
      },
    },
    {
      id: 'reader.read',
      keys: ['i'],
      message: 'reader:shortcut.read',
      when: () => page !== null,
      run: () => (page === null ? undefined : sayHighlights(page, atKeyboard())),
    },
  ]
}

function resizeActive(page: ArticlePage, ends: (text: string, start: number, end: number) => [number, number]): void {
  const { active } = annotationsStore.get()
  const placed = active === null ? undefined : annotationsStore.find(active)
  if (placed === undefined || !isPainted(placed)) return
  const [start, end] = ends(page.map.text, placed.anchor.start, placed.anchor.end)
  // The last word stays: a highlight of nothing would be lost.
  if (end <= start) return
  edits.resize(placed.annotation.id, { start, end })
  page.reveal({ start, end })
  announce(i18next.t('reader:resized', { quote: page.map.text.slice(start, end) }), { visible: false })
}

function toggleUnderline(): void {
  const { active } = annotationsStore.get()
  const style = active === null ? undefined : (annotationsStore.find(active)?.annotation.style ?? 'wash')
  if (active !== null && style !== undefined) edits.restyle(active, style === 'wash' ? 'underline' : 'wash')
}

/** Painted highlights are silent; this says all there is about those at the caret, the shortest first. */
function sayHighlights(page: ArticlePage, ids: readonly string[]): void {
  const placed = ids.flatMap((id) => annotationsStore.find(id) ?? [])
  const said = placed.map((one) => wordsFor(page, one))
  if (said.length === 0) announce(i18next.t('reader:noHighlightHere'))
  else if (said.length === 1) announce(said.join(''), { visible: false })
  else announce([i18next.t('reader:highlightsHere', { count: said.length }), ...said].join('. '), { visible: false })
}

function wordsFor(page: ArticlePage, placed: PlacedAnnotation): string {
  const { annotation } = placed
  const quote = isPainted(placed) ? page.map.text.slice(placed.anchor.start, placed.anchor.end) : ''
  const said = [
    i18next.t('reader:caret.inHighlight', { colour: colourName(annotation.colour) }),
    quote,
    noteOf(annotation) === '' ? '' : `${i18next.t('annotations:note.label')}: ${noteOf(annotation)}`,
    tagsOf(annotation).length === 0 ? '' : `${i18next.t('annotations:tags.list')}: ${tagsOf(annotation).join(', ')}`,
  ]
  return said.filter((part) => part !== '').join('. ')
}
