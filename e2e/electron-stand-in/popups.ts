import type { Browser, Popup } from './browser.ts'
import type { CdpSession } from './cdp.ts'
import { NotOfferedError } from './offered.ts'
import { fromServed } from './protocol.ts'
import { webContents } from './web-contents.ts'

/**
 * A page that waits holds up its opener, which shares its process, and may do so for ever when it is closed meanwhile:
 * it goes on, but its requests stay held.
 */
function release(session: CdpSession): void {
  session.sendQuietly('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  session.sendQuietly('Runtime.runIfWaitingForDebugger')
}

/**
 * Asks the opener's window open handler, while the new page still waits and has fetched nothing, and closes it. Electron
 * would open a window where the handler allows one or is missing; that is not offered.
 */
export function refusePopups(browser: Browser): (popup: Popup) => void {
  return (popup) => {
    release(popup.session)
    browser.closePage(popup.targetId)
    const opener =
      popup.openerId === undefined
        ? webContents.getAllWebContents().find((contents) => contents._lastOpened !== null)
        : webContents.fromDevToolsTargetId(popup.openerId)
    if (!opener) return
    const asked = opener._lastOpened
    opener._lastOpened = null
    const details = {
      url: fromServed(asked?.url ?? ''),
      frameName: asked?.windowName ?? '',
      features: asked?.windowFeatures.join(',') ?? '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'strict-origin-when-cross-origin' },
    }
    const { action } = opener._openHandler(details)
    if (action !== 'deny') throw new NotOfferedError("setWindowOpenHandler with action 'allow'")
  }
}
