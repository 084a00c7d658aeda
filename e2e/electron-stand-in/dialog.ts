import { basename, dirname } from 'node:path'
import { isHeadless } from './browser-process.ts'
import { askInWindow } from './dialog-window.ts'
import { offered } from './offered.ts'
import { state } from './state.ts'

interface FileOptions {
  title?: string
  message?: string
  defaultPath?: string
  filters?: { name: string; extensions: string[] }[]
  properties?: string[]
}

interface MessageOptions {
  message: string
  detail?: string
  buttons?: string[]
  cancelId?: number
}

/** Each call may have the parent window before its options. */
const last = <T>(args: readonly unknown[]): T => (args.at(-1) ?? {}) as T

const extensionsOf = ({ filters = [] }: FileOptions): string[] => filters.flatMap(({ extensions }) => extensions)

export const dialog = offered('dialog', {
  async showOpenDialog(...args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    const options = last<FileOptions>(args)
    const told = await askInWindow({
      kind: 'open',
      message: options.title ?? options.message ?? 'Open',
      folder: options.defaultPath ?? process.cwd(),
      folders: options.properties?.includes('openDirectory') === true,
      many: options.properties?.includes('multiSelections') === true,
      extensions: extensionsOf(options),
    })
    return told?.kind === 'paths' ? { canceled: false, filePaths: told.paths } : { canceled: true, filePaths: [] }
  },

  async showSaveDialog(...args: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    const options = last<FileOptions>(args)
    const path = options.defaultPath ?? ''
    const told = await askInWindow({
      kind: 'save',
      message: options.title ?? options.message ?? 'Save',
      folder: path.includes('/') ? dirname(path) : process.cwd(),
      name: basename(path),
      extensions: extensionsOf(options),
    })
    const [filePath = ''] = told?.kind === 'paths' ? told.paths : []
    return { canceled: filePath === '', filePath }
  },

  /** Closing the box means `cancelId`, else the button called Cancel or No, else the first. */
  async showMessageBox(...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const { message, detail = '', buttons = [], cancelId } = last<MessageOptions>(args)
    const shown = buttons.length > 0 ? buttons : ['OK']
    const told = await askInWindow({ kind: 'message', message, detail, buttons: shown })
    const cancel =
      cancelId ??
      Math.max(
        0,
        shown.findIndex((label) => /^(cancel|no)$/i.test(label)),
      )
    return { response: told?.kind === 'button' ? told.index : cancel, checkboxChecked: false }
  },

  /** Written to standard error where there is no display or no browser yet, as Electron does before it is ready. */
  showErrorBox(title: string, content: string): void {
    if (isHeadless() || !state.ready) console.error(`${title}\n${content}`)
    else void askInWindow({ kind: 'message', message: title, detail: content, buttons: ['OK'] })
  },
})
