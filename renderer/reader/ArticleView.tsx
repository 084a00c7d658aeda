import { type KeyboardEvent, type MouseEvent, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedArticle } from '#shared/article.ts'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { requestLink } from '../annotations/link-request.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { ArticleHeader } from './ArticleHeader.tsx'
import article from './article.module.css'
import type { ArticlePage } from './article-page.ts'
import { CaretMode } from './CaretMode.tsx'
import { addressAt } from './content.ts'
import { LeftOutLines } from './LeftOutLines.tsx'
import { PassageCard } from './PassageCard.tsx'
import styles from './ReaderView.module.css'
import { SelectionToolbar } from './SelectionToolbar.tsx'
import { useArticlePage, useSearchMarks } from './use-article-page.ts'
import { useHighlightDescriptions } from './use-highlight-descriptions.ts'
import { useReaderShortcuts } from './use-reader-shortcuts.ts'
import { useReadingPosition } from './use-reading-position.ts'
import { useSelectedSpan } from './use-selected-span.ts'
import './highlights.css'

export interface ArticleViewProps {
  article: OpenedArticle
  words: readonly string[]
  onReplace(article: OpenedArticle): void
}

export function ArticleView({ article: opened, words, onReplace }: ArticleViewProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const toolbar = useRef<HTMLDivElement>(null)
  const [caretOn, setCaretOn] = useState(false)
  const [leftOutShown, setLeftOutShown] = useState(false)
  const { summary, leftOut, version } = opened
  const { page, comeBack } = useArticlePage(opened, { host, scroller, sectionClass: article.section ?? '' })
  const span = useSelectedSpan(page)
  useSearchMarks(page, words)
  useHighlightDescriptions(page)
  useReadingPosition(page, scroller, { id: summary.id, version })
  const setCaret = useCallback(
    (on: boolean) => {
      setCaretOn(on)
      announce(on ? t('reader:caret.on') : t('reader:caret.off'))
    },
    [t],
  )
  useReaderShortcuts({ page, span, toolbar, caret: { on: caretOn, set: setCaret } })

  const restore = async (removals: string[]) => {
    const replaced = await api.call('article:restore-lines', { id: summary.id, removals })
    if (!replaced.ok) return announce(failureMessage(replaced.failure))
    comeBack.current = page?.landmark() ?? null
    onReplace(replaced.value)
    return undefined
  }
  return (
    <div ref={scroller} tabIndex={0} role="region" aria-label={summary.title} className={styles.scroller}>
      <article className={styles.page}>
        <ArticleHeader
          summary={summary}
          leftOut={{
            count: leftOut.length,
            restored: leftOut.filter((line) => line.restored).length,
            shown: leftOutShown,
            onShow: setLeftOutShown,
            onPutAllBack: () => void restore(leftOut.map((line) => line.id)),
          }}
          caret={{ on: caretOn, onToggle: () => setCaret(!caretOn) }}
        />
        <div
          ref={host}
          dir="auto"
          lang={summary.language ?? undefined}
          className={article.content}
          onClick={(event) => pressLink(event) || pressHighlight(event, page)}
          onAuxClick={pressLink}
          onKeyDown={pressLinkByKey}
        />
        {page !== null && caretOn ? <CaretMode page={page} /> : null}
      </article>
      {page !== null && leftOutShown ? (
        <LeftOutLines page={page} lines={leftOut} onRestore={(removals) => void restore(removals)} />
      ) : null}
      {page !== null && span !== null ? <SelectionToolbar ref={toolbar} page={page} span={span} /> : null}
      {page === null ? null : <PassageCard page={page} words={words} />}
    </div>
  )
}

function pressLink(event: MouseEvent): boolean {
  const address = addressAt(event.target)
  if (address === null) return false
  event.preventDefault()
  requestLink(address)
  return true
}

function pressLinkByKey(event: KeyboardEvent): void {
  const address = event.key === 'Enter' ? addressAt(event.target) : null
  if (address === null) return
  event.preventDefault()
  requestLink(address)
}

/** Opens the card of what was clicked; the end of a selection by mouse is no click. */
function pressHighlight(event: MouseEvent, page: ArticlePage | null): void {
  if (page === null || event.button !== 0 || page.selectedSpan() !== null) return
  const offset = page.offsetAt(event.clientX, event.clientY)
  const among = offset === null ? [] : page.highlighter.at(offset)
  const [id] = among
  if (id === undefined) annotationsStore.activate(null)
  else annotationsStore.openCard({ id, among, place: 'passage', wanted: 'card' })
}
