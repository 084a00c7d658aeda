import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '#shared/article.ts'
import type { ShownTwin } from '#shared/lookalike.ts'
import { Button } from '../ui/Button.tsx'
import { formatDate } from '../ui/format.ts'
import styles from './ArticleHeader.module.css'
import type { TwinActions } from './twin-actions.ts'

export interface TwinBarProps {
  summary: ArticleSummary
  twins: readonly ShownTwin[]
  actions: TwinActions
}

/** Other articles with the same text: one that this may be a newer version of, and those of other outlets. */
export function TwinBar({ summary, twins, actions }: TwinBarProps) {
  const { t, i18n } = useTranslation()
  const offered = twins.filter(({ kind }) => kind === 'offered')
  const reprints = twins.filter(({ kind }) => kind === 'reprint')
  return (
    <>
      {offered.map((twin) => (
        <div key={twin.id} role="note" aria-label={t('reader:twin.label')} className={styles.leftOut}>
          <span>
            {t('reader:twin.offered', { title: twin.title, date: formatDate(twin.saved, i18n.language, 'long') })}
          </span>
          <Button className={styles.small} onClick={() => actions.join(summary, twin)}>
            {t('reader:twin.join')}
          </Button>
          <Button look="quiet" className={styles.small} onClick={() => actions.keepApart(summary, twin)}>
            {t('reader:twin.keepApart')}
          </Button>
        </div>
      ))}
      {reprints.length === 0 ? null : (
        <div role="note" aria-label={t('reader:twin.label')} className={styles.leftOut}>
          <span>{t('reader:twin.reprint')}</span>
          {reprints.map((twin) => (
            <span key={twin.id} className={styles.twin}>
              <button
                type="button"
                role="link"
                dir="auto"
                className={styles.link}
                onClick={() => actions.open(twin.id)}
              >
                {twin.site === null ? twin.title : `${twin.site}: ${twin.title}`}
              </button>
              <Button look="quiet" className={styles.small} onClick={() => actions.keepApart(summary, twin)}>
                {t('reader:twin.notSame')}
              </Button>
            </span>
          ))}
        </div>
      )}
    </>
  )
}
