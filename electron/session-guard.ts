import type { Session } from 'electron'

const OWN_SCHEMES = new Set(['simak:', 'devtools:', 'data:', 'blob:'])

/** Refuses everything a session could be asked for: permissions, downloads, requests outside our own scheme. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !OWN_SCHEMES.has(new URL(details.url).protocol) })
  })
}
