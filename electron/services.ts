import { app, BrowserWindow } from 'electron'
import type { i18n } from 'i18next'
import type { Failure } from '#shared/failure.ts'
import type { EventName, Events } from '#shared/ipc-contract.ts'
import { ok, type Result } from '#shared/result.ts'
import { type Locale, localeFor } from '#shared/settings.ts'
import { ImportQueue } from './import/import-queue.ts'
import { sendEvent } from './ipc.ts'
import { type Library, openLibrary } from './library/library.ts'
import { setApplicationMenu } from './menu.ts'
import { loadMessages } from './messages.ts'
import type { Paths } from './paths.ts'
import { indexFolder } from './search/index-place.ts'
import { SearchThread } from './search/search-thread.ts'
import { openSettings, type SettingsStore } from './storage/settings-store.ts'
import { applyTheme } from './window.ts'

/** The open library and what fills it. */
export interface OpenLibrary {
  library: Library
  imports: ImportQueue
}

/** What the composition root makes once and hands to everything that answers the reader. */
export interface Services {
  paths: Paths
  settings: SettingsStore
  /** The library, or why it cannot be used. */
  opened: Promise<Result<OpenLibrary, Failure>>
  /** Null while the library is being opened, and where it cannot be. */
  search(): SearchThread | null
  locale(): Locale
  messages(): i18n
  /** Carries the settings out in menus, dialogs and native parts. */
  applySettings(): void
  send<E extends EventName>(event: E, payload: Events[E]): void
  /** Resolves when everything is on disk. */
  close(): Promise<void>
}

export async function makeServices(paths: Paths): Promise<Services> {
  const settings = await openSettings(paths.appData)
  const locale = (): Locale => localeFor(settings.get().language, app.getPreferredSystemLanguages())
  let messages = loadMessages(locale())
  let search: SearchThread | null = null
  const opened = openAll(paths).then((result) => {
    if (result.ok) search = openSearch(paths, result.value.library)
    return result
  })
  const send: Services['send'] = (event, payload) => {
    if (event === 'library:changed' && payload !== null && 'ids' in payload) search?.changed(payload.ids)
    sendToAll(event, payload)
  }
  return {
    paths,
    settings,
    opened,
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
    async close() {
      await settings.flush()
      const result = await opened
      if (!result.ok) return
      await search?.close()
      await result.value.imports.close()
      await result.value.library.close()
    },
  }
}

async function openAll(paths: Paths): Promise<Result<OpenLibrary, Failure>> {
  const library = await openLibrary({
    folder: paths.library,
    appData: paths.appData,
    onTrouble: (failure) => sendToAll('save:trouble', failure),
  })
  if (!library.ok) return library
  return ok({
    library: library.value,
    imports: new ImportQueue({ library: library.value, workerPath: paths.importWorker }),
  })
}

function openSearch(paths: Paths, library: Library): SearchThread {
  const thread = new SearchThread({
    library: library.folder,
    folder: indexFolder(paths.appData, library.folder),
    workerPath: paths.searchWorker,
    onState: (state) => sendToAll('search:state', state),
  })
  thread.setCollections(library.views.collections)
  return thread
}

function sendToAll<E extends EventName>(event: E, payload: Events[E]): void {
  for (const window of BrowserWindow.getAllWindows()) sendEvent(window.webContents, event, payload)
}
