import { readFileSync } from 'node:fs'
import { makeEvent, NotOfferedError, offered, OfferedEmitter, refuseUnknownOptions, words } from './offered.ts'
import type { Notice } from './page/watch-page.ts'
import { followTheme } from './native-theme.ts'
import { pressAccelerator } from './menu.ts'
import { type Rectangle, screen } from './screen.ts'
import { state } from './state.ts'
import { WebContents } from './web-contents.ts'
import { WindowShape } from './window-shape.ts'

const EVENTS = words(`
    always-on-top-changed blur close closed enter-full-screen focus hide leave-full-screen maximize minimize
    move moved page-title-updated ready-to-show resize resized responsive restore show unmaximize unresponsive
`)

const OPTIONS = new Set(
  words(`
    width height x y center minWidth minHeight useContentSize show title icon backgroundColor autoHideMenuBar
    darkTheme paintWhenInitiallyHidden webPreferences resizable titleBarStyle trafficLightPosition vibrancy
    backgroundMaterial
  `),
)

/** What a window would be less safe with than it looks here, or cannot be. */
const FIXED: Record<string, boolean> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  javascript: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
}

const PREFERENCES = new Set(['preload', 'spellcheck', 'devTools', 'safeDialogs', ...Object.keys(FIXED)])

export interface WindowOptions {
  width?: number
  height?: number
  x?: number
  y?: number
  show?: boolean
  title?: string
  backgroundColor?: string
  webPreferences?: { preload?: string } & Record<string, unknown>
}

function checkOptions(options: WindowOptions): void {
  refuseUnknownOptions('BrowserWindow', options, OPTIONS)
  const preferences = options.webPreferences ?? {}
  refuseUnknownOptions('BrowserWindow webPreferences', preferences, PREFERENCES)
  for (const [name, value] of Object.entries(FIXED)) {
    const given = preferences[name]
    if (given !== undefined && given !== value)
      throw new NotOfferedError(`webPreferences.${name} = ${JSON.stringify(given)}`)
  }
}

const windows = new Set<BrowserWindow>()
let focused: BrowserWindow | null = null
let lastId = 0

export class BrowserWindow extends OfferedEmitter {
  readonly id = ++lastId
  readonly webContents: WebContents
  readonly #shape: WindowShape
  #title: string
  #visible: boolean
  #destroyed = false
  #menuBar = true

