import words from '../resources/locales/en/failures.json'
import type { Failure } from '#shared/failure.ts'
import { reasonMessage } from '#shared/failure-reasons.ts'

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
  'address-failed': words.addressFailed,
}

const REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries(words.reason).map(([name, text]) => [`failures:reason.${name}`, text]),
)

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
  if (typeof value !== 'number') return name === 'reason' ? reasonText(String(value)) : String(value)
  return value >= MEGABYTE ? `${Math.round(value / MEGABYTE)} MB` : String(value)
}

function reasonText(reason: string): string {
  return REASONS.get(reasonMessage(reason) ?? '') ?? reason
}

const MEGABYTE = 1024 * 1024
