import i18next from 'i18next'
import type { Failure } from '#shared/failure.ts'
import { assertNever } from '#shared/result.ts'
import { reasonText } from './failure-reason.ts'
import { formatMegabytes, formatNumber } from './format.ts'

/** What happened, to which file, and what the reader can do, in the interface language. */
export function failureMessage(failure: Failure): string {
  const { t } = i18next
  switch (failure.code) {
    case 'file-not-text':
      return t('failures:fileNotText', { name: failure.name })
    case 'file-empty':
      return t('failures:fileEmpty', { name: failure.name })
    case 'file-unreadable':
      if (failure.reason === 'EISDIR') return t('failures:fileIsFolder', { name: failure.name })
      return t('failures:fileUnreadable', { name: failure.name, reason: reasonText(failure.reason) })
    case 'file-too-large':
      return fileTooLarge(failure)
    case 'file-type-unknown':
      return t('failures:fileTypeUnknown', { name: failure.name, known: failure.known.join(', ') })
    case 'file-without-article':
      return t('failures:fileWithoutArticle', { name: failure.name })
    case 'import-failed':
      return t('failures:importFailed', { name: failure.name, reason: reasonText(failure.reason) })
    default:
      return libraryMessage(failure)
  }
}

type FileFailure = Extract<Failure, { name: string }>

function fileTooLarge(failure: Extract<Failure, { code: 'file-too-large' }>): string {
  return i18next.t('failures:fileTooLarge', {
    name: failure.name,
    size: formatMegabytes(failure.bytes, i18next.language),
    limit: formatMegabytes(failure.limit, i18next.language),
  })
}

function libraryMessage(failure: Exclude<Failure, FileFailure>): string {
  const { t } = i18next
  switch (failure.code) {
    case 'article-missing':
      return t('failures:articleMissing')
    case 'article-damaged':
      return t('failures:articleDamaged', { file: failure.file, reason: reasonText(failure.reason) })
    case 'library-newer':
      return t('failures:libraryNewer', {
        folder: failure.folder,
        format: formatNumber(failure.format, i18next.language),
        known: formatNumber(failure.known, i18next.language),
      })
    case 'library-damaged':
      return t('failures:libraryDamaged', { file: failure.file, reason: reasonText(failure.reason) })
    case 'library-unreachable':
      return t('failures:libraryUnreachable', { folder: failure.folder, reason: reasonText(failure.reason) })
    case 'library-read-only':
      return t('failures:libraryReadOnly', { reason: reasonText(failure.reason) })
    case 'not-saved':
      return t('failures:notSaved', { file: failure.file, reason: reasonText(failure.reason) })
    case 'export-failed':
      return t('failures:exportFailed', { path: failure.path, reason: reasonText(failure.reason) })
    case 'link-refused':
      return t('failures:linkRefused', { url: failure.url })
    case 'search-stopped':
      return t('failures:searchStopped', { reason: failure.reason })
    case 'bad-request':
      return t('failures:badRequest', { channel: failure.channel, reason: failure.reason })
    default:
      return assertNever(failure)
  }
}
