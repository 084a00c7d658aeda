import { app, BrowserWindow } from 'electron'
import type { i18n } from 'i18next'
import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { EventName, Events } from '#shared/ipc-contract.ts'
import { ok, type Result } from '#shared/result.ts'
import { type Locale, localeFor } from '#shared/settings.ts'
import { ExportThread } from './export/export-thread.ts'
import { ImportQueue } from './import/import-queue.ts'
import { sendEvent } from './ipc.ts'
import { type Library, openLibrary } from './library/library.ts'
import { setApplicationMenu } from './menu.ts'
import { loadMessages } from './messages.ts'
import type { Paths } from './paths.ts'
import { openSettings, type SettingsStore } from './storage/settings-store.ts'
import { applyTheme } from './window.ts'

/** The open library and what fills it. */
export interface OpenLibrary {
  library: Library
  imports: ImportQueue
  exporter: ExportThread
}

/** What the composition root makes once and hands to everything that answers the reader. */
export interface Services {
  paths: Paths
  settings: SettingsStore
  /** The library, or why it cannot be used. */
  opened: Promise<Result<OpenLibrary, Failure>>
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

export async function makeServices(paths: Paths): Promise<Services> {
  const settings = await openSettings(paths.appData)
  const locale = (): Locale => localeFor(settings.get().language, app.getPreferredSystemLanguages())
  let messages = loadMessages(locale())
  const opened = openAll(paths)
  const { export: kept } = settings.get()
  const listeners = new Set<(id: ArticleId) => void>()
  return {
    paths,
    settings,
    opened,
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
      for (const listener of listeners) listener(id)
    },
    onChange: (listener) => void listeners.add(listener),
    async close() {
      await settings.flush()
      const result = await opened
      if (!result.ok) return
      await Promise.all([result.value.imports.close(), result.value.exporter.close()])
      await result.value.library.close()
    },
  }
}

async function openAll(paths: Paths): Promise<Result<OpenLibrary, Failure>> {
  const library = await openLibrary({
    folder: paths.library,
    appData: paths.appData,
    onTrouble: (failure) => send('save:trouble', failure),
  })
  if (!library.ok) return library
  return ok({
    library: library.value,
    imports: new ImportQueue({ library: library.value, workerPath: paths.importWorker }),
    exporter: new ExportThread(paths.exportWorker),
  })
}

function send<E extends EventName>(event: E, payload: Events[E]): void {
  for (const window of BrowserWindow.getAllWindows()) sendEvent(window.webContents, event, payload)
}
