import { useTranslation } from 'react-i18next'
import { type ExportReport, NOTE_ACTIONS, type NoteAction, type NoteChange } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { assertNever } from '#shared/result.ts'
import { Button } from '../ui/Button.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { ProgressLine } from '../ui/ProgressLine.tsx'
import styles from './ExportDialog.module.css'
import { exportNotes, stopExport, takeBack } from './export-actions.ts'
import { type Outcome, useExport } from './export-store.ts'

/** How the export goes, what it would do, and how it ended. */
export function ExportOutcome({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation()
  switch (outcome.state) {
    case 'none':
      return null
    case 'running':
      return <Running outcome={outcome} />
    case 'failed':
      return (
        <p role="alert" className={styles.problem}>
          {failureMessage(outcome.failure)}
        </p>
      )
    case 'files':
      return (
        <div role="status" className={styles.outcome}>
          <p>{t('export:dialog.done.files', { count: outcome.paths.length })}</p>
          {outcome.failed.length > 0 ? <p>{t('export:dialog.done.failed', { count: outcome.failed.length })}</p> : null}
          {outcome.cancelled ? <p>{t('export:dialog.done.cancelled')}</p> : null}
          <Failures failed={outcome.failed} />
        </div>
      )
    case 'preview':
    case 'done':
      return <Report outcome={outcome} />
    default:
      return assertNever(outcome)
  }
}

function Running({ outcome: { progress } }: { outcome: Extract<Outcome, { state: 'running' }> }) {
  const { t } = useTranslation()
  return (
    <div className={styles.running}>
      <ProgressLine label={t('export:dialog.working')} progress={progress}>
        <span>{progress === null ? t('export:dialog.working') : t('export:dialog.progress', { ...progress })}</span>
        <Button onClick={stopExport}>{t('export:dialog.stop')}</Button>
      </ProgressLine>
    </div>
  )
}

function Report({ outcome }: { outcome: Extract<Outcome, { state: 'preview' | 'done' }> }) {
  const { t } = useTranslation()
  const { report } = outcome
  const isPreview = outcome.state === 'preview'
  return (
    <div className={styles.outcome} data-export-report={outcome.state}>
      {isPreview ? <p>{t('export:dialog.would')}</p> : null}
      <p role="status">{useCounts(report).join(', ')}</p>
      {report.cancelled ? <p>{t('export:dialog.done.cancelled')}</p> : null}
      <Failures failed={report.failed} />
      <ul className={styles.changes}>
        {report.changes.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </ul>
      {isPreview ? (
        <Button look="primary" onClick={() => void exportNotes({ ...outcome.request, preview: false })}>
          {t('export:dialog.run')}
        </Button>
      ) : null}
      {report.counts.deleted > 0 ? (
        <p>
          {t('export:dialog.deleted')}{' '}
          <Button onClick={() => void exportNotes({ ...outcome.request, again: true })}>
            {t('export:dialog.again', { count: report.counts.deleted })}
          </Button>
        </p>
      ) : null}
    </div>
  )
}

function useCounts({ counts, failed }: ExportReport): string[] {
  const { t } = useTranslation()
  const words: Record<NoteAction, string> = {
    new: t('export:dialog.done.new', { count: counts.new }),
    changed: t('export:dialog.done.changed', { count: counts.changed }),
    conflict: t('export:dialog.done.conflict', { count: counts.conflict }),
    untouched: t('export:dialog.done.untouched', { count: counts.untouched }),
    deleted: t('export:dialog.done.deleted', { count: counts.deleted }),
  }
  const told = NOTE_ACTIONS.filter((action) => counts[action] > 0).map((action) => words[action])
  return failed.length === 0 ? told : [...told, t('export:dialog.done.failed', { count: failed.length })]
}

/** A full disk fails for every article: the first ones say it all, and how many there are is told above. */
const MOST_FAILURES = 50

function Failures({ failed: all }: { failed: readonly Failure[] }) {
  const failed = all.slice(0, MOST_FAILURES)
  if (failed.length === 0) return null
  return (
    <ul className={styles.problem}>
      {failed.map((failure, i) => (
        // Two articles may fail in the same way.
        <li key={`${i} ${failure.code}`}>{failureMessage(failure)}</li>
      ))}
    </ul>
  )
}

function Change({ change }: { change: NoteChange }) {
  const { t } = useTranslation()
  const taken = useExport((state) => state.taken)
  const actions: Record<NoteAction, string> = {
    new: t('export:dialog.action.new'),
    changed: t('export:dialog.action.changed'),
    conflict: t('export:dialog.action.conflict'),
    untouched: t('export:dialog.action.untouched'),
    deleted: t('export:dialog.action.deleted'),
  }
  const head = (
    <>
      <span className={styles.action}>{actions[change.action]}</span> <span className={styles.path}>{change.path}</span>
    </>
  )
  return (
    <li data-note-action={change.action}>
      {change.diff.length === 0 ? (
        head
      ) : (
        <details>
          <summary>{head}</summary>
          <Diff change={change} />
        </details>
      )}
      {change.edits.map((edit) => (
        <div key={edit.annotation} className={styles.edit}>
          <p>{edit.conflict ? t('export:dialog.edit.conflict') : t('export:dialog.edit.changed')}</p>
          <blockquote className={styles.quote}>{edit.text}</blockquote>
          <Button disabled={taken.includes(edit.annotation)} onClick={() => void takeBack(change.id, edit)}>
            {t('export:dialog.edit.take')}
          </Button>
        </div>
      ))}
    </li>
  )
}

const SIGNS = { added: '+', removed: '\u2212', same: '\u00a0', gap: '\u2026' } as const

function Diff({ change }: { change: NoteChange }) {
  return (
    <pre className={styles.diff}>
      {change.diff.map((line, i) => (
        // Lines have no name of their own; the list never changes.
        <div key={`${i}`} data-line={line.kind}>
          {SIGNS[line.kind]} {line.text}
        </div>
      ))}
    </pre>
  )
}
