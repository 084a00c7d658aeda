import { Info, TextCursor } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary, MoreMetadata } from '#shared/article.ts'
import { requestLink } from '../annotations/link-request.ts'
import { Button } from '../ui/Button.tsx'
import { formatDate, readingMinutes } from '../ui/format.ts'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './ArticleHeader.module.css'
import { TwinBar, type TwinBarProps } from './TwinBar.tsx'
import { VersionBar, type VersionBarProps } from './VersionBar.tsx'

export interface LeftOutState {
  count: number
  /** Of them, put back by the reader. */
  restored: number
  shown: boolean
  onShow(shown: boolean): void
  onPutAllBack(): void
}

export interface ArticleHeaderProps {
  summary: ArticleSummary
  leftOut: LeftOutState
  caret: { on: boolean; onToggle(): void }
  more: MoreMetadata
  onDetails(): void
  versions: VersionBarProps
  twins: TwinBarProps
}

/** Title and facts of the article; not part of its text. */
export function ArticleHeader({ summary, leftOut, caret, more, onDetails, versions, twins }: ArticleHeaderProps) {
  const { t } = useTranslation()
  return (
    <header className={styles.header}>
      <h1 dir="auto" lang={summary.language ?? undefined} className={styles.title}>
        {summary.title}
      </h1>
      {more.subtitle === null ? null : (
        <p dir="auto" className={styles.subtitle}>
          {more.subtitle}
        </p>
      )}
      {summary.byline.length === 0 ? null : (
        <p dir="auto" className={styles.byline}>
          {summary.byline.join(', ')}
        </p>
      )}
      <div className={styles.facts}>
        <Facts summary={summary} modified={more.modified} />
        <span className={styles.space} />
        <IconButton
          small
          label={t('reader:details.open')}
          icon={<Info size={16} aria-hidden="true" />}
          onClick={onDetails}
        />
        <IconButton
          small
          label={t('reader:caret.label')}
          shortcut="F7"
          aria-pressed={caret.on}
          icon={<TextCursor size={16} aria-hidden="true" />}
          onClick={caret.onToggle}
        />
      </div>
      <VersionBar {...versions} />
      <TwinBar {...twins} />
      {leftOut.count === 0 ? null : <LeftOutBar {...leftOut} />}
    </header>
  )
}

function Facts({ summary, modified }: { summary: ArticleSummary; modified: string | null }) {
  const { t, i18n } = useTranslation()
  const { site, published, url, words } = summary
  return (
    <ul className={styles.list}>
      {site === null ? null : <li dir="auto">{site}</li>}
      {published === null ? null : (
        <li>
          <time dateTime={published}>{formatDate(published, i18n.language, 'long')}</time>
        </li>
      )}
      {modified === null || modified.slice(0, 10) === published?.slice(0, 10) ? null : (
        <li>
          <time dateTime={modified}>
            {t('reader:details.modifiedOn', { date: formatDate(modified, i18n.language, 'long') })}
          </time>
        </li>
      )}
      <li>{t('reader:readingTime', { count: readingMinutes(words) })}</li>
      {url === null ? null : (
        <li>
          <button type="button" role="link" title={url} className={styles.link} onClick={() => requestLink(url)}>
            {t('reader:original')}
          </button>
        </li>
      )}
    </ul>
  )
}

function LeftOutBar({ count, restored, shown, onShow, onPutAllBack }: LeftOutState) {
  const { t } = useTranslation()
  return (
    <p className={styles.leftOut}>
      <span>{t('reader:leftOut.count', { count: count - restored })}</span>
      {restored === 0 ? null : <span>{t('reader:leftOut.restored', { count: restored })}</span>}
      <Button look="quiet" className={styles.small} aria-expanded={shown} onClick={() => onShow(!shown)}>
        {shown ? t('reader:leftOut.hide') : t('reader:leftOut.show')}
      </Button>
      {shown && restored < count ? (
        <Button look="quiet" className={styles.small} onClick={onPutAllBack}>
          {t('reader:leftOut.putAllBack')}
        </Button>
      ) : null}
    </p>
  )
}
