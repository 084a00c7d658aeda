import { BookOpen, FileDown, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import { MenuItem, MenuSeparator } from '../ui/Menu.tsx'
import { openArticle, removeArticle } from './library-actions.ts'

export interface ArticleMenuItemsProps {
  article: ArticleSummary
  /** The list as it is shown. */
  articles: readonly ArticleSummary[]
  onExport(id: ArticleId): void
}

/** What can be done with one article of the list. */
export function ArticleMenuItems({ article, articles, onExport }: ArticleMenuItemsProps) {
  const { t } = useTranslation()
  return (
    <>
      <MenuItem
        label={t('library:open')}
        icon={<BookOpen size={16} aria-hidden="true" />}
        onSelect={() => openArticle(article.id)}
      />
      <MenuItem
        label={t('library:exportMarkdown')}
        icon={<FileDown size={16} aria-hidden="true" />}
        onSelect={() => onExport(article.id)}
      />
      <MenuSeparator />
      <MenuItem
        danger
        label={t('library:remove')}
        shortcut="Delete"
        icon={<Trash2 size={16} aria-hidden="true" />}
        onSelect={() => void removeArticle(article, articles)}
      />
    </>
  )
}
