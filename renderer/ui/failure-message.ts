import i18next from 'i18next'
import type { Failure } from '#shared/failure.ts'
import { assertNever } from '#shared/result.ts'
import { reasonText } from './failure-reason.ts'
import { formatMegabytes, formatNumber, formatTime } from './format.ts'

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
    case 'archive-damaged':
    case 'archive-too-large':
    case 'archive-too-many':
    case 'archive-unsafe':
    case 'archive-protected':
    case 'archive-without-articles':
      return archiveMessage(failure)
    case 'import-failed':
      return t('failures:importFailed', { name: failure.name, reason: reasonText(failure.reason) })
    default:
      return libraryMessage(failure)
  }
}

type FileFailure = Extract<Failure, { name: string }>

type ArchiveFailure = Extract<FileFailure, { code: `archive-${string}` }>

function archiveMessage(failure: ArchiveFailure): string {
  const { t, language } = i18next
  const { name } = failure
  switch (failure.code) {
    case 'archive-damaged':
      return t('failures:archiveDamaged', { name, reason: reasonText(failure.reason) })
    case 'archive-too-large':
      return t('failures:archiveTooLarge', { name, limit: formatMegabytes(failure.limit, language) })
    case 'archive-too-many':
      return t('failures:archiveTooManyFiles', { name, limit: formatNumber(failure.limit, language) })
    case 'archive-unsafe':
      return t('failures:archiveUnsafe', { name })
    case 'archive-protected':
      return t('failures:archiveProtected', { name })
    case 'archive-without-articles':
      return t('failures:archiveWithoutArticles', { name, known: failure.known.join(', ') })
    default:
      return assertNever(failure)
  }
}

function fileTooLarge(failure: Extract<Failure, { code: 'file-too-large' }>): string {
  return i18next.t('failures:fileTooLarge', {
    name: failure.name,
    size: formatMegabytes(failure.bytes, i18next.language),
    limit: formatMegabytes(failure.limit, i18next.language),
  })
}

type LibraryFailure = Extract<Failure, { code: `library-${string}` }>

function libraryMessage(failure: Exclude<Failure, FileFailure>): string {
  const { t, language } = i18next
  switch (failure.code) {
    case 'address-failed':
      return t('failures:addressFailed', { url: failure.url, reason: reasonText(failure.reason) })
    case 'article-missing':
      return t('failures:articleMissing')
    case 'article-damaged':
      return t('failures:articleDamaged', { file: failure.file, reason: reasonText(failure.reason) })
    case 'not-saved':
      return t('failures:notSaved', { file: failure.file, reason: reasonText(failure.reason) })
    case 'backup-damaged':
      return t('failures:backupDamaged', { time: formatTime(failure.time, language) })
    case 'move-failed':
      return t('failures:moveFailed', { path: failure.path, reason: reasonText(failure.reason) })
    case 'export-failed':
      return t('failures:exportFailed', { path: failure.path, reason: reasonText(failure.reason) })
    case 'export-memory-failed':
      return t('failures:exportMemoryFailed', { path: failure.path, reason: reasonText(failure.reason) })
    case 'template-failed':
      return failure.line === null
        ? t('failures:templateFailed', { reason: failure.reason })
        : t('failures:templateLine', { line: formatNumber(failure.line, i18next.language), reason: failure.reason })
    case 'link-refused':
      return t('failures:linkRefused', { url: failure.url })
    case 'search-stopped':
      return t('failures:searchStopped', { reason: failure.reason })
    case 'bad-request':
      return t('failures:badRequest', { channel: failure.channel, reason: failure.reason })
    default:
      return wholeLibraryMessage(failure)
  }
}

function wholeLibraryMessage(failure: LibraryFailure): string {
  const { t, language } = i18next
  switch (failure.code) {
    case 'library-newer':
      return t('failures:libraryNewer', {
        folder: failure.folder,
        format: formatNumber(failure.format, language),
        known: formatNumber(failure.known, language),
      })
    case 'library-damaged':
      return t('failures:libraryDamaged', { file: failure.file, reason: reasonText(failure.reason) })
    case 'library-unreachable':
      return t('failures:libraryUnreachable', { folder: failure.folder, reason: reasonText(failure.reason) })
    case 'library-held':
      return failure.kind === 'app'
        ? t('failures:libraryHeldByApp', { process: String(failure.process) })
        : t('failures:libraryHeldByCommand', { process: String(failure.process) })
    case 'library-gone':
      return t('failures:libraryGone', { folder: failure.folder })
    case 'library-vanished':
      return t('failures:libraryVanished', {
        folder: failure.folder,
        known: formatNumber(failure.known, language),
        found: formatNumber(failure.found, language),
      })
    case 'library-read-only':
      return t('failures:libraryReadOnly', { reason: reasonText(failure.reason) })
    default:
      return assertNever(failure)
  }
}
