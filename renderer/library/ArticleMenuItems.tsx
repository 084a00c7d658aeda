import { Archive, BookOpen, CircleCheck, FileDown, Folder, FolderCheck, Star, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { Collection } from '#shared/views.ts'
import { MenuItem, MenuSeparator } from '../ui/Menu.tsx'
import { openArticle, removeArticle } from './library-actions.ts'
import { collect, setShelf } from './shelf-actions.ts'
import type { ShownList } from './shown-list.ts'

export interface ArticleMenuItemsProps {
  article: ArticleSummary
  /** The list as it is shown. */
  articles: ShownList
  collections: readonly Collection[]
  onExport(id: ArticleId): void
}

/** What can be done with one article of the list. */
export function ArticleMenuItems({ article, articles, collections, onExport }: ArticleMenuItemsProps) {
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
      <ShelfItems article={article} collections={collections} />
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

/** Where the article stands: each item turns one fact round. */
function ShelfItems({ article, collections }: Pick<ArticleMenuItemsProps, 'article' | 'collections'>) {
  const { t } = useTranslation()
  const { read = false, archived = false, favourite = false, collections: within = [] } = article.shelf ?? {}
  return (
    <>
      <MenuItem
        label={read ? t('library:shelf.markUnread') : t('library:shelf.markRead')}
        icon={<CircleCheck size={16} aria-hidden="true" />}
        onSelect={() => void setShelf(article, 'read', !read)}
      />
      <MenuItem
        label={favourite ? t('library:shelf.noFavourite') : t('library:shelf.favourite')}
        icon={<Star size={16} aria-hidden="true" />}
        onSelect={() => void setShelf(article, 'favourite', !favourite)}
      />
      <MenuItem
        label={archived ? t('library:shelf.unarchive') : t('library:shelf.archive')}
        icon={<Archive size={16} aria-hidden="true" />}
        onSelect={() => void setShelf(article, 'archived', !archived)}
      />
      {collections.map(({ id, name }) => {
        const isIn = within.includes(id)
        return (
          <MenuItem
            key={id}
            label={isIn ? t('library:shelf.takeOut', { name }) : t('library:shelf.putInto', { name })}
            icon={isIn ? <FolderCheck size={16} aria-hidden="true" /> : <Folder size={16} aria-hidden="true" />}
            onSelect={() => void collect(article, id, !isIn)}
          />
        )
      })}
    </>
  )
}
