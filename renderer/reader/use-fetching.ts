import { useEffect, useState } from 'react'
import type { ArticleId, ContentHash } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { FetchProgress, MissingPictures, PictureFailure } from '#shared/missing-pictures.ts'
import type { OpenedArticle } from '#shared/opened-article.ts'
import { api } from '../api.ts'

export type Fetching =
  | { state: 'looking' }
  | { state: 'choosing'; missing: MissingPictures }
  | { state: 'running'; progress: FetchProgress | null }
  | { state: 'done'; fetched: number; failed: readonly PictureFailure[] }
  | { state: 'failed'; failure: Failure }

/** Looks which pictures of a version are missing, and asks for those of the hosts that the reader chose. */
export function useFetching(
  { id, version }: { id: ArticleId; version: ContentHash },
  onReplace: (article: OpenedArticle) => void,
) {
  const [fetching, setFetching] = useState<Fetching>({ state: 'looking' })
  const look = async (): Promise<void> => {
    setFetching({ state: 'looking' })
    const missing = await api.call('article:missing-pictures', { id, version })
    setFetching(
      missing.ok ? { state: 'choosing', missing: missing.value } : { state: 'failed', failure: missing.failure },
    )
  }
  useEffect(() => {
    void look()
    // Who closes the dialog has changed his mind.
    return () => void api.call('fetch:cancel', null)
    // oxlint-disable-next-line react/exhaustive-deps -- once, for the version it was opened with
  }, [])
  useEffect(
    () =>
      api.on('fetch:progress', (progress) =>
        setFetching((now) => (now.state === 'running' ? { state: 'running', progress } : now)),
      ),
    [],
  )
  const start = async (hosts: string[]): Promise<void> => {
    setFetching({ state: 'running', progress: null })
    const done = await api.call('article:fetch-pictures', { id, version, hosts })
    if (!done.ok) return setFetching({ state: 'failed', failure: done.failure })
    const { fetched, failed, article } = done.value
    if (fetched > 0) onReplace(article)
    setFetching({ state: 'done', fetched, failed })
    return undefined
  }
  return { fetching, look, start, stop: () => void api.call('fetch:cancel', null) }
}
