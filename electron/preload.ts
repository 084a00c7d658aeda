import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, CHANNELS, EVENT_NAMES } from '#shared/ipc-contract.ts'

/** Only the channels and events of the contract pass; nothing else of Electron reaches the page. */
const bridge: Bridge = {
  call(channel, request) {
    if (!CHANNELS.includes(channel)) throw new Error(`Unknown channel: ${String(channel)}`)
    return ipcRenderer.invoke(channel, request)
  },
  on(event, listener) {
    if (!EVENT_NAMES.includes(event)) throw new Error(`Unknown event: ${String(event)}`)
    const forward = (_event: Electron.IpcRendererEvent, payload: Parameters<typeof listener>[0]): void =>
      listener(payload)
    ipcRenderer.on(event, forward)
    return () => {
      ipcRenderer.removeListener(event, forward)
    }
  },
}

contextBridge.exposeInMainWorld('simak', bridge)
