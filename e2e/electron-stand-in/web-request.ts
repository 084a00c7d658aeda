import { Offered } from './offered.ts'

export interface RequestFacts {
  id: number
  url: string
  method: string
  resourceType: string
  timestamp: number
  webContentsId?: number
  requestHeaders?: Record<string, string>
  responseHeaders?: Record<string, string[]>
  statusCode?: number
}

export interface Verdict {
  cancel?: boolean
  redirectURL?: string
  requestHeaders?: Record<string, string | string[]>
  responseHeaders?: Record<string, string | string[]>
}

type Listener = (details: RequestFacts, callback: (verdict: Verdict) => void) => void
type Filter = { urls: string[] }
type Stage = 'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived'

function matches(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>' || pattern === '*://*/*') return true
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${source}$`).test(url)
}

/** `session.webRequest`: the newest listener of each stage, asked for every request a page makes. */
export class WebRequest extends Offered {
  readonly #listeners = new Map<Stage, { urls: string[]; listener: Listener }>()

  constructor() {
    super('session.webRequest')
  }

  onBeforeRequest(first: Filter | Listener | null, second?: Listener | null): void {
    this.#set('onBeforeRequest', first, second)
  }

  onBeforeSendHeaders(first: Filter | Listener | null, second?: Listener | null): void {
    this.#set('onBeforeSendHeaders', first, second)
  }

  onHeadersReceived(first: Filter | Listener | null, second?: Listener | null): void {
    this.#set('onHeadersReceived', first, second)
  }

  _ask(stage: Stage, details: RequestFacts): Promise<Verdict> {
    const entry = this.#listeners.get(stage)
    if (!entry?.urls.some((pattern) => matches(pattern, details.url))) return Promise.resolve({})
    return new Promise((done) => entry.listener(details, done))
  }

  _has(stage: Stage): boolean {
    return this.#listeners.has(stage)
  }

  #set(stage: Stage, first: Filter | Listener | null, second?: Listener | null): void {
    const urls = typeof first === 'object' && first !== null ? first.urls : ['<all_urls>']
    const listener = typeof first === 'function' ? first : second
    if (listener) this.#listeners.set(stage, { urls, listener })
    else this.#listeners.delete(stage)
  }
}
