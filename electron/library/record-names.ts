/** What a file in a device's folder is, told by its name alone. */
import type { ArticleId } from '#shared/article.ts'
import { isArticleId } from './layout.ts'

const ID_LENGTH = 26

export type RecordName =
  | { kind: 'records'; id: ArticleId }
  /** Made by a synchroniser from two versions of the file ("sync-conflict", "conflicted copy"), or named in capitals. */
  | { kind: 'copy'; id: ArticleId }

/**
 * Null for what holds no records: backups, damaged and temporary files. Every synchroniser has its own way to name
 * conflict copies; all of them keep the beginning and the extension.
 */
export function recordName(name: string): RecordName | null {
  if (!/\.json$/i.test(name)) return null
  const id = name.slice(0, ID_LENGTH).toLowerCase()
  if (!isArticleId(id)) return null
  if (name === `${id}.json`) return { kind: 'records', id }
  const next = name.charAt(ID_LENGTH)
  return /[a-z0-9]/i.test(next) ? null : { kind: 'copy', id }
}

/** Whether a name is that of a conflict copy of a device's `library.json`. */
export function isLibraryCopy(name: string): boolean {
  return /^library[^a-z0-9].*\.json$/i.test(name) || (/^library\.json$/i.test(name) && name !== 'library.json')
}
