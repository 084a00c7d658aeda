import { app } from './app.ts'
import { OfferedBrowserWindow } from './browser-window.ts'
import { clipboard, ClipboardItem } from './clipboard.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { OfferedMenu, OfferedMenuItem } from './menu.ts'
import { nativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { notOffered, offered, words } from './offered.ts'
import { powerMonitor } from './power-monitor.ts'
import { protocol } from './protocol.ts'
import { screen } from './screen.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { webContents } from './web-contents.ts'

/** Electron's other exports, so that an import of one links and its first use says what is wrong. */
const MISSING = words(`
    autoUpdater BaseWindow BrowserView contentTracing contextBridge crashReporter desktopCapturer globalShortcut
    ImageView inAppPurchase ipcRenderer MessageChannelMain net netLog Notification parentPort powerSaveBlocker
    pushNotifications safeStorage ServiceWorkerMain ShareMenu sharedTexture systemPreferences TouchBar Tray
    utilityProcess View webFrame webFrameMain WebContentsView webUtils
`)

/** What `import ... from 'electron'` gives in the main process. */
export const electron = offered('electron', {
  ...Object.fromEntries(MISSING.map((name) => [name, notOffered(name)])),
  app,
  BrowserWindow: OfferedBrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  ipcMain,
  Menu: OfferedMenu,
  MenuItem: OfferedMenuItem,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  webContents,
})
