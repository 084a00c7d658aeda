import { AppPaths, type AppPackage } from './app-paths.ts'
import { Browser } from './browser.ts'
import { startBrowser } from './browser-process.ts'
import { OfferedBrowserWindow } from './browser-window.ts'
import { makeEvent, OfferedEmitter, words } from './offered.ts'
import { setQuitRole } from './roles.ts'
import { defaultSession } from './session.ts'
import { InstanceLock } from './single-instance.ts'
import { state } from './state.ts'
import { refusePopups } from './popups.ts'

const EVENTS = words(`
    ready will-finish-launching window-all-closed before-quit will-quit quit activate open-file open-url
    second-instance web-contents-created browser-window-created browser-window-focus browser-window-blur
    session-created render-process-gone child-process-gone continue-activity accessibility-support-changed
    certificate-error select-client-certificate login gpu-info-update
`)

export class App extends OfferedEmitter {
  readonly commandLine = state.commandLine
  readonly isPackaged = false
  readonly dock = undefined
  readonly #lock = new InstanceLock()
  readonly #paths = new AppPaths(() => this.getName())
  readonly #whenReady = Promise.withResolvers<void>()
  #package: AppPackage = { folder: process.cwd(), main: '', name: 'Electron', version: '' }
  #name: string | null = null
  #exitCode = 0

  constructor() {
    super('app', EVENTS)
    setQuitRole(() => this.quit())
    state.events.on('contents', (contents) => this.emit('web-contents-created', {}, contents))
    state.events.on('window', (window) => this.emit('browser-window-created', {}, window))
    state.events.on('focus', (window) => this.emit('browser-window-focus', {}, window))
    state.events.on('blur', (window) => this.emit('browser-window-blur', {}, window))
    state.events.on('session', (session) => this.emit('session-created', session))
    state.events.on('stays', () => {
      state.quitting = false
    })
    state.events.on('empty', () => this.#noWindows())
  }

  get name(): string {
    return this.getName()
  }

  set name(name: string) {
    this.#name = name
  }

  getName(): string {
    return this.#name ?? this.#package.name
  }

  setName(name: string): void {
    this.#name = name
  }

  getVersion(): string {
    return this.#package.version
  }

  getAppPath(): string {
    return this.#package.folder
  }

  getPath(name: string): string {
    return this.#paths.get(name)
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  /** `--lang`, else the environment's language. */
  getLocale(): string {
    return state.commandLine.getSwitchValue('lang') || this.getSystemLocale()
  }

  getSystemLocale(): string {
    const named = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || ''
    const locale = named.replace(/[.@].*$/, '').replace('_', '-')
    return /^[a-z]{2,3}(-|$)/.test(locale) ? locale : 'en-US'
  }

  getLocaleCountryCode(): string {
    return /-([A-Z]{2})/.exec(this.getSystemLocale())?.[1] ?? ''
  }

  getPreferredSystemLanguages(): string[] {
    const named = (process.env['LANGUAGE'] ?? '').split(':').filter((name) => /^[a-z]{2,3}/.test(name))
    return named.length > 0 ? named.map((name) => name.replace('_', '-')) : [this.getSystemLocale()]
  }

  isReady(): boolean {
    return state.ready
  }

  whenReady(): Promise<void> {
    return this.#whenReady.promise
  }

  focus(): void {
    OfferedBrowserWindow.getAllWindows()[0]?.focus()
  }

  quit(): void {
    const event = makeEvent({})
    state.quitting = true
    this.emit('before-quit', event)
    if (event.defaultPrevented) {
      state.quitting = false
      return
    }
    const windows = OfferedBrowserWindow.getAllWindows()
    if (windows.length === 0) this.#leave()
    for (const window of windows) if (state.quitting) window.close()
  }

  exit(code = 0): void {
    this.#exitCode = code
    for (const window of OfferedBrowserWindow.getAllWindows()) window.destroy()
    this.#end()
  }

  requestSingleInstanceLock(data?: unknown): boolean {
    const announcement = { argv: process.argv, cwd: process.cwd(), data }
    return this.#lock.request(this.getPath('userData'), announcement, (other) => {
      const tell = (): boolean => this.emit('second-instance', makeEvent({}), other.argv, other.cwd, other.data)
      void this.whenReady().then(tell)
    })
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock.held
  }

  releaseSingleInstanceLock(): void {
    this.#lock.release()
  }

  /** There is no desktop to tell. */
  setAsDefaultProtocolClient(_scheme: string): boolean {
    return true
  }

  isDefaultProtocolClient(_scheme: string): boolean {
    return false
  }

  setAboutPanelOptions(_options: object): void {}
  setAppUserModelId(_id: string): void {}
  setDesktopName(_name: string): void {}
  addRecentDocument(_path: string): void {}
  clearRecentDocuments(): void {}
  /** Every page is in Chromium's sandbox, unless root runs it. */
  enableSandbox(): void {}

  disableHardwareAcceleration(): void {
    this.commandLine.appendSwitch('disable-gpu')
  }

  _setPackage(found: AppPackage): void {
    this.#package = found
  }

  /** Once the main script has run: the switches are known now. */
  async _start(): Promise<void> {
    this.emit('will-finish-launching')
    const browser = new Browser(await startBrowser(this.getPath('sessionData'), this.commandLine._forChromium()))
    state.browser = browser
    process.on('exit', () => browser.process.kill())
    browser.process.onExit(() => process.exit(this.#exitCode))
    await browser.start()
    browser.onPopup = refusePopups(browser)
    defaultSession._watchDownloads()
    defaultSession._applyPermissions()
    state.ready = true
    this.emit('session-created', defaultSession)
    this.emit('ready', {}, {})
    this.#whenReady.resolve()
  }

  #noWindows(): void {
    if (state.quitting) return this.#leave()
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  #leave(): void {
    const event = makeEvent({})
    this.emit('will-quit', event)
    state.quitting = !event.defaultPrevented
    if (!event.defaultPrevented) this.#end()
  }

  #end(): void {
    this.emit('quit', {}, this.#exitCode)
    this.#lock.release()
    process.exit(this.#exitCode)
  }
}

export const app = new App()
