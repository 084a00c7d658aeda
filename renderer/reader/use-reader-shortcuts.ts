import type { RefObject } from 'react'
import { HIGHLIGHT_COLOURS, type HighlightColour } from '#shared/annotation.ts'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { deleteAnnotation } from '../annotations/delete-annotation.ts'
import { edits } from '../annotations/edits.ts'
import { type Shortcut, useShortcuts } from '../ui/shortcuts.ts'
import type { ArticlePage } from './article-page.ts'
import { activeHighlightShortcuts } from './highlight-keys.ts'
import { isAtAnnotations, isAtArticle } from './keyboard-focus.ts'
import { goBackShortcuts } from './inner-links.ts'
import { annotatePassage, copySpan, goToHighlight, highlightPassage, openCard } from './passage-actions.ts'
import type { Span } from './text-map.ts'

const COLOUR_MESSAGES = {
  yellow: 'reader:shortcut.yellow',
  green: 'reader:shortcut.green',
  blue: 'reader:shortcut.blue',
  pink: 'reader:shortcut.pink',
  purple: 'reader:shortcut.purple',
} as const satisfies Record<HighlightColour, string>

interface ReaderKeys {
  page: ArticlePage | null
  toolbar: RefObject<HTMLElement | null>
  caret: { on: boolean; set(on: boolean): void }
  /** Renders the toolbar of what is selected now. */
  catchUp(): void
}

/** All that the reader does in the article by keys. */
export function useReaderShortcuts(keys: ReaderKeys): void {
  useShortcuts([
    ...passageShortcuts(keys),
    ...colourShortcuts(keys),
    ...highlightShortcuts(keys),
    ...activeHighlightShortcuts(keys.page, () => highlightsAtKeyboard(keys.page)),
    ...caretShortcuts(keys),
    ...goBackShortcuts(keys.page),
  ])
}

/** Asked when the key is pressed: what was rendered may be a selection behind. */
function selected(page: ArticlePage | null): Span | null {
  return page?.selectedSpan() ?? null
}

function passageShortcuts({ page, toolbar, catchUp }: ReaderKeys): Shortcut[] {
  const onPassage = (work: (page: ArticlePage, span: Span) => void) => ({
    when: () => selected(page) !== null,
    run: () => {
      const span = selected(page)
      if (page !== null && span !== null) work(page, span)
    },
  })
  return [
    {
      id: 'reader.highlight',
      keys: ['h'],
      message: 'reader:shortcut.highlight',
      ...onPassage((on, passage) => highlightPassage(on, passage, annotationsStore.get().lastColour)),
    },
    {
      id: 'reader.copy',
      keys: ['mod+shift+c'],
      message: 'reader:shortcut.copy',
      ...onPassage((on, passage) => void copySpan(on, passage)),
    },
    {
      id: 'reader.toolbar',
      keys: ['Tab'],
      message: 'reader:shortcut.toolbar',
      when: () => selected(page) !== null && isAtArticle(page),
      run: () => {
        catchUp()
        toolbar.current?.querySelector('button')?.focus()
      },
    },
    { id: 'reader.note', keys: ['n'], message: 'reader:shortcut.note', ...onPassageOrActive(page, 'note') },
    { id: 'reader.tags', keys: ['t'], message: 'reader:shortcut.tags', ...onPassageOrActive(page, 'tags') },
  ]
}

function onPassageOrActive(page: ArticlePage | null, wanted: 'note' | 'tags') {
  return {
    when: () => selected(page) !== null || annotationsStore.get().active !== null,
    run: () => {
      const { active } = annotationsStore.get()
      const span = selected(page)
      if (page === null) return
      if (span !== null) annotatePassage(page, span, wanted)
      else if (active !== null) openCard(page, active, wanted)
    },
  }
}

function colourShortcuts({ page }: ReaderKeys): Shortcut[] {
  return HIGHLIGHT_COLOURS.map((colour, index) => ({
    id: `reader.colour.${colour}`,
    keys: [String(index + 1)],
    message: COLOUR_MESSAGES[colour],
    when: () => selected(page) !== null || annotationsStore.get().active !== null,
    run: () => {
      const { active } = annotationsStore.get()
      const span = selected(page)
      if (page !== null && span !== null) highlightPassage(page, span, colour)
      else if (active !== null) edits.recolour(active, colour)
    },
  }))
}

function highlightShortcuts({ page }: ReaderKeys): Shortcut[] {
  const go = (step: 1 | -1) => (page === null ? undefined : goToHighlight(page, step))
  return [
    { id: 'reader.next', keys: ['j'], message: 'reader:shortcut.next', run: () => go(1) },
    { id: 'reader.previous', keys: ['k'], message: 'reader:shortcut.previous', run: () => go(-1) },
    {
      id: 'reader.open',
      keys: ['Enter'],
      message: 'reader:shortcut.open',
      when: () => isAtArticle(page) && highlightsAtKeyboard(page).length > 0,
      run: () => {
        const [id] = highlightsAtKeyboard(page)
        if (page !== null && id !== undefined) openCard(page, id, 'card')
      },
    },
    {
      id: 'reader.delete',
      keys: ['Delete'],
      message: 'reader:shortcut.delete',
      when: () => selected(page) === null && annotationsStore.get().active !== null && isAtAnnotations(page),
      run: () => {
        const { active } = annotationsStore.get()
        if (active !== null) deleteAnnotation(active)
      },
    },
  ]
}

function caretShortcuts({ page, caret }: ReaderKeys): Shortcut[] {
  const leavable = () => caret.on || selected(page) !== null || annotationsStore.get().active !== null
  return [
    {
      id: 'reader.caret',
      keys: ['F7'],
      message: 'reader:shortcut.caret',
      when: () => page !== null,
      run: () => caret.set(!caret.on),
    },
    {
      id: 'reader.leave',
      keys: ['Escape'],
      message: 'reader:shortcut.leave',
      when: () => annotationsStore.get().card === null && isAtArticle(page) && leavable(),
      run: () => {
        if (selected(page) !== null) getSelection()?.collapseToEnd()
        else if (caret.on) caret.set(false)
        else annotationsStore.activate(null)
      },
    },
  ]
}

/** The highlights at the caret, the shortest first; where it is in none, the one the reader went to. */
function highlightsAtKeyboard(page: ArticlePage | null): readonly string[] {
  const selection = getSelection()
  const node = selection?.focusNode ?? null
  if (page !== null && selection !== null && node !== null && page.host.contains(node)) {
    const ids = page.highlighter.at(page.map.fromDomPosition(node, selection.focusOffset))
    if (ids.length > 0) return ids
  }
  const { active } = annotationsStore.get()
  return active === null ? [] : [active]
}
