import i18next from 'i18next'
import type { LibraryNotice } from '#shared/library-care.ts'
import { assertNever } from '#shared/result.ts'
import { reasonText } from '../ui/failure-reason.ts'
import { formatNumber, formatTime } from '../ui/format.ts'

/** What happened to a file of the library and what came of it, in the interface language. */
export function noticeText(notice: LibraryNotice): string {
  const { t, language } = i18next
  const file = notice.file.split(/[/\\]/).at(-1) ?? notice.file
  switch (notice.kind) {
    case 'damaged': {
      const reason = reasonText(notice.reason)
      if (notice.recoveredAt === null) return t('care:notice.lost', { file, reason })
      return t('care:notice.recovered', { file, reason, time: formatTime(notice.recoveredAt, language) })
    }
    case 'newer':
      return t('care:notice.newer', { file, format: formatNumber(notice.format, language) })
    case 'unreadable':
      return t('care:notice.unreadable', { file, reason: reasonText(notice.reason) })
    case 'rewritten':
      return t('care:notice.rewritten', { file })
    case 'merged':
      return t('care:notice.merged', { file })
    default:
      return assertNever(notice)
  }
}
