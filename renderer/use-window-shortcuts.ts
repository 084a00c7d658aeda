import { useEffect } from 'react'
import type { MenuCommand } from '#shared/ipc-contract.ts'
import { api } from './api.ts'
import { type Shortcut, useShortcuts } from './ui/shortcuts.ts'

/** What the menu and the keyboard may ask of the window. */
export type WindowCommands = Record<MenuCommand, () => void> & {
  toggleLibrary(): void
  toggleAnnotations(): void
  nextRegion(): void
  narrow(): void
  notebook(): void
  nextArticle(): void
  previousArticle(): void
}

/** Carries out the commands of the application menu and of the keyboard. */
export function useWindowShortcuts(commands: WindowCommands): void {
  useEffect(() => api.on('menu:command', ({ command }) => commands[command]()))
  useShortcuts(shortcutsOf(commands))
}

function shortcutsOf(commands: WindowCommands): Shortcut[] {
  const anywhere = true
  return [
    shortcut('search', ['mod+k'], 'app:shortcut.search', commands.search, anywhere),
    shortcut('narrow', ['/'], 'app:shortcut.narrow', commands.narrow),
    shortcut('notebook', ['mod+j'], 'app:shortcut.notebook', commands.notebook, anywhere),
    shortcut('import', ['mod+o'], 'app:shortcut.import', commands.import, anywhere),
    shortcut('importClipboard', ['mod+shift+v'], 'app:shortcut.importClipboard', commands['import-clipboard']),
    shortcut('importAddress', ['mod+shift+l'], 'app:shortcut.importAddress', commands['import-address'], anywhere),
    shortcut('exportArticle', ['mod+e'], 'app:shortcut.exportArticle', commands['export-article'], anywhere),
    shortcut('exportLibrary', ['mod+shift+e'], 'app:shortcut.exportLibrary', commands['export-library'], anywhere),
    shortcut('undo', ['mod+z'], 'app:shortcut.undo', commands.undo),
    shortcut('redo', ['mod+shift+z', 'mod+y'], 'app:shortcut.redo', commands.redo),
    shortcut('toggleLibrary', ['['], 'app:shortcut.toggleLibrary', commands.toggleLibrary),
    shortcut('toggleAnnotations', [']'], 'app:shortcut.toggleAnnotations', commands.toggleAnnotations),
    shortcut('nextRegion', ['F6'], 'app:shortcut.nextRegion', commands.nextRegion, anywhere),
    shortcut('settings', ['mod+,'], 'app:shortcut.settings', commands.settings, anywhere),
    shortcut('shortcuts', ['?'], 'app:shortcut.shortcuts', commands.shortcuts),
    shortcut('nextArticle', ['alt+ArrowDown'], 'library:shortcut.next', commands.nextArticle),
    shortcut('previousArticle', ['alt+ArrowUp'], 'library:shortcut.previous', commands.previousArticle),
  ]
}

function shortcut(id: string, keys: string[], message: string, run: () => void, inFields = false): Shortcut {
  return { id: `app.${id}`, keys, message, run, inFields }
}
