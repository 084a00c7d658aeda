import { app, BrowserWindow } from 'electron'
import type { i18n } from 'i18next'
import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { EventName, Events } from '#shared/ipc-contract.ts'
import type { Result } from '#shared/result.ts'
import { type Locale, localeFor } from '#shared/settings.ts'
import { ExportThread } from './export/export-thread.ts'
import { sendEvent } from './ipc.ts'
import type { Library } from './library/library.ts'
import { LibraryHost, type OpenLibrary } from './library-host.ts'
import { setApplicationMenu } from './menu.ts'
import { loadMessages } from './messages.ts'
import type { Paths } from './paths.ts'
import { indexFolder } from './search/index-place.ts'
import { SearchThread } from './search/search-thread.ts'
import { openSettings, type SettingsStore } from './storage/settings-store.ts'
import { applyTheme } from './window.ts'

/** What the composition root makes once and hands to everything that answers the reader. */
export interface Services {
  paths: Paths
  settings: SettingsStore
  /** The library, or why it cannot be used. Another one after it was opened again: ask anew every time. */
  readonly opened: Promise<Result<OpenLibrary, Failure>>
  /** Opens, opens again and moves the library. */
  host: LibraryHost
  /** Renders and writes exports beside the main process's loop. */
  exporter: ExportThread
  /** Null while the library is being opened, and where it cannot be. */
  search(): SearchThread | null
  locale(): Locale
  messages(): i18n
  /** Carries the settings out in menus, dialogs and native parts. */
  applySettings(): void
  send<E extends EventName>(event: E, payload: Events[E]): void
  /** Folders that the reader chose for exports; the page can have notes written into no others. */
  folders: Set<string>
  /** To be called when an article or its annotations changed. */
  changed(id: ArticleId): void
  onChange(listener: (id: ArticleId) => void): void
  /** Resolves when everything is on disk. */
  close(): Promise<void>
}

/** @param showWindow another process asks for the window, because it wants the same library */
export async function makeServices(paths: Paths, showWindow: () => void): Promise<Services> {
  const settings = await openSettings(paths.appData)
  const locale = (): Locale => localeFor(settings.get().language, app.getPreferredSystemLanguages())
  let messages = loadMessages(locale())
  let search: SearchThread | null = null
  const send: Services['send'] = (event, payload) => {
    if (event === 'library:changed' && payload !== null && 'ids' in payload) search?.changed(payload.ids)
    if (event === 'library:reopened') void followLibrary()
    if (event === 'views:changed') void followViews()
    sendToAll(event, payload)
  }
  const host = new LibraryHost({ paths, send, showWindow })
  const followViews = async (): Promise<void> => {
    const opened = await host.opened
    if (opened.ok) search?.setCollections(opened.value.library.arrangement.views.collections)
  }
  const followLibrary = async (): Promise<void> => {
    const before = search
    search = null
    await before?.close()
    const opened = await host.opened
    if (opened.ok) search = openSearch(paths, opened.value.library)
  }
  await host.start()
  void followLibrary()
  const exporter = new ExportThread(paths.exportWorker)
  const { export: kept } = settings.get()
  const listeners = new Set<(id: ArticleId) => void>()
  return {
    paths,
    settings,
    exporter,
    get opened() {
      return host.opened
    },
    host,
    search: () => search,
    locale,
    messages: () => messages,
    applySettings() {
      messages = loadMessages(locale())
      const run = (command: Events['menu:command']['command']): void => send('menu:command', { command })
      setApplicationMenu({ t: messages.t, isMac: process.platform === 'darwin', run })
      applyTheme(settings.get().theme)
    },
    send,
    folders: new Set([kept.folder, kept.kept?.folder].filter((folder) => typeof folder === 'string')),
    changed: (id) => {
      search?.changed([id])
      for (const listener of listeners) listener(id)
    },
    onChange: (listener) => void listeners.add(listener),
    async close() {
      await settings.flush()
      await search?.close()
      await Promise.all([host.close(), exporter.close()])
    },
  }
}

function openSearch(paths: Paths, library: Library): SearchThread {
  const thread = new SearchThread({
    library: library.folder,
    folder: indexFolder(paths.appData, library.folder),
    workerPath: paths.searchWorker,
    onState: (state) => sendToAll('search:state', state),
  })
  thread.setCollections(library.arrangement.views.collections)
  return thread
}

function sendToAll<E extends EventName>(event: E, payload: Events[E]): void {
  for (const window of BrowserWindow.getAllWindows()) sendEvent(window.webContents, event, payload)
}
