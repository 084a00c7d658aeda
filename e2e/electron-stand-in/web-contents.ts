import type { Page } from './browser.ts'
import type { Protocol } from './cdp.ts'
import { FrameTree, type WebFrame } from './frames.ts'
import { makeEvent, NotOfferedError, offered, OfferedEmitter } from './offered.ts'
import { decodeClone, encodeClone } from './page/codec.ts'
import type { Notice } from './page/watch-page.ts'
import { RECEIVE } from './page-scripts.ts'
import { configurePage } from './page-wiring.ts'
import { toServed } from './protocol.ts'
import { ipcMain } from './ipc-main.ts'
import { defaultSession } from './session.ts'
import { state } from './state.ts'

const EVENTS = [
  'before-input-event',
  'blur',
  'close',
  'console-message',
  'destroyed',
  'did-attach-webview',
  'did-fail-load',
  'did-finish-load',
  'did-navigate',
  'did-navigate-in-page',
  'did-start-loading',
  'did-start-navigation',
  'did-stop-loading',
  'dom-ready',
  'focus',
  'ipc-message',
  'preload-error',
  'render-process-gone',
  'responsive',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-prevent-unload',
  'will-redirect',
]

export interface OpenDetails {
  url: string
  frameName: string
  features: string
  disposition: string
  referrer: { url: string; policy: string }
}

type OpenHandler = (details: OpenDetails) => { action: 'allow' | 'deny' }
export type Notify = (notice: Notice) => void

const EDITS = {
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'SelectAll',
  delete: 'Delete',
}
export type Edit = keyof typeof EDITS

let lastId = 0
const all = new Map<number, WebContents>()

const EMPTY_PAGE = 'about:blank'

/** Electron's WebContents over one page of Chromium. What goes to the page waits until the page is there. */
export class WebContents extends OfferedEmitter {
  readonly id = ++lastId
  readonly session = defaultSession
  readonly _page: Promise<Page>
  _notice: Notify = () => undefined
  _requestClose: (waitForBeforeUnload: boolean) => void = () => undefined
  _targetId = ''
  _expected: string | null = null
  _lastOpened: Protocol.Page.windowOpenPayload | null = null
  _openHandler: OpenHandler = () => ({ action: 'allow' })
  #frames: FrameTree | null = null
  #page: Page | null = null
  #destroyed = false
  #zoom = 1
  #rtc = 'default'
  #loading = false

