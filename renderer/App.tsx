import { Keyboard, Settings as SettingsIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '#shared/article.ts'
import type { StartState } from '#shared/ipc-contract.ts'
import { annotationsStore } from './annotations/annotations-store.ts'
import { AnnotationsRegion } from './AnnotationsRegion.tsx'
import styles from './App.module.css'
import { ArticleBar } from './ArticleBar.tsx'
import { CareDialog } from './care/CareDialog.tsx'
import { redo, undo } from './commands.ts'
import { ExportDialog } from './export/ExportDialog.tsx'
import { openExport } from './export/export-actions.ts'
import { AddressDialog } from './library/AddressDialog.tsx'
import { DropTarget } from './library/DropTarget.tsx'
import { chooseFiles, chooseFolder, importClipboard } from './library/import-actions.ts'
import { LibraryView } from './library/LibraryView.tsx'
import { openArticle, openNeighbour, searchLibrary } from './library/library-actions.ts'
import { libraryStore, useLibrary } from './library/library-store.ts'
import { joinAll, keepApart, separateVersion } from './library/version-actions.ts'
import { NOTHING_SHOWN } from './library/shown-list.ts'
import { type ShownArticles, useShownArticles } from './library/use-shown-articles.ts'
import { NothingOpen } from './NothingOpen.tsx'
import { type Panels, usePanels } from './panels.ts'
import { focusNextRegion, focusSearch } from './regions.ts'
import { openFind } from './reader/find-store.ts'
import type { TwinActions } from './reader/twin-actions.ts'
import { ReaderView } from './reader/ReaderView.tsx'
import { NotebookView } from './search/NotebookView.tsx'
import { SearchDialog } from './search/SearchDialog.tsx'
import { ViewsPanel } from './search/ViewsPanel.tsx'
import { useViews } from './search/views-store.ts'
import { SettingsDialog } from './settings/SettingsDialog.tsx'
import { changeSettings, useSettings } from './settings/settings-store.ts'
import { showAnnotation, showChoice } from './show-found.ts'
import { TroubleLine } from './TroubleLine.tsx'
import { IconButton } from './ui/IconButton.tsx'
import { LiveRegion } from './ui/LiveRegion.tsx'
import { ShortcutsDialog } from './ui/ShortcutsDialog.tsx'
import { useHighlightCounts } from './use-highlight-counts.ts'
import { useOpenArticle } from './use-open-article.ts'
import { useWindowShortcuts, type WindowCommands } from './use-window-shortcuts.ts'

const TWIN_ACTIONS: TwinActions = {
  join: ({ id, title }, twin) => void joinAll([{ id, title, of: { id: twin.id, title: twin.title } }]),
  keepApart: (article, twin) => void keepApart(article, twin),
  separate: (article, version, from) => void separateVersion(article, version, from),
  open: openArticle,
}

type DialogName = 'settings' | 'shortcuts' | 'care' | 'trash' | 'search' | 'address'

/** The window: library, article, annotations, and what floats above them. */
export function App({ start }: { start: StartState }) {
  const sort = useSettings(({ settings }) => settings.sort)
  const locale = useSettings((state) => state.locale)
  const shown = useShownArticles(sort, locale)
  const article = useOpenArticle(shown.articles, locale)
  const panels = usePanels()
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const [notebook, setNotebook] = useState<string | null>(null)
  const openNotebook = () => setNotebook(libraryStore.get().query)
  useHighlightCounts()
  useWindowShortcuts(windowCommands({ article, shown, panels, openDialog: setDialog, openNotebook }))
  return (
    <div className={styles.window}>
      <TroubleLine />
      <div className={styles.regions}>
        {panels.library ? (
          <LibraryRegion shown={shown} panels={panels} openDialog={setDialog} openNotebook={openNotebook} />
        ) : null}
        <main className={styles.article}>
          <ArticleBar panels={panels} article={article} articles={shown.articles ?? NOTHING_SHOWN} />
          {notebook !== null ? (
            <NotebookView start={notebook} onClose={() => setNotebook(null)} onOpen={showAnnotation} />
          ) : article === undefined ? (
            <NothingOpen />
          ) : (
            <div data-region="article" tabIndex={-1} className={styles.reader}>
              <ReaderView
                articleId={article.id}
                searchWords={shown.words}
                notesInMargin={!panels.annotations}
                actions={TWIN_ACTIONS}
              />
            </div>
          )}
        </main>
        {panels.annotations && article !== undefined && notebook === null ? (
          <AnnotationsRegion panels={panels} searchWords={shown.words} />
        ) : null}
      </div>
      <SearchDialog
        open={dialog === 'search'}
        onClose={() => setDialog(null)}
        onChoose={(choice) => {
          setNotebook(null)
          showChoice(choice)
        }}
        onShowAll={(query) => {
          panels.showLibrary()
          searchLibrary(query)
        }}
      />
      <Dialogs shown={dialog} onClose={() => setDialog(null)} start={start} />
      <WindowExport shown={shown} />
      <LiveRegion />
      <DropTarget />
    </div>
  )
}

interface DialogsProps {
  shown: DialogName | null
  onClose(): void
  start: StartState
}

function Dialogs({ shown, onClose, start }: DialogsProps) {
  return (
    <>
      <SettingsDialog open={shown === 'settings'} onClose={onClose} start={start} />
      <CareDialog
        open={shown === 'care' || shown === 'trash'}
        first={shown === 'trash' ? 'trash' : 'restore'}
        onClose={onClose}
        onNoteBack={(annotation) => annotationsStore.put(annotation)}
      />
      <AddressDialog open={shown === 'address'} onClose={onClose} />
      <ShortcutsDialog open={shown === 'shortcuts'} onClose={onClose} />
    </>
  )
}

function WindowExport({ shown }: { shown: ShownArticles }) {
  const settings = useSettings((state) => state.settings.export)
  const total = useLibrary(({ articles }) => articles?.size ?? 0)
  return (
    <ExportDialog
      settings={settings}
      shown={shown.articles ?? NOTHING_SHOWN}
      total={total}
      onSettings={(value) => changeSettings({ export: value })}
    />
  )
}

interface CommandParts {
  article: ArticleSummary | undefined
  shown: ShownArticles
  panels: Panels
  openDialog(name: DialogName): void
  openNotebook(): void
}

function windowCommands({ article, shown, panels, openDialog, openNotebook }: CommandParts): WindowCommands {
  const articles = shown.articles ?? NOTHING_SHOWN
  return {
    import: () => void chooseFiles(),
    'export-article': () => openExport(article?.id ?? null),
    'export-library': () => openExport(article?.id ?? null),
    'import-folder': () => void chooseFolder(),
    'import-clipboard': () => void importClipboard(),
    'import-address': () => openDialog('address'),
    undo: () => void undo(),
    redo: () => void redo(),
    search: () => openDialog('search'),
    narrow: () => focusSearch(panels.showLibrary),
    notebook: openNotebook,
    find: openFind,
    settings: () => openDialog('settings'),
    care: () => openDialog('care'),
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
  openNotebook(): void
}

function LibraryRegion({ shown, panels, openDialog, openNotebook }: LibraryRegionProps) {
  const { t } = useTranslation()
  const query = useLibrary((state) => state.query)
  const collections = useViews((state) => state.collections)
  const sort = useSettings(({ settings }) => settings.sort)
  return (
    <nav data-region="library" tabIndex={-1} className={styles.library} aria-label={t('app:library')}>
      <LibraryView
        shown={shown}
        sort={sort}
        onSort={(value) => changeSettings({ sort: value })}
        collections={collections}
        views={
          <ViewsPanel
            query={query}
            onShow={searchLibrary}
            onNotebook={openNotebook}
            onTrash={() => openDialog('trash')}
          />
        }
        onExport={openExport}
        onFold={panels.toggleLibrary}
        onAddress={() => openDialog('address')}
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
