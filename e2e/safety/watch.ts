import type { ConsoleMessage, Page } from 'playwright-core'
import { canaryIn } from './canary.ts'

/** What a watched window did that it must not do, and what Chromium refused it. */
export interface Seen {
  ran: Set<string>
  escapes: string[]
  refusals: number
}

export function nothingSeen(): Seen {
  return { ran: new Set(), escapes: [], refusals: 0 }
}

/**
 * Notes canaries, dialogs, new windows, downloads and navigation of a window into `seen`.
 * @param isOwn whether the window may be at an address
 */
export function watch(page: Page, isOwn: (url: string) => boolean, seen: Seen): void {
  page.on('console', (message) => noteMessage(message, seen))
  page.on('dialog', (dialog) => {
    seen.ran.add('dialog')
    // Another client of the same Chromium, or the page's end, may have closed it already.
    dialog.dismiss().catch(() => undefined)
  })
  page.on('popup', (popup) => watchPopup(popup, seen))
  page.on('download', (download) => {
    seen.escapes.push(`download ${download.url()}`)
    download.cancel().catch(() => undefined)
  })
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && !isOwn(frame.url())) seen.escapes.push(`went to ${frame.url()}`)
  })
}

/** A window that is refused may exist for a moment, empty; one that shows something is an escape. */
function watchPopup(popup: Page, seen: Seen): void {
  popup.on('console', (message) => noteMessage(message, seen))
  popup.on('framenavigated', (frame) => {
    if (!/^(?:about:blank.*|:?)$/.test(frame.url())) seen.escapes.push(`new window ${frame.url()}`)
  })
  popup.close().catch(() => undefined)
}

function noteMessage(message: ConsoleMessage, seen: Seen): void {
  const ran = canaryIn(message.text())
  if (ran !== null) seen.ran.add(ran)
  if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) seen.refusals += 1
}
