import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedArticle } from '#shared/opened-article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { ArticleFind } from './ArticleFind.tsx'
import { ArticleHeader, type LeftOutState } from './ArticleHeader.tsx'
import article from './article.module.css'
import { CaretMode } from './CaretMode.tsx'
import { HighlightHandles } from './HighlightHandles.tsx'
import { useJump } from './jump.ts'
import { DetailsDialog } from './DetailsDialog.tsx'
import { LeftOutLines } from './LeftOutLines.tsx'
import { MarginNotes } from './MarginNotes.tsx'
import { PassageCard } from './PassageCard.tsx'
import { PicturesDialog } from './PicturesDialog.tsx'
import { ReaderKeys } from './ReaderKeys.tsx'
import styles from './ReaderView.module.css'
import type { TwinActions } from './twin-actions.ts'
import { useArticlePage, useSearchMarks } from './use-article-page.ts'
import { useContentPresses } from './use-content-presses.ts'
import { useHeldEdge } from './use-held-edge.ts'
import { useHighlightDescriptions } from './use-highlight-descriptions.ts'
import { useReadingPosition } from './use-reading-position.ts'
import '../ui/highlights.css'

export interface ArticleViewProps {
  article: OpenedArticle
  words: readonly string[]
  /** Notes stand beside the text where there is room, for no panel shows them. */
  notesInMargin: boolean
  actions: TwinActions
  onReplace(article: OpenedArticle): void
}

/** One article in its scroller, with what floats over it. */
export function ArticleView({ article: opened, words, notesInMargin, actions, onReplace }: ArticleViewProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const { summary, leftOut, version } = opened
  const { page, holdPlace } = useArticlePage(opened, { host, scroller, sectionClass: article.section ?? '' })
  const caret = useCaretSwitch()
  const [leftOutShown, setLeftOutShown] = useState(false)
  const [detailsShown, setDetailsShown] = useState(false)
  useSearchMarks(page, words)
  useContentPresses(page)
  useHighlightDescriptions(page)
  useHeldEdge(page, scroller)
  useReadingPosition(page, scroller, { id: summary.id, version })
  useJump(page, summary.id)

  const { replace, restore, openVersion } = useReplacing({ id: summary.id, base: opened.base }, holdPlace, onReplace)
  const leftOutState: LeftOutState = {
    count: leftOut.length,
    restored: leftOut.filter((line) => line.restored).length,
    shown: leftOutShown,
    onShow: setLeftOutShown,
    onPutAllBack: () => void restore(leftOut.map((line) => line.id)),
  }
  return (
    <>
      {page === null ? null : <ArticleFind page={page} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable */}
      <div ref={scroller} tabIndex={0} role="region" aria-label={summary.title} className={styles.scroller}>
        <article className={styles.page}>
          <ArticleHeader
            summary={summary}
            leftOut={leftOutState}
            more={opened.details.more}
            onDetails={() => setDetailsShown(true)}
            caret={{ on: caret.on, onToggle: () => caret.set(!caret.on) }}
            versions={{ article: opened, actions, onChoose: (wanted) => void openVersion(wanted) }}
            twins={{ summary, twins: opened.twins, actions }}
          />
          <div ref={host} dir="auto" lang={summary.language ?? undefined} className={article.content} />
          {page !== null && caret.on ? <CaretMode page={page} /> : null}
          {page !== null && notesInMargin ? <MarginNotes page={page} words={words} /> : null}
          {page === null ? null : <HighlightHandles page={page} />}
        </article>
        {page !== null && leftOutShown ? (
          <LeftOutLines page={page} lines={leftOut} onRestore={(removals) => void restore(removals)} />
        ) : null}
        {detailsShown ? (
          <DetailsDialog article={opened} onClose={() => setDetailsShown(false)} onReplace={onReplace} />
        ) : null}
        <PicturesDialog article={opened} onReplace={replace} />
        {page === null ? null : <PassageCard page={page} words={words} />}
      </div>
      <ReaderKeys page={page} caret={caret} />
    </>
  )
}

/** Shows the article with other lines or in another version, without losing the reader's place. */
function useReplacing(
  { id, base }: { id: string; base: string },
  holdPlace: () => void,
  onReplace: (article: OpenedArticle) => void,
) {
  const replace = (article: OpenedArticle): void => {
    holdPlace()
    onReplace(article)
  }
  const show = (replaced: Result<OpenedArticle, Failure>): void =>
    replaced.ok ? replace(replaced.value) : announce(failureMessage(replaced.failure))
  return {
    replace,
    restore: async (removals: string[]) =>
      show(await api.call('article:restore-lines', { id, removals, version: base })),
    openVersion: async (version: string) => show(await api.call('article:open', { id, version })),
  }
}

function useCaretSwitch(): { on: boolean; set(on: boolean): void } {
  const { t } = useTranslation()
  const [on, setOn] = useState(false)
  const set = useCallback(
    (next: boolean) => {
      setOn(next)
      announce(next ? t('reader:caret.on') : t('reader:caret.off'))
    },
    [t],
  )
  return { on, set }
}
