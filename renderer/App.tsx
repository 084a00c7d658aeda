import { Keyboard, Settings as SettingsIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '#shared/article.ts'
import type { StartState } from '#shared/ipc-contract.ts'
import { AnnotationsRegion } from './AnnotationsRegion.tsx'
import styles from './App.module.css'
import { ArticleBar } from './ArticleBar.tsx'
import { exportArticle, exportLibrary, redo, undo } from './commands.ts'
import { DropTarget } from './library/DropTarget.tsx'
import { chooseFiles } from './library/import-actions.ts'
import { LibraryView } from './library/LibraryView.tsx'
import { openNeighbour } from './library/library-actions.ts'
import { type ShownArticles, useShownArticles } from './library/use-shown-articles.ts'
import { NothingOpen } from './NothingOpen.tsx'
import { type Panels, usePanels } from './panels.ts'
import { focusNextRegion, focusSearch } from './regions.ts'
import { openFind } from './reader/find-store.ts'
import { ReaderView } from './reader/ReaderView.tsx'
import { SettingsDialog } from './settings/SettingsDialog.tsx'
import { changeSettings, useSettings } from './settings/settings-store.ts'
import { TroubleLine } from './TroubleLine.tsx'
import { IconButton } from './ui/IconButton.tsx'
import { LiveRegion } from './ui/LiveRegion.tsx'
import { ShortcutsDialog } from './ui/ShortcutsDialog.tsx'
import { useHighlightCounts } from './use-highlight-counts.ts'
import { useOpenArticle } from './use-open-article.ts'
import { useWindowShortcuts, type WindowCommands } from './use-window-shortcuts.ts'

type DialogName = 'settings' | 'shortcuts'

/** The window: library, article, annotations, and what floats above them. */
export function App({ start }: { start: StartState }) {
  const sort = useSettings(({ settings }) => settings.sort)
  const locale = useSettings((state) => state.locale)
  const shown = useShownArticles(sort, locale)
  const article = useOpenArticle(shown.articles, locale)
  const panels = usePanels()
  const [dialog, setDialog] = useState<DialogName | null>(null)
  useHighlightCounts()
  useWindowShortcuts(windowCommands({ article, shown, panels, openDialog: setDialog }))
  return (
    <div className={styles.window}>
      <TroubleLine atStart={start.trouble} />
      <div className={styles.regions}>
        {panels.library ? <LibraryRegion shown={shown} panels={panels} openDialog={setDialog} /> : null}
        <main className={styles.article}>
          <ArticleBar panels={panels} article={article} articles={shown.articles ?? []} />
          {article === undefined ? (
            <NothingOpen />
          ) : (
            <div data-region="article" tabIndex={-1} className={styles.reader}>
              <ReaderView articleId={article.id} searchWords={shown.words} />
            </div>
          )}
        </main>
        {panels.annotations && article !== undefined ? (
          <AnnotationsRegion panels={panels} searchWords={shown.words} />
        ) : null}
      </div>
      <SettingsDialog open={dialog === 'settings'} onClose={() => setDialog(null)} start={start} />
      <ShortcutsDialog open={dialog === 'shortcuts'} onClose={() => setDialog(null)} />
      <LiveRegion />
      <DropTarget />
    </div>
  )
}

interface CommandParts {
  article: ArticleSummary | undefined
  shown: ShownArticles
  panels: Panels
  openDialog(name: DialogName): void
}

function windowCommands({ article, shown, panels, openDialog }: CommandParts): WindowCommands {
  const articles = shown.articles ?? []
  return {
    import: () => void chooseFiles(),
    'export-article': () => {
      if (article !== undefined) void exportArticle(article.id)
    },
    'export-library': () => void exportLibrary(),
    undo: () => void undo(),
    redo: () => void redo(),
    search: () => focusSearch(panels.showLibrary),
    find: openFind,
    settings: () => openDialog('settings'),
    shortcuts: () => openDialog('shortcuts'),
    toggleLibrary: panels.toggleLibrary,
    toggleAnnotations: panels.toggleAnnotations,
    nextRegion: focusNextRegion,
    nextArticle: () => openNeighbour(articles, article?.id, 1),
    previousArticle: () => openNeighbour(articles, article?.id, -1),
  }
}

interface LibraryRegionProps {
  shown: ShownArticles
  panels: Panels
  openDialog(name: DialogName): void
}

function LibraryRegion({ shown, panels, openDialog }: LibraryRegionProps) {
  const { t } = useTranslation()
  const sort = useSettings(({ settings }) => settings.sort)
  return (
    <nav data-region="library" tabIndex={-1} className={styles.library} aria-label={t('app:library')}>
      <LibraryView
        shown={shown}
        sort={sort}
        onSort={(value) => changeSettings({ sort: value })}
        onExport={(id) => void exportArticle(id)}
        onFold={panels.toggleLibrary}
        foot={
          <>
            <IconButton
              label={t('app:settings')}
              shortcut="mod+,"
              icon={<SettingsIcon size={18} aria-hidden="true" />}
              onClick={() => openDialog('settings')}
            />
            <IconButton
              label={t('app:shortcutsButton')}
              shortcut="?"
              icon={<Keyboard size={18} aria-hidden="true" />}
              onClick={() => openDialog('shortcuts')}
            />
          </>
        }
      />
    </nav>
  )
}
