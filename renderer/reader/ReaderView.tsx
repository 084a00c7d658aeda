import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleId } from '#shared/article.ts'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { LinkDialog } from '../annotations/LinkDialog.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { ArticleView } from './ArticleView.tsx'
import styles from './ReaderView.module.css'
import { useOpenedArticle } from './use-opened-article.ts'

export interface ReaderViewProps {
  articleId: ArticleId
  /** Words of the library search, marked in the article and in notes. */
  searchWords: readonly string[]
  /** Notes stand beside the text where there is room, for no panel shows them. */
  notesInMargin: boolean
}

/** The article: opened, read, highlighted and noted. */
export function ReaderView({ articleId, searchWords, notesInMargin }: ReaderViewProps) {
  const { t } = useTranslation()
  const [opening, replace] = useOpenedArticle(articleId)
  useEffect(() => () => annotationsStore.close(), [])
  switch (opening.state) {
    case 'opening':
      return <div className={styles.scroller} aria-busy="true" />
    case 'failed':
      return (
        <div className={styles.scroller}>
          <p role="alert" className={styles.failure}>
            {t('reader:failed')} {failureMessage(opening.failure)}
          </p>
        </div>
      )
    case 'open':
      return (
        <>
          <ArticleView
            key={opening.article.summary.id}
            article={opening.article}
            words={searchWords}
            notesInMargin={notesInMargin}
            onReplace={replace}
          />
          <LinkDialog />
        </>
      )
  }
}
