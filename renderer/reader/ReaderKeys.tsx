import { useRef } from 'react'
import type { ArticlePage } from './article-page.ts'
import { SelectionToolbar } from './SelectionToolbar.tsx'
import { usePrinting } from './use-printing.ts'
import { useReaderShortcuts } from './use-reader-shortcuts.ts'
import { useSelectedSpan } from './use-selected-span.ts'

export interface ReaderKeysProps {
  page: ArticlePage | null
  caret: { on: boolean; set(on: boolean): void }
}

/** What can be done with the selection, by mouse and by keys; apart, so that selecting renders nothing else anew. */
export function ReaderKeys({ page, caret }: ReaderKeysProps) {
  const toolbar = useRef<HTMLDivElement>(null)
  const { span, catchUp } = useSelectedSpan(page)
  usePrinting(page)
  useReaderShortcuts({ page, toolbar, caret, catchUp })
  return page === null || span === null ? null : <SelectionToolbar ref={toolbar} page={page} span={span} />
}
