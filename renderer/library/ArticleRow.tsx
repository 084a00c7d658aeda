import { CircleHelp, Copy, Ellipsis, History } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '#shared/article.ts'
import type { Twin } from '#shared/lookalike.ts'
import { formatDate, readingMinutes } from '../ui/format.ts'
import iconButton from '../ui/IconButton.module.css'
import { MarkedText } from '../ui/MarkedText.tsx'
import visuallyHidden from '../ui/visually-hidden.module.css'
import styles from './ArticleRow.module.css'
import { useLibrary } from './library-store.ts'

export interface ArticleRowProps {
  id: string
  article: ArticleSummary
  words: readonly string[]
  isOpen: boolean
  /** The keys act on it. */
  isActive: boolean
  place: { position: number; size: number }
  /** Pressed with either button. */
  onPoint(): void
  onOpen(): void
  onMenu(): void
}

export function ArticleRow({ id, article, words, isOpen, isActive, place, onPoint, onOpen, onMenu }: ArticleRowProps) {
  const classes = [styles.row, isOpen ? styles.open : undefined, isActive ? styles.active : undefined]
  return (
    // Keys belong to the listbox, which names its active option.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isOpen}
      aria-posinset={place.position}
      aria-setsize={place.size}
      className={classes.filter(Boolean).join(' ')}
      onClick={onOpen}
      onContextMenu={onPoint}
      // A press gives the focus to the list, not to this row, which may scroll away.
      onMouseDown={(event) => focusList(event)}
    >
      <MarkedText text={article.title} words={words} className={styles.title} />
      <Facts article={article} words={words} />
      <MoreButton title={article.title} onMenu={onMenu} />
    </div>
  )
}

function Facts({ article, words }: { article: ArticleSummary; words: readonly string[] }) {
  const { t, i18n } = useTranslation()
  const counted = useLibrary((state) => state.counted.get(article.id))
  const { highlights, waiting = article.waiting } = counted ?? article
  const source = article.site ?? article.byline[0] ?? null
  const date =
    article.published === null
      ? t('library:savedOn', { date: formatDate(article.saved, i18n.language) })
      : formatDate(article.published, i18n.language)
  return (
    <div className={styles.facts}>
      {source === null ? null : (
        <>
          <MarkedText text={source} words={words} className={styles.source} />
          <span aria-hidden="true">·</span>
        </>
      )}
      <span className={styles.when}>
        {date}
        {' · '}
        {t('app:readingTime', { count: readingMinutes(article.words) })}
      </span>
      <TwinMark twins={article.twins ?? []} />
      {waiting === 0 ? null : (
        <span className={styles.highlights} title={t('library:waiting', { count: waiting })}>
          <CircleHelp size={14} aria-hidden="true" />
          <span aria-hidden="true">{waiting}</span>
          <span className={visuallyHidden.hidden}>{t('library:waiting', { count: waiting })}</span>
        </span>
      )}
      {highlights === 0 ? null : (
        <span className={styles.highlights}>
          <span aria-hidden="true">{highlights}</span>
          <span className={visuallyHidden.hidden}>{t('library:highlights', { count: highlights })}</span>
        </span>
      )}
    </div>
  )
}

/** That the text is there from another outlet too, or that the article may be a version of another one. */
function TwinMark({ twins }: { twins: readonly Twin[] }) {
  const { t } = useTranslation()
  if (twins.length === 0) return null
  const isOffered = twins.some(({ kind }) => kind === 'offered')
  const label = isOffered ? t('library:version.offered') : t('library:version.reprint')
  const Icon = isOffered ? History : Copy
  return (
    <span className={styles.twin} title={label}>
      <Icon size={14} aria-hidden="true" />
      <span className={visuallyHidden.hidden}>{label}</span>
    </span>
  )
}

/** For the mouse only: the keyboard and screen readers have the menu key of the list. */
function MoreButton({ title, onMenu }: { title: string; onMenu(): void }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden="true"
      title={t('library:rowActions', { title })}
      className={`${iconButton.button} ${iconButton.small} ${styles.more}`}
      onClick={(event) => {
        event.stopPropagation()
        onMenu()
      }}
    >
      <Ellipsis size={16} aria-hidden="true" />
    </button>
  )
}

function focusList(event: MouseEvent<HTMLElement>): void {
  event.preventDefault()
  event.currentTarget.closest<HTMLElement>('[role="listbox"]')?.focus({ preventScroll: true })
}
