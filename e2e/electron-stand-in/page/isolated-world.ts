import { Bridge } from './bridge-values.ts'
import { decodeClone, encodeClone } from './codec.ts'
import { type Notice, watchPage, writeClipboard } from './watch-page.ts'

/** The CDP binding, which exists in this world only. */
declare function electronStandInSend(text: string): void

/** The preload script, put after this one. */
type Preload = (require: (name: string) => unknown, process: object, module: object, exports: object) => void

type Listener = (event: object, ...args: unknown[]) => void

const post = (kind: string, ...facts: unknown[]): void => electronStandInSend(encodeClone([kind, ...facts]))

function refuse(name: string): never {
  throw new Error(`electron stand-in: ${name} is not offered; see e2e/electron-stand-in/README.md`)
}

function only<T extends object>(owner: string, target: T): T {
  return new Proxy(target, {
    get: (object, name, receiver) => {
      if (name in object || typeof name === 'symbol') return Reflect.get(object, name, receiver)
      return refuse(`${owner}.${name}`)
    },
  })
}

const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
const calls = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>()
let lastCall = 0

function listen(channel: string, listener: Listener, once: boolean): void {
  listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
}

function removeListener(channel: string, listener: Listener): void {
  listeners.set(
    channel,
    (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener),
  )
}

const ipcRenderer = only('ipcRenderer', {
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> => {
    const id = ++lastCall
    return new Promise((done, failed) => {
      calls.set(id, { done, failed })
      post('invoke', id, channel, args)
    })
  },
  send: (channel: string, ...args: unknown[]): void => post('send', channel, args),
  on: (channel: string, listener: Listener) => (listen(channel, listener, false), ipcRenderer),
  once: (channel: string, listener: Listener) => (listen(channel, listener, true), ipcRenderer),
  off: (channel: string, listener: Listener) => (removeListener(channel, listener), ipcRenderer),
  removeListener: (channel: string, listener: Listener) => (removeListener(channel, listener), ipcRenderer),
  removeAllListeners: (channel: string) => (listeners.delete(channel), ipcRenderer),
})

function receive(text: string): void {
  // Written by ipc-main.ts and web-contents.ts.
  const [kind, name, value] = decodeClone(text) as [string, string | number, unknown]
  if (kind === 'event') {
    const channel = String(name)
    const entries = listeners.get(channel) ?? []
    listeners.set(
      channel,
      entries.filter((entry) => !entry.once),
    )
    for (const { listener } of entries) listener({ sender: ipcRenderer }, ...(value as unknown[]))
    return
  }
  if (kind === 'clipboard') return writeClipboard(String(name), String(value))
  const call = calls.get(Number(name))
  calls.delete(Number(name))
  if (kind === 'done') call?.done(value)
  else call?.failed(new Error(String(value)))
}

export function startIsolatedWorld(preload: Preload | null, versions: object): void {
  if (window.parent !== window) return
  const wire = document.createElement('i')
  document.dispatchEvent(new FocusEvent('electron-stand-in', { relatedTarget: wire }))
  const bridge = new Bridge(wire, 'to-main', 'to-isolated')
  Object.assign(globalThis, { electronStandInReceive: receive })
  watchPage((notice: Notice) => post('notice', notice))
  if (!preload) return
  const contextBridge = only('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api),
  })
  const electron = only('electron', { contextBridge, ipcRenderer })
  const require = (name: string): unknown =>
    name === 'electron' || name === 'electron/renderer' ? electron : refuse(`require('${name}')`)
  const process = only('process', {
    type: 'renderer',
    platform: 'linux',
    sandboxed: true,
    contextIsolated: true,
    versions,
    env: {},
    argv: [],
  })
  const module = { exports: {} }
  try {
    preload(require, process, module, module.exports)
  } catch (error) {
    post('preload-error', error)
  }
}
