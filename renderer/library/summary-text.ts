import i18next from 'i18next'
import type { ImportSummary } from '#shared/import-summary.ts'

/** The lines of a summary that count; at least one. */
export function summaryLines({ imported, already, failed, cancelled, newer, reprints }: ImportSummary): string[] {
  const { t } = i18next
  const lines: string[] = []
  if (imported.length > 0) lines.push(t('library:import.imported', { count: imported.length }))
  if (already.length > 0) lines.push(t('library:import.already', { count: already.length }))
  if (failed.length > 0) lines.push(t('library:import.failed', { count: failed.length }))
  if (newer !== undefined) lines.push(t('library:import.newer', { count: newer.length }))
  // One text may be there from several other outlets.
  const printed = new Set(reprints?.map(({ id }) => id)).size
  if (printed > 0) lines.push(t('library:import.reprints', { count: printed }))
  if (lines.length === 0) lines.push(t('library:import.nothing'))
  if (cancelled) lines.push(t('library:import.cancelled'))
  return lines
}

/** The same in one sentence for screen readers. */
export function summaryText(summary: ImportSummary): string {
  return summaryLines(summary).join('. ')
}