  constructor(opening: Promise<Page>, preload: string | null) {
    super('webContents', EVENTS)
    all.set(this.id, this)
    this._page = opening.then(async (page) => {
      this.#page = page
      this._targetId = page.targetId
      this.#frames = new FrameTree(page.targetId)
      await configurePage(page, this, this.#frames, preload)
      return page
    })
    this._page.catch((error) => this.#destroyed || console.error(error))
    state.events.emit('contents', this)
  }

  get mainFrame(): WebFrame {
    if (!this.#frames) throw new Error('electron stand-in: the page has no frame yet')
    return this.#frames.view(this.#frames.mainId)
  }

  /** Resolves when the page has loaded; rejects as Electron does, with `ERR_... loading '<address>'`. */
  async loadURL(url: string): Promise<void> {
    const { session } = await this._page
    // On a busy machine the empty page that a window begins with may tell of its end only now.
    const loaded = new Promise<void>((done) => {
      const look = (): void => {
        if (url !== EMPTY_PAGE && ['', EMPTY_PAGE].includes(this.getURL())) return
        this.off('did-finish-load', look)
        done()
      }
      this.on('did-finish-load', look)
    })
    this._expected = url
    const { errorText } = await session.send('Page.navigate', { url: toServed(url) })
    if (errorText === undefined) return loaded
    const name = errorText.replace(/^net::/, '')
    this.emit('did-fail-load', makeEvent({}), -2, name, url, true)
    throw new Error(`${name} (-2) loading '${url}'`)
  }

  send(channel: string, ...args: unknown[]): void {
    this._tell('event', channel, args)
  }

  /** Puts a message into the main frame's isolated world; without a document there it is dropped, as in Electron. */
  _tell(...message: unknown[]): void {
    const text = encodeClone(message)
    const contextId = this.#frames?.mainContext()
    if (contextId === undefined || !this.#page) return
    this.#page.session.sendQuietly('Runtime.callFunctionOn', {
      functionDeclaration: `function (text) { ${RECEIVE}(text) }`,
      executionContextId: contextId,
      arguments: [{ value: text }],
      userGesture: message[0] === 'clipboard',
    })
  }

  /** A message of the isolated world: see page/isolated-world.ts. */
  _received(frame: WebFrame, text: string): void {
    // Written by our own script in a world no page reaches.
    const [kind, ...facts] = decodeClone(text) as [string, ...unknown[]]
    if (kind === 'notice') this._notice(facts[0] as Notice)
    else if (kind === 'preload-error') {
      console.error('Unable to load preload script:', facts[0])
      this.emit('preload-error', makeEvent({}), '', facts[0])
    } else if (kind === 'send') ipcMain._send(this, frame, String(facts[0]), facts[1] as unknown[])
    else if (kind === 'invoke') {
      const [id, channel, args] = facts as [number, string, unknown[]]
      ipcMain._invoke(this, frame, channel, args).then(
        (value) => this.#reply(id, value),
        (error: Error) => this._tell('failed', id, error.message),
      )
    }
  }

  #reply(id: number, value: unknown): void {
    try {
      this._tell('done', id, value)
    } catch (error) {
      this._tell('failed', id, String(error))
    }
  }

  getURL(): string {
    return this.#frames ? this.mainFrame.url : ''
  }

  getTitle(): string {
    return ''
  }

  isLoading(): boolean {
    return this.#loading
  }

  _setLoading(loading: boolean): void {
    if (this.#loading === loading) return
    this.#loading = loading
    this.emit(loading ? 'did-start-loading' : 'did-stop-loading')
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isCrashed(): boolean {
    return false
  }

  isFocused(): boolean {
    return !this.#destroyed
  }

  focus(): void {
    this.#page?.session.sendQuietly('Page.bringToFront')
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this._openHandler = handler
  }

  reload(): void {
    this._expected = this.getURL()
    this.#page?.session.sendQuietly('Page.reload')
  }

  close(options?: { waitForBeforeUnload?: boolean }): void {
    this._requestClose(options?.waitForBeforeUnload === true)
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session } = await this._page
    const options = { expression: code, awaitPromise: true, returnByValue: true, userGesture }
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', options)
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async insertText(text: string): Promise<void> {
    await (await this._page).session.send('Input.insertText', { text })
  }

  async printToPDF(options: Protocol.Page.printToPDFParameters = {}): Promise<Buffer> {
    const { data } = await (await this._page).session.send('Page.printToPDF', options)
    return Buffer.from(data, 'base64')
  }

  _edit(edit: Edit): void {
    this.#page?.session.sendQuietly('Input.dispatchKeyEvent', { type: 'keyDown', commands: [EDITS[edit]] })
  }

  undo = (): void => this._edit('undo')
  redo = (): void => this._edit('redo')
  cut = (): void => this._edit('cut')
  copy = (): void => this._edit('copy')
  paste = (): void => this._edit('paste')
  delete = (): void => this._edit('delete')
  selectAll = (): void => this._edit('selectAll')

  /** There are no developer tools in the window; Chromium's are at the address it printed. */
  openDevTools(): void {}
  closeDevTools(): void {}
  toggleDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.#rtc = policy
  }

  getWebRTCIPHandlingPolicy(): string {
    return this.#rtc
  }

  /** By CSS `zoom` on the root element: Chromium's own zoom is out of CDP's reach. */
  setZoomFactor(factor: number): void {
    this.#zoom = factor
    this._applyZoom()
  }

  getZoomFactor(): number {
    return this.#zoom
  }

  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level)
  }

  getZoomLevel(): number {
    return Math.log(this.#zoom) / Math.log(1.2)
  }

  _applyZoom(): void {
    const expression = `document.documentElement.style.zoom = ${this.#zoom === 1 ? "''" : this.#zoom}`
    this.#page?.session.sendQuietly('Runtime.evaluate', { expression })
  }

  _destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    all.delete(this.id)
    this.emit('destroyed')
  }
}

export const webContents = offered('webContents', {
  getAllWebContents: (): WebContents[] => [...all.values()],
  fromId: (id: number): WebContents | undefined => all.get(id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    [...all.values()].find((contents) => contents._targetId === targetId),
  getFocusedWebContents: (): never => {
    throw new NotOfferedError('webContents.getFocusedWebContents')
  },
})
