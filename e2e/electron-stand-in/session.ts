import { offered, makeEvent, OfferedEmitter } from './offered.ts'
import type { Protocol } from './cdp.ts'
import { protocol } from './protocol.ts'
import { state } from './state.ts'
import { WebRequest } from './web-request.ts'

type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean
type RequestHandler = (contents: null, permission: string, decide: (allowed: boolean) => void, details: object) => void

const PERMISSIONS: [string, Protocol.Browser.PermissionDescriptor][] = [
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write', allowWithoutSanitization: false }],
  ['geolocation', { name: 'geolocation' }],
  ['idle-detection', { name: 'idle-detection' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['midi', { name: 'midi' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['notifications', { name: 'notifications' }],
  ['storage-access', { name: 'storage-access' }],
  ['window-management', { name: 'window-management' }],
]

/** Electron's Session. The stand-in has one browser profile; a further partition has its own handlers only. */
export class Session extends OfferedEmitter {
  readonly webRequest = new WebRequest()
  readonly protocol = protocol
  spellCheckerEnabled = true
  #languages: string[] = []
  #check: CheckHandler | null = null
  #request: RequestHandler | null = null

  constructor() {
    super('session', ['will-download'])
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler
    this._applyPermissions()
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler
    this._applyPermissions()
  }

  /** Chromium's device choosers never open in a page that CDP drives, so every device is refused. */
  setDevicePermissionHandler(_handler: (() => boolean) | null): void {}

  setDisplayMediaRequestHandler(_handler: (() => void) | null): void {}

  /** Always off: the profile is made without it. */
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellCheckerEnabled = enabled
  }

  isSpellCheckerEnabled(): boolean {
    return this.spellCheckerEnabled
  }

  setSpellCheckerLanguages(languages: string[]): void {
    this.#languages = languages
  }

  getSpellCheckerLanguages(): string[] {
    return this.#languages
  }

  async clearCache(): Promise<void> {
    await this.clearStorageData()
  }

  async clearStorageData(): Promise<void> {
    const root = state.running?.process.connection.root
    await root?.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' })
  }

  /** Chromium asks nobody: what the handlers say is set beforehand for all origins. */
  _applyPermissions(): void {
    const root = state.running?.process.connection.root
    if (!root || this !== defaultSession) return
    for (const [name, permission] of PERMISSIONS) {
      this.#decide(name, (allowed) => {
        root.sendQuietly('Browser.setPermission', { permission, setting: allowed ? 'granted' : 'denied' })
      })
    }
  }

  _watchDownloads(): void {
    const root = state.browser.process.connection.root
    root.sendQuietly('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
    root.on('Browser.downloadWillBegin', ({ url, suggestedFilename }) => {
      const item = offered('DownloadItem', {
        getURL: () => url,
        getFilename: () => suggestedFilename,
        cancel: () => undefined,
      })
      this.emit('will-download', makeEvent({}), item, null)
    })
  }

  #decide(permission: string, decide: (allowed: boolean) => void): void {
    if (this.#check && !this.#check(null, permission, '', { isMainFrame: true })) decide(false)
    else if (this.#request) this.#request(null, permission, decide, { isMainFrame: true })
    else decide(true)
  }
}

const partitions = new Map<string, Session>()
export const defaultSession = new Session()

export const session = offered('session', {
  defaultSession,
  fromPartition(name: string): Session {
    const known = name === '' ? defaultSession : partitions.get(name)
    if (known) return known
    const made = new Session()
    partitions.set(name, made)
    state.events.emit('session', made)
    return made
  },
})
