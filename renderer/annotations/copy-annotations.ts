import i18next from 'i18next'
import type { ArticleId } from '#shared/article.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'

/** Puts annotations on the clipboard as Markdown (all of the article where `ids` is null) and says so. */
export async function copyAnnotations(article: ArticleId, ids: string[] | null): Promise<void> {
  const copied = await api.call('clipboard:copy-annotations', { article, ids })
  announce(copied.ok ? i18next.t('annotations:copied') : failureMessage(copied.failure))
}

/** Writes annotations as Markdown into a file the reader chooses, and says where. */
export async function exportAnnotations(article: ArticleId, ids: string[]): Promise<void> {
  const written = await api.call('annotation:export', { article, ids })
  if (!written.ok) announce(failureMessage(written.failure))
  else if (written.value !== null) announce(i18next.t('annotations:chosen.exported', { path: written.value.path }))
}

/** Puts a passage with its source on the clipboard as Markdown and says so. */
export async function copyPassage(article: ArticleId, text: string): Promise<void> {
  const copied = await api.call('clipboard:copy-passage', { article, text })
  announce(copied.ok ? i18next.t('annotations:passageCopied') : failureMessage(copied.failure))
}
