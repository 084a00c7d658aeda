import i18next from 'i18next'
import type { ImportSummary } from '#shared/import-summary.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { formatTime } from '../ui/format.ts'

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

/**
 * All of a summary as text that can be kept: what came in, what was there, what failed and what to do about it.
 * @param time milliseconds since 1970
 */
export function summaryReport(summary: ImportSummary, time: number): string {
  const { t, language } = i18next
  const article = ({ title, name }: { title: string; name: string }): string => `- ${title} (${name})`
  const parts: [string, string[]][] = [
    [t('library:import.reportImported'), summary.imported.map(article)],
    [t('library:import.reportAlready'), summary.already.map(article)],
    [t('library:import.reportFailed'), summary.failed.map(({ failure }) => `- ${failureMessage(failure)}`)],
  ]
  const sections = parts.filter(([, lines]) => lines.length > 0).map(([title, lines]) => [title, ...lines].join('\n'))
  const title = t('library:import.reportTitle', { time: formatTime(time, language) })
  return `${[title, summaryLines(summary).join('\n'), ...sections].join('\n\n')}\n`
}
