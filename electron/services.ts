import { app, BrowserWindow } from 'electron'
import type { i18n } from 'i18next'
import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { EventName, Events } from '#shared/ipc-contract.ts'
import type { Result } from '#shared/result.ts'
import { type Locale, localeFor } from '#shared/settings.ts'
import { ExportThread } from './export/export-thread.ts'
import { sendEvent } from './ipc.ts'
import { LibraryHost, type OpenLibrary } from './library-host.ts'
import { setApplicationMenu } from './menu.ts'
import { loadMessages } from './messages.ts'
import type { Paths } from './paths.ts'
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
  locale(): Locale
  messages(): i18n
  /** Carries the settings out in menus, dialogs and native parts. */
  applySettings(): void
  send<E extends EventName>(event: E, payload: Events[E]): void
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
  const host = new LibraryHost({ paths, send, showWindow })
  await host.start()
  const exporter = new ExportThread(paths.exportWorker)
  const listeners = new Set<(id: ArticleId) => void>()
  return {
    paths,
    settings,
    exporter,
    get opened() {
      return host.opened
    },
    host,
    locale,
    messages: () => messages,
    applySettings() {
      messages = loadMessages(locale())
      const run = (command: Events['menu:command']['command']): void => send('menu:command', { command })
      setApplicationMenu({ t: messages.t, isMac: process.platform === 'darwin', run })
      applyTheme(settings.get().theme)
    },
    send,
    changed: (id) => {
      for (const listener of listeners) listener(id)
    },
    onChange: (listener) => void listeners.add(listener),
    async close() {
      await settings.flush()
      await Promise.all([host.close(), exporter.close()])
    },
  }
}

function send<E extends EventName>(event: E, payload: Events[E]): void {
  for (const window of BrowserWindow.getAllWindows()) sendEvent(window.webContents, event, payload)
}
