import type { CdpSession } from './cdp.ts'
import { offered } from './offered.ts'
import { ISOLATED_WORLD } from './page-scripts.ts'
import { fromServed } from './protocol.ts'

interface FrameFacts {
  readonly id: string
  readonly parentId: string | undefined
  readonly number: number
  url: string
  name: string
  gone: boolean
}

/** Electron's WebFrameMain, as far as it is offered. */
export interface WebFrame {
  readonly url: string
  readonly origin: string
  readonly name: string
  readonly parent: WebFrame | null
  readonly top: WebFrame | null
  readonly processId: number
  readonly routingId: number
  readonly frameTreeNodeId: number
  readonly detached: boolean
  isDestroyed(): boolean
}

function originOf(url: string): string {
  const custom = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/i.exec(url)?.[0]
  return URL.canParse(url) && new URL(url).origin !== 'null' ? new URL(url).origin : (custom ?? 'null')
}

/** The frames of one page and the script contexts that belong to them, kept up to date from CDP events. */
export class FrameTree {
  readonly #frames = new Map<string, FrameFacts>()
  readonly #views = new Map<string, WebFrame>()
  /** Context id of the isolated world to frame id. */
  readonly #isolated = new Map<number, string>()
  readonly mainId: string
  #lastNumber = 0

  constructor(mainId: string) {
    this.mainId = mainId
    this.#note(mainId, undefined, '', '')
  }

  follow(session: CdpSession): void {
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.#note(frameId, parentFrameId, '', ''))
    session.on('Page.frameNavigated', ({ frame }) => {
      this.#note(frame.id, frame.parentId, `${frame.url}${frame.urlFragment ?? ''}`, frame.name ?? '')
    })
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.#frames.get(frameId)
      if (frame) frame.url = url
    })
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason !== 'swap') this.#forget(frameId)
    })
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === ISOLATED_WORLD) this.#isolated.set(context.id, String(context.auxData?.['frameId']))
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#isolated.delete(executionContextId),
    )
    session.on('Runtime.executionContextsCleared', () => this.#isolated.clear())
  }

  /** Newest isolated context of the main frame, where messages to the page go. */
  mainContext(): number | undefined {
    return [...this.#isolated].findLast(([, frameId]) => frameId === this.mainId)?.[0]
  }

  frameOfContext(contextId: number): WebFrame | null {
    const id = this.#isolated.get(contextId)
    return id === undefined ? null : this.view(id)
  }

  view(id: string): WebFrame {
    const known = this.#views.get(id)
    if (known) return known
    const made = offered('WebFrameMain', this.#make(id))
    this.#views.set(id, made)
    return made
  }

  isMain(id: string | undefined): boolean {
    return id === undefined || id === this.mainId
  }

  #make(id: string): WebFrame {
    const facts = (): FrameFacts =>
      this.#frames.get(id) ?? { id, parentId: this.mainId, number: 0, url: '', name: '', gone: true }
    const parent = (): WebFrame | null => {
      const parentId = facts().parentId
      return parentId === undefined ? null : this.view(parentId)
    }
    const top = (): WebFrame => this.view(this.mainId)
    return {
      get url() {
        return fromServed(facts().url)
      },
      get origin() {
        return originOf(fromServed(facts().url))
      },
      get name() {
        return facts().name
      },
      get parent() {
        return parent()
      },
      get top() {
        return top()
      },
      processId: 1,
      get routingId() {
        return facts().number
      },
      get frameTreeNodeId() {
        return facts().number
      },
      get detached() {
        return facts().gone
      },
      isDestroyed: () => facts().gone,
    }
  }

  #note(id: string, parentId: string | undefined, url: string, name: string): void {
    const known = this.#frames.get(id)
    if (!known) this.#frames.set(id, { id, parentId, number: ++this.#lastNumber, url, name, gone: false })
    else Object.assign(known, { url, name })
  }

  #forget(id: string): void {
    const frame = this.#frames.get(id)
    if (frame) frame.gone = true
    for (const other of this.#frames.values()) if (other.parentId === id) this.#forget(other.id)
  }
}
