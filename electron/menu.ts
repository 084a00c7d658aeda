import type { TFunction } from 'i18next'
import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '#shared/ipc-contract.ts'

export interface MenuParts {
  t: TFunction
  isMac: boolean
  run(command: MenuCommand): void
}

/** The application menu. Undo and redo are the page's own: it knows whether a text field or the library is meant. */
export function setApplicationMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(parts)))
}

function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const own: MenuItemConstructorOptions[] = parts.isMac ? [{ role: 'appMenu' }] : []
  return [...own, fileMenu(parts), editMenu(parts), viewMenu(parts), helpMenu(parts)]
}

function fileMenu({ t, isMac, run }: MenuParts): MenuItemConstructorOptions {
  return {
    label: t('main:menu.file'),
    submenu: [
      { label: t('main:menu.import'), accelerator: 'CmdOrCtrl+O', click: () => run('import') },
      { label: t('main:menu.importFolder'), click: () => run('import-folder') },
      {
        label: t('main:menu.importClipboard'),
        accelerator: 'CmdOrCtrl+Shift+V',
        click: () => run('import-clipboard'),
      },
      {
        label: t('main:menu.importAddress'),
        accelerator: 'CmdOrCtrl+Shift+L',
        click: () => run('import-address'),
      },
      { label: t('main:menu.exportArticle'), accelerator: 'CmdOrCtrl+E', click: () => run('export-article') },
      { label: t('main:menu.exportLibrary'), accelerator: 'CmdOrCtrl+Shift+E', click: () => run('export-library') },
      { type: 'separator' },
      { label: t('main:menu.care'), click: () => run('care') },
      { label: t('main:menu.settings'), accelerator: 'CmdOrCtrl+,', click: () => run('settings') },
      { type: 'separator' },
      isMac ? { role: 'close', label: t('main:menu.close') } : { role: 'quit', label: t('main:menu.quit') },
    ],
  }
}

function editMenu({ t, run }: MenuParts): MenuItemConstructorOptions {
  return {
    label: t('main:menu.edit'),
    submenu: [
      { label: t('main:menu.undo'), accelerator: 'CmdOrCtrl+Z', registerAccelerator: false, click: () => run('undo') },
      {
        label: t('main:menu.redo'),
        accelerator: 'CmdOrCtrl+Shift+Z',
        registerAccelerator: false,
        click: () => run('redo'),
      },
      { type: 'separator' },
      { role: 'cut', label: t('main:menu.cut') },
      { role: 'copy', label: t('main:menu.copy') },
      { role: 'paste', label: t('main:menu.paste') },
      { role: 'selectAll', label: t('main:menu.selectAll') },
      { type: 'separator' },
      { label: t('main:menu.find'), accelerator: 'CmdOrCtrl+F', click: () => run('find') },
      { label: t('main:menu.search'), accelerator: 'CmdOrCtrl+K', click: () => run('search') },
    ],
  }
}

function viewMenu({ t }: MenuParts): MenuItemConstructorOptions {
  return {
    label: t('main:menu.view'),
    submenu: [
      { role: 'zoomIn', label: t('main:menu.zoomIn') },
      { role: 'zoomOut', label: t('main:menu.zoomOut') },
      { role: 'resetZoom', label: t('main:menu.zoomReset') },
      { type: 'separator' },
      { role: 'togglefullscreen', label: t('main:menu.fullScreen') },
    ],
  }
}

function helpMenu({ t, run }: MenuParts): MenuItemConstructorOptions {
  return {
    label: t('main:menu.help'),
    submenu: [
      { label: t('main:menu.shortcuts'), click: () => run('shortcuts') },
      { role: 'about', label: t('main:menu.about') },
    ],
  }
}
