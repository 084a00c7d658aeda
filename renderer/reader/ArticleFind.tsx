import { useEffect, useRef } from 'react'
import { useShortcuts } from '../ui/shortcuts.ts'
import type { ArticlePage } from './article-page.ts'
import { FindBar } from './FindBar.tsx'
import { changeFind, closeFind, openFind, takeFindWish, useFindState } from './find-store.ts'

/** The bar over the article, where the reader has asked for it. */
export function ArticleFind({ page }: { page: ArticlePage }) {
  const { query, serial } = useFindState()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!takeFindWish()) return
    field.current?.focus()
    field.current?.select()
  }, [serial])
  useShortcuts([
    { id: 'reader.find', keys: ['mod+f', 'f'], message: 'reader:shortcut.find', run: openFind },
    { id: 'reader.findInField', keys: ['mod+f'], message: 'reader:shortcut.find', inFields: true, run: openFind },
  ])
  if (query === null) return null
  return (
    <FindBar
      page={page}
      query={query}
      field={field}
      onChange={changeFind}
      onClose={(hit) => {
        closeFind()
        const range = hit === null ? null : page.rangeOf(hit)
        // There the keyboard goes on: the caret, and Enter where the hit is highlighted.
        if (range !== null) getSelection()?.collapse(range.startContainer, range.startOffset)
        page.scroller.focus({ preventScroll: true })
      }}
    />
  )
}
