import type { Edit } from './web-contents.ts'

/** The window a role is carried out on. */
export interface RoleTarget {
  readonly webContents: {
    _edit(edit: Edit): void
    getZoomLevel(): number
    setZoomLevel(level: number): void
    reload(): void
  }
  close(): void
  minimize(): void
  isFullScreen(): boolean
  setFullScreen(on: boolean): void
}

export interface Role {
  label: string
  accelerator?: string
  /** Chromium answers the keys by itself, inside and outside of fields. */
  native?: boolean
}

export const ROLES = {
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
  redo: { label: 'Redo', accelerator: 'Shift+CommandOrControl+Z' },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X', native: true },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C', native: true },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V', native: true },
  delete: { label: 'Delete' },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A', native: true },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q' },
  close: { label: 'Close Window', accelerator: 'CommandOrControl+W' },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
  togglefullscreen: { label: 'Toggle Full Screen', accelerator: 'F11' },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
  reload: { label: 'Reload', accelerator: 'CommandOrControl+R' },
  toggledevtools: { label: 'Toggle Developer Tools', accelerator: 'Ctrl+Shift+I' },
  about: { label: 'About' },
  window: { label: 'Window' },
  help: { label: 'Help' },
  appmenu: { label: '' },
  filemenu: { label: 'File' },
  editmenu: { label: 'Edit' },
  viewmenu: { label: 'View' },
  windowmenu: { label: 'Window' },
} satisfies Record<string, Role>

type RoleName = keyof typeof ROLES
const NAMED: Record<string, Role> = ROLES

export function isRole(name: string | undefined): name is RoleName {
  if (name === undefined) return false
  if (!(name in NAMED)) throw new Error(`electron stand-in: the menu role ${name} is not offered`)
  return true
}

let quit: () => void = () => undefined

/** Set by app.ts, which itself needs the windows. */
export function setQuitRole(action: () => void): void {
  quit = action
}

const EDIT_ROLES: Partial<Record<RoleName, Edit>> = {
  undo: 'undo',
  redo: 'redo',
  cut: 'cut',
  copy: 'copy',
  paste: 'paste',
  delete: 'delete',
  selectall: 'selectAll',
}

export function carryOutRole(role: RoleName, window: RoleTarget | undefined): void {
  const edit = EDIT_ROLES[role]
  if (role === 'quit') return quit()
  if (!window) return
  const contents = window.webContents
  if (edit) contents._edit(edit)
  else if (role === 'close') window.close()
  else if (role === 'minimize') window.minimize()
  else if (role === 'togglefullscreen') window.setFullScreen(!window.isFullScreen())
  else if (role === 'zoomin') contents.setZoomLevel(contents.getZoomLevel() + 0.5)
  else if (role === 'zoomout') contents.setZoomLevel(contents.getZoomLevel() - 0.5)
  else if (role === 'resetzoom') contents.setZoomLevel(0)
  else if (role === 'reload') contents.reload()
}
