import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ImportSummary } from '#shared/import-summary.ts'
import { Button } from '../ui/Button.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { DoubtfulTexts } from './DoubtfulTexts.tsx'
import styles from './ImportPanel.module.css'
import { dismissSummary, keepSummary, stopImport } from './import-actions.ts'
import { type RunningImport, useLibrary } from './library-store.ts'
import { NewerVersions } from './NewerVersions.tsx'
import { summaryLines } from './summary-text.ts'

/** Less is not worth saying (ms). */
const A_MINUTE = 60_000

/** How the import goes, and how it ended; a quiet part of the sidebar that keeps nobody from reading. */
export function ImportPanel() {
  const { t } = useTranslation()
  const importing = useLibrary((state) => state.importing)
  const summary = useLibrary((state) => state.summary)
  if (importing === null && summary === null) return null
  return (
    <section className={styles.panel} aria-label={t('library:import.title')}>
      {importing !== null ? <Progress importing={importing} /> : null}
      {importing === null && summary !== null ? <Summary summary={summary} /> : null}
    </section>
  )
}

function Progress({ importing: { progress, stopping } }: { importing: RunningImport }) {
  const { t } = useTranslation()
  const done = progress?.done ?? 0
  const total = progress?.total ?? 1
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{stopping ? t('library:import.stopping') : t('library:import.running')}</h2>
        <Button look="quiet" disabled={stopping} onClick={() => void stopImport()}>
          {t('library:import.stop')}
        </Button>
      </div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={t('library:import.running')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
      >
        <div className={styles.done} style={{ width: `${(done / total) * 100}%` }} />
      </div>
      <div className={styles.running}>
        <span className={styles.file}>{progress?.name}</span>
        {progress === null ? null : (
          <span>
            {t('library:import.progress', { done, total })}
            {progress.remaining === null || progress.remaining < A_MINUTE
              ? null
              : `, ${t('library:import.minutesLeft', { count: Math.round(progress.remaining / A_MINUTE) })}`}
          </span>
        )}
      </div>
    </>
  )
}

function Summary({ summary }: { summary: ImportSummary }) {
  const { t } = useTranslation()
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('library:import.title')}</h2>
        <IconButton small label={t('app:close')} icon={<X size={16} aria-hidden="true" />} onClick={dismissSummary} />
      </div>
      <ul className={styles.lines}>
        {summaryLines(summary).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <NewerVersions newer={summary.newer ?? []} />
      <DoubtfulTexts doubtful={summary.doubtful ?? []} />
      {summary.failed.length === 0 ? null : (
        <ul className={styles.failures}>
          {summary.failed.map(({ name, failure }, index) => (
            // Two files of one name may fail in the same way.
            <li key={`${index} ${name}`}>{failureMessage(failure)}</li>
          ))}
        </ul>
      )}
      {isWorthKeeping(summary) ? (
        <Button look="quiet" className={styles.keep} onClick={() => void keepSummary()}>
          {t('library:import.keep')}
        </Button>
      ) : null}
    </>
  )
}

/** So many articles that went in are seen in the library at a glance. */
const A_FEW = 10

function isWorthKeeping({ imported, already, failed }: ImportSummary): boolean {
  return failed.length > 0 || imported.length + already.length > A_FEW
}
