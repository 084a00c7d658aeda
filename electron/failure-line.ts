import words from '../resources/locales/en/failures.json'
import type { Failure } from '#shared/failure.ts'

/** What files and archives fail with, in the words of the window; the commands speak English. */
const MESSAGES: Partial<Record<Failure['code'], string>> = {
  'file-not-text': words.fileNotText,
  'file-empty': words.fileEmpty,
  'file-unreadable': words.fileUnreadable,
  'file-type-unknown': words.fileTypeUnknown,
  'file-without-article': words.fileWithoutArticle,
  'file-too-large': words.fileTooLarge,
  'archive-damaged': words.archiveDamaged,
  'archive-too-large': words.archiveTooLarge,
  'archive-too-many': words.archiveTooManyFiles,
  'archive-unsafe': words.archiveUnsafe,
  'archive-protected': words.archiveProtected,
  'archive-without-articles': words.archiveWithoutArticles,
  'import-failed': words.importFailed,
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: words.reason.missing,
  EACCES: words.reason.notAllowed,
  EPERM: words.reason.notAllowed,
  EISDIR: words.reason.folder,
  ENOTFILE: words.reason.notFile,
  ELOOP: words.reason.linkLoop,
  ENAMETOOLONG: words.reason.nameTooLong,
  ETIMEDOUT: words.reason.noAnswer,
  timeout: words.reason.tooLong,
  changed: words.reason.changed,
  memory: words.reason.tooMuchMemory,
  elements: words.reason.tooManyElements,
  letters: words.reason.tooManyLetters,
  OPF: words.reason.noPackage,
  MIME: words.reason.noParts,
  end: words.reason.noZipEnd,
}

/** A failure as one line of JSON, with a `message` for people where it is about a file. */
export function failureLine(failure: Failure): string {
  const message = MESSAGES[failure.code]
  if (message === undefined) return JSON.stringify(failure)
  const fields = new Map(Object.entries({ size: 'bytes' in failure ? failure.bytes : '', ...failure }))
  const filled = message.replace(/\{\{(\w+)\}\}/g, (_, name: string) => shown(name, fields.get(name)))
  return JSON.stringify({ ...failure, message: filled })
}

function shown(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value !== 'number') return name === 'reason' ? (REASONS[String(value)] ?? String(value)) : String(value)
  return value >= MEGABYTE ? `${Math.round(value / MEGABYTE)} MB` : String(value)
}

const MEGABYTE = 1024 * 1024
