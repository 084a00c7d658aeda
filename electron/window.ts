import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Theme } from '#shared/settings.ts'
import { APP_ORIGIN } from './protocol.ts'
import type { WindowState, WindowStateStore } from './storage/window-state-store.ts'

const PAPER = { light: '#fbfaf7', sepia: '#f4ecd8', dark: '#16181c' } as const
const FIRST_SIZE = { width: 1280, height: 800 }
/** Pixels of a window that must lie on a screen for it to be found again. */
const VISIBLE_PART = 80

/** Opens the one window where it was last time, on the paper of its theme, and shows it when it has something to show. */
export function openWindow(preload: string, theme: Theme, states: WindowStateStore): BrowserWindow {
  const state = states.get()
  const window = new BrowserWindow({
    ...FIRST_SIZE,
    ...(state !== null && isOnScreen(state.bounds) ? state.bounds : {}),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Simak',
    backgroundColor: paperOf(theme),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (state?.maximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  keepState(window, states)
  void window.loadURL(`${APP_ORIGIN}/index.html`)
  return window
}

/** Native parts (menus, dialogs, form controls) follow the reader's theme. */
export function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme === 'sepia' ? 'light' : theme
  for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(paperOf(theme))
}

function paperOf(theme: Theme): string {
  if (theme === 'system') return nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light
  return PAPER[theme]
}

function keepState(window: BrowserWindow, states: WindowStateStore): void {
  const keep = (): void => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
    void states.keep(state)
  }
  window.on('resize', keep)
  window.on('move', keep)
  window.on('maximize', keep)
  window.on('unmaximize', keep)
  window.on('close', keep)
}

function isOnScreen(bounds: Electron.Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
    return width >= VISIBLE_PART && bounds.y >= workArea.y && bounds.y <= workArea.y + workArea.height - VISIBLE_PART
  })
}
