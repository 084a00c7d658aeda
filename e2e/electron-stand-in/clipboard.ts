import { OfferedBrowserWindow } from './browser-window.ts'
import { offered } from './offered.ts'
import { state } from './state.ts'

let text = ''
let html = ''

state.events.on('copied', (copied: { text: string; html: string }) => {
  text = copied.text
  html = copied.html
})

/** What the main process writes goes to Chromium's clipboard too, as long as a window is open. */
function put(newText: string, newHtml: string): void {
  text = newText
  html = newHtml
  const window = OfferedBrowserWindow.getFocusedWindow() ?? OfferedBrowserWindow.getAllWindows()[0]
  window?.webContents._tell('clipboard', text, html)
}

type Payload = string | Blob | Promise<string | Blob>

/** Electron's ClipboardItem: what is put on the clipboard, by MIME type. */
export class ClipboardItem {
  readonly types: string[]
  readonly #items: Record<string, Payload>

  constructor(items: Record<string, Payload>) {
    this.#items = items
    this.types = Object.keys(items)
  }

  async getType(type: string): Promise<Blob> {
    const payload = await this.#items[type]
    if (payload === undefined) throw new Error(`electron stand-in: nothing of the type ${type} on the clipboard`)
    return typeof payload === 'string' ? new Blob([payload], { type }) : payload
  }
}

async function textOf(items: readonly ClipboardItem[], type: string): Promise<string> {
  const item = items.find(({ types }) => types.includes(type))
  return item === undefined ? '' : (await item.getType(type)).text()
}

/** One item of what there is, or none. */
function contents(): Record<string, string>[] {
  const items = { ...(text === '' ? {} : { 'text/plain': text }), ...(html === '' ? {} : { 'text/html': html }) }
  return Object.keys(items).length === 0 ? [] : [items]
}

/** The clipboard of the app and its pages; that of other programs is out of reach. Text and HTML only. */
export const clipboard = offered('clipboard', {
  readText: (): Promise<string> => Promise.resolve(text),
  writeText: (value: string): void => put(value, ''),
  read: (): Promise<ClipboardItem[]> => Promise.resolve(contents().map((items) => new ClipboardItem(items))),
  write: async (items: readonly ClipboardItem[]): Promise<void> =>
    put(await textOf(items, 'text/plain'), await textOf(items, 'text/html')),
  clear: (): void => put('', ''),
})
