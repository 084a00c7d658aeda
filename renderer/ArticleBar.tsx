import { Copy, Ellipsis, FileDown, Highlighter, ImageDown, PanelLeftOpen, Share, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '#shared/article.ts'
import styles from './ArticleBar.module.css'
import { copyAnnotations } from './annotations/copy-annotations.ts'
import { openExport } from './export/export-actions.ts'
import { removeArticle } from './library/library-actions.ts'
import type { ShownList } from './library/shown-list.ts'
import type { Panels } from './panels.ts'
import { openPictures } from './reader/pictures-store.ts'
import { ReadingPopover } from './settings/ReadingSettings.tsx'
import { IconButton } from './ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator } from './ui/Menu.tsx'

export interface ArticleBarProps {
  panels: Panels
  article: ArticleSummary | undefined
  /** The list as it is shown. */
  articles: ShownList
}

/** The few buttons above the article; it has no line and no fill, so that the page stays a page. */
export function ArticleBar({ panels, article, articles }: ArticleBarProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.bar}>
      {panels.library ? null : (
        <IconButton
          ref={takeLostFocus}
          label={t('app:showLibrary')}
          shortcut="["
          icon={<PanelLeftOpen size={18} aria-hidden="true" />}
          onClick={panels.toggleLibrary}
        />
      )}
      <span className={styles.gap} />
      <ReadingPopover />
      <IconButton
        label={t('app:export')}
        shortcut="mod+e"
        icon={<Share size={18} aria-hidden="true" />}
        onClick={() => openExport(article?.id ?? null)}
      />
      <ArticleMenu article={article} articles={articles} />
      <IconButton
        label={panels.annotations ? t('app:hideAnnotations') : t('app:showAnnotations')}
        shortcut="]"
        disabled={article === undefined}
        icon={<Highlighter size={18} aria-hidden="true" />}
        onClick={panels.toggleAnnotations}
      />
    </div>
  )
}

/** The button that folded the library away went with it; what brings it back takes the focus over. */
function takeLostFocus(button: HTMLButtonElement | null): void {
  if (document.activeElement === document.body) button?.focus()
}

function ArticleMenu({ article, articles }: Pick<ArticleBarProps, 'article' | 'articles'>) {
  const { t } = useTranslation()
  if (article === undefined) return null
  return (
    <Menu trigger={<IconButton label={t('app:articleMenu')} icon={<Ellipsis size={18} aria-hidden="true" />} />}>
      <MenuItem
        label={t('app:copyHighlights')}
        icon={<Copy size={16} aria-hidden="true" />}
        onSelect={() => void copyAnnotations(article.id, null)}
      />
      <MenuItem
        label={t('app:exportArticle')}
        shortcut="mod+e"
        icon={<FileDown size={16} aria-hidden="true" />}
        onSelect={() => openExport(article.id)}
      />
      <MenuItem
        label={t('reader:image.get')}
        icon={<ImageDown size={16} aria-hidden="true" />}
        onSelect={openPictures}
      />
      <MenuSeparator />
      <MenuItem
        danger
        label={t('library:remove')}
        icon={<Trash2 size={16} aria-hidden="true" />}
        onSelect={() => void removeArticle(article, articles)}
      />
    </Menu>
  )
}
