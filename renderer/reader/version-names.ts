import { useTranslation } from 'react-i18next'
import type { ArticleVersion } from '#shared/version.ts'
import { formatDate, formatTime } from '../ui/format.ts'

/** Names of versions by when they came in, to the minute where several came on one day, and by the date of their page. */
export function useVersionNames(versions: readonly ArticleVersion[]): (version: ArticleVersion) => string {
  const { t, i18n } = useTranslation()
  const newest = versions.at(-1)?.version
  const dayOf = ({ added }: ArticleVersion): string => formatDate(added, i18n.language, 'long')
  return (one) => {
    const isOnly = versions.every((other) => other === one || dayOf(other) !== dayOf(one))
    const date = isOnly ? dayOf(one) : formatTime(Date.parse(one.added), i18n.language)
    const name = t(one.version === newest ? 'reader:version.newest' : 'reader:version.older', { date })
    if (one.dated === undefined) return name
    return t('reader:version.page', { name, dated: formatDate(one.dated, i18n.language, 'long') })
  }
}