  constructor(options: WindowOptions = {}) {
    super('BrowserWindow', EVENTS)
    if (!state.ready) throw new Error('Cannot create BrowserWindow before app is ready')
    checkOptions(options)
    this.#title = options.title ?? ''
    this.#visible = options.show ?? true
    const preload = options.webPreferences?.preload
    this.#shape = new WindowShape(options, (event) => this.emit(event))
    const opening = state.browser.openPage(this.#shape.getBounds())
    this.webContents = new WebContents(opening, preload === undefined ? null : readFileSync(preload, 'utf8'))
    this.webContents._notice = (notice) => this.#heard(notice)
    this.webContents._requestClose = (wait) => (wait ? this.close() : this.destroy())
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'))
    this.webContents.on('did-finish-load', () => this._refreshTitle())
    windows.add(this)
    this.webContents._page.then((page) => this.#opened(page.targetId, options.backgroundColor)).catch(console.error)
    state.events.emit('window', this)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  reload(): void {
    this.webContents.reload()
  }

  show(): void {
    if (!this.#visible) this.emit('show')
    this.#visible = true
    this.focus()
  }

  showInactive(): void {
    this.show()
  }

  /** Chromium cannot hide a window, so it is minimised. */
  hide(): void {
    this.#visible = false
    this.#shape.set('minimized')
    this.emit('hide')
  }

  isVisible(): boolean {
    return this.#visible
  }

  focus(): void {
    this.webContents.focus()
    this.#setFocus(true)
  }

  blur(): void {
    this.#setFocus(false)
  }

  isFocused(): boolean {
    return focused === this
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  /** Asks the listeners of `close`, then the page's `beforeunload`. */
  close(): void {
    if (this.#destroyed) return
    const event = makeEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) state.events.emit('stays', this)
    else this.webContents._page.then(({ session }) => session.sendQuietly('Page.close')).catch(() => this.destroy())
  }

  destroy(): void {
    if (this.#destroyed) return
    state.browser.closePage(this.webContents._targetId)
    this._gone()
  }

  minimize = (): void => this.#shape.set('minimized')
  maximize = (): void => this.#shape.set('maximized')
  unmaximize = (): void => this.#shape.set('normal')
  restore = (): void => this.#shape.set('normal')
  setFullScreen = (on: boolean): void => this.#shape.set(on ? 'fullscreen' : 'normal')
  isMinimized = (): boolean => this.#shape.is('minimized')
  isMaximized = (): boolean => this.#shape.is('maximized')
  isFullScreen = (): boolean => this.#shape.is('fullscreen')
  isNormal = (): boolean => this.#shape.is('normal')
  getBounds = (): Rectangle => this.#shape.getBounds()
  getContentBounds = (): Rectangle => this.#shape.getBounds()
  getNormalBounds = (): Rectangle => this.#shape.getNormalBounds()
  setBounds = (bounds: Partial<Rectangle>): void => this.#shape.setBounds(bounds)
  setSize = (width: number, height: number): void => this.#shape.setBounds({ width, height })
  setContentSize = (width: number, height: number): void => this.#shape.setBounds({ width, height })
  getSize = (): number[] => [this.#shape.getBounds().width, this.#shape.getBounds().height]
  getContentSize = (): number[] => this.getSize()
  setPosition = (x: number, y: number): void => this.#shape.setBounds({ x, y })
  getPosition = (): number[] => [this.#shape.getBounds().x, this.#shape.getBounds().y]
  center = (): void => this.#shape.setBounds(screen._centred(this.#shape.getBounds()))

  getTitle(): string {
    return this.#title
  }

  /** The page's title is the window's, as long as Chromium draws it. */
  setTitle(title: string): void {
    this.#title = title
  }

  /** The menu bar is not drawn; its keys work. */
  setMenuBarVisibility(visible: boolean): void {
    this.#menuBar = visible
  }

  isMenuBarVisible(): boolean {
    return this.#menuBar
  }

  setAutoHideMenuBar(_hide: boolean): void {}

  setBackgroundColor(colour: string): void {
    this.webContents._page.then(({ session }) => paintBackground(session, colour)).catch(() => undefined)
  }

  flashFrame(_flash: boolean): void {}
  moveTop(): void {
    this.focus()
  }

  _refreshTitle(): void {
    this.webContents
      .executeJavaScript('document.title')
      .then((title) => {
        const event = makeEvent({})
        if (title !== this.#title) this.emit('page-title-updated', event, title, true)
        if (!event.defaultPrevented) this.#title = String(title)
      })
      .catch(() => undefined)
  }

  _gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#setFocus(false)
    windows.delete(this)
    this.webContents._destroy()
    this.emit('closed')
    if (windows.size === 0) state.events.emit('empty')
  }

  async #opened(targetId: string, colour: string | undefined): Promise<void> {
    if (this.#destroyed) return state.browser.closePage(targetId)
    const { session } = await this.webContents._page
    state.browser.whenClosed(targetId, () => this._gone())
    followTheme(session)
    if (colour !== undefined) paintBackground(session, colour)
    await this.#shape.attach(targetId)
    if (this.#visible) this.#setFocus(true)
  }

  #heard(notice: Notice): void {
    if (notice.kind === 'focus') this.#setFocus(true)
    else if (notice.kind === 'blur') this.#setFocus(false)
    else if (notice.kind === 'bounds') this.#shape.noticed(notice)
    else if (notice.kind === 'copy') state.events.emit('copied', notice)
    else {
      const input = {
        type: 'keyDown',
        key: notice.key,
        code: notice.code,
        control: notice.control,
        shift: notice.shift,
      }
      const refuse = (): never => {
        throw new NotOfferedError('before-input-event: preventDefault')
      }
      this.webContents.emit(
        'before-input-event',
        { preventDefault: refuse },
        { ...input, alt: notice.alt, meta: notice.meta },
      )
      pressAccelerator(notice, this)
    }
  }

  #setFocus(on: boolean): void {
    if (on === (focused === this)) return
    focused = on ? this : null
    this.emit(on ? 'focus' : 'blur', makeEvent({}))
    state.events.emit(on ? 'focus' : 'blur', this)
  }
}

function paintBackground(session: Awaited<WebContents['_page']>['session'], colour: string): void {
  const [, r = '0', g = '0', b = '0'] = /^#(..)(..)(..)$/.exec(colour) ?? []
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return
  const part = (hex: string): number => Number.parseInt(hex, 16)
  session.sendQuietly('Emulation.setDefaultBackgroundColorOverride', {
    color: { r: part(r), g: part(g), b: part(b), a: 1 },
  })
}

export const OfferedBrowserWindow = offered('BrowserWindow', BrowserWindow)
