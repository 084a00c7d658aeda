import { randomUUID } from 'node:crypto'
import type { BrowserProcess } from './browser-process.ts'
import type { CdpSession } from './cdp.ts'

/** A page of the running browser, stopped before its first navigation until it is configured. */
export interface Page {
  readonly targetId: string
  readonly session: CdpSession
}

export interface Popup extends Page {
  readonly openerId: string | undefined
}

export interface Shape {
  width: number
  height: number
  x?: number | undefined
  y?: number | undefined
}

const PAGES_ONLY = [{ type: 'page' }, { exclude: true }]

/** Opens and closes pages in the running Chromium; pages that nobody here asked for are reported as popups. */
export class Browser {
  readonly process: BrowserProcess
  onPopup: (popup: Popup) => void = (popup) => this.closePage(popup.targetId)
  readonly #arrived = new Map<string, Popup & { url: string }>()
  readonly #closed = new Map<string, () => void>()
  #arrival: () => void = () => undefined
  #opening = 0

  constructor(process: BrowserProcess) {
    this.process = process
  }

  async start(): Promise<void> {
    const root = this.process.connection.root
    root.on('Target.attachedToTarget', ({ targetInfo, sessionId }) => {
      const session = this.process.connection.session(sessionId)
      const { targetId, openerId, url } = targetInfo
      const page = { targetId, session, openerId, url }
      if (this.#opening > 0 && openerId === undefined) {
        this.#arrived.set(targetId, page)
        this.#arrival()
      } else this.onPopup(page)
    })
    root.on('Target.detachedFromTarget', ({ sessionId, targetId }) => {
      this.process.connection.forget(sessionId)
      if (targetId !== undefined) this.#gone(targetId)
    })
    root.on('Target.targetDestroyed', ({ targetId }) => this.#gone(targetId))
    await Promise.all([
      root.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
        filter: PAGES_ONLY,
      }),
      root.send('Target.setDiscoverTargets', { discover: true, filter: PAGES_ONLY }),
    ])
  }

  /** Calls back once when the page has gone, whoever closed it. */
  whenClosed(targetId: string, closed: () => void): void {
    this.#closed.set(targetId, closed)
  }

  async openPage(shape: Shape): Promise<Page> {
    this.#opening++
    try {
      return this.process.headless ? await this.#openHeadless(shape) : await this.#openAppWindow()
    } finally {
      this.#opening--
      if (this.#opening === 0) this.#releaseUnclaimed()
    }
  }

  closePage(targetId: string): void {
    this.process.connection.root.sendQuietly('Target.closeTarget', { targetId })
  }

  async #openHeadless({ width, height }: Shape): Promise<Page> {
    const root = this.process.connection.root
    const { targetId } = await root.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
    return this.#claim((page) => page.targetId === targetId)
  }

  async #openAppWindow(): Promise<Page> {
    const mark = randomUUID()
    this.process.openAppWindow(`data:text/html,<!--${mark}-->`)
    return this.#claim((page) => page.url.includes(mark))
  }

  async #claim(fits: (page: Popup & { url: string }) => boolean): Promise<Page> {
    for (;;) {
      for (const page of this.#arrived.values()) {
        if (!fits(page)) continue
        this.#arrived.delete(page.targetId)
        return page
      }
      const before = this.#arrival
      await new Promise<void>((done) => {
        this.#arrival = () => {
          before()
          done()
        }
      })
    }
  }

  #releaseUnclaimed(): void {
    for (const page of this.#arrived.values()) this.onPopup(page)
    this.#arrived.clear()
    this.#arrival = () => undefined
  }

  #gone(targetId: string): void {
    const closed = this.#closed.get(targetId)
    this.#closed.delete(targetId)
    closed?.()
  }
}
