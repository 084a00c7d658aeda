import type { Page } from './browser.ts'
import type { CdpSession, Protocol } from './cdp.ts'
import type { FrameTree, WebFrame } from './frames.ts'
import { makeEvent } from './offered.ts'
import { ISOLATED_WORLD, pageScripts, SEND } from './page-scripts.ts'
import { fromServed } from './protocol.ts'
import { decideRequest } from './requests.ts'
import type { WebRequest } from './web-request.ts'

/** The part of WebContents that events of the page go to. */
export interface PageOwner {
  readonly id: number
  readonly session: { readonly webRequest: WebRequest }
  _expected: string | null
  _lastOpened: Protocol.Page.windowOpenPayload | null
  emit(event: string, ...args: unknown[]): boolean
  getURL(): string
  _received(frame: WebFrame, text: string): void
  _setLoading(loading: boolean): void
  _applyZoom(): void
}

/** Sets a new page up, while it waits, and lets it go. */
export async function configurePage(
  page: Page,
  owner: PageOwner,
  frames: FrameTree,
  preload: string | null,
): Promise<void> {
  const { session } = page
  frames.follow(session)
  followMessages(session, owner, frames)
  followLoading(session, owner, frames)
  followTrouble(session, owner)
  const host = {
    id: owner.id,
    webRequest: owner.session.webRequest,
    mayNavigate: (to: Navigation) => mayNavigate(owner, frames, to),
  }
  session.on('Fetch.requestPaused', (paused) => void decideRequest(session, host, paused))
  const scripts = pageScripts(preload)
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: SEND, executionContextName: ISOLATED_WORLD }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.isolated, worldName: ISOLATED_WORLD }),
    session.send('Fetch.enable', {
      patterns: [
        { urlPattern: '*', requestStage: 'Request' },
        { urlPattern: '*', requestStage: 'Response' },
      ],
    }),
    session.send('Runtime.runIfWaitingForDebugger'),
  ])
}

interface Navigation {
  url: string
  frameId: string
  redirected: boolean
}

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '')

/** Asks the listeners of a navigation that the app did not start itself; a reload goes on without. */
function mayNavigate(owner: PageOwner, frames: FrameTree, { url, frameId, redirected }: Navigation): boolean {
  const isMainFrame = frames.isMain(frameId)
  const frame = frames.view(frameId)
  const expected = isMainFrame ? owner._expected : null
  if (isMainFrame) owner._expected = null
  const same = (other: string): boolean => withoutFragment(other) === withoutFragment(url)
  if (expected !== null && same(expected)) return true
  if (isMainFrame && same(owner.getURL())) return true
  // Chromium opens a file that is dropped on a page; Electron does not.
  if (url.startsWith('file:')) return false
  const event = makeEvent({ url, isSameDocument: false, isMainFrame, frame, initiator: frame })
  if (redirected) owner.emit('will-redirect', event, url)
  else {
    owner.emit('will-frame-navigate', event)
    if (isMainFrame) owner.emit('will-navigate', event, url)
  }
  return !event.defaultPrevented
}

function followMessages(session: CdpSession, owner: PageOwner, frames: FrameTree): void {
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const frame = frames.frameOfContext(executionContextId)
    if (name === SEND && frame) owner._received(frame, payload)
  })
  session.on('Page.windowOpen', (opened) => {
    owner._lastOpened = opened
  })
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    const message = args.map((arg) => String(arg.value ?? arg.description ?? '')).join(' ')
    owner.emit('console-message', makeEvent({ level: type, message, lineNumber: 0, sourceId: '' }))
  })
}

function followLoading(session: CdpSession, owner: PageOwner, frames: FrameTree): void {
  session.on('Page.frameStartedLoading', ({ frameId }) => frames.isMain(frameId) && owner._setLoading(true))
  session.on('Page.frameStoppedLoading', ({ frameId }) => frames.isMain(frameId) && owner._setLoading(false))
  session.on('Page.domContentEventFired', () => {
    owner._applyZoom()
    owner.emit('dom-ready', makeEvent({}))
  })
  session.on('Page.loadEventFired', () => owner.emit('did-finish-load', makeEvent({})))
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId === undefined) owner.emit('did-navigate', makeEvent({}), fromServed(frame.url), 200, '')
  })
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    owner.emit('did-navigate-in-page', makeEvent({}), fromServed(url), frames.isMain(frameId), 1, 1)
  })
}

function followTrouble(session: CdpSession, owner: PageOwner): void {
  session.on('Inspector.targetCrashed', () => {
    owner.emit('render-process-gone', makeEvent({}), { reason: 'crashed', exitCode: 1 })
  })
  session.on('Page.javascriptDialogOpening', ({ type }) => {
    if (type !== 'beforeunload') return
    // Electron asks nobody either: the page stays, unless the app says otherwise.
    const event = makeEvent({})
    owner.emit('will-prevent-unload', event)
    session.sendQuietly('Page.handleJavaScriptDialog', { accept: event.defaultPrevented })
  })
}
