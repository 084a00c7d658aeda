import { NotOfferedError, offered, OfferedEmitter } from './offered.ts'
import type { WebFrame } from './frames.ts'

type Handler = (event: object, ...args: unknown[]) => unknown

/** The part of WebContents that messages need. */
export interface Sender {
  send(channel: string, ...args: unknown[]): void
}

export class IpcMain extends OfferedEmitter {
  readonly #handlers = new Map<string, Handler>()

  constructor() {
    super('ipcMain', null)
  }

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** Answers what `ipcRenderer.invoke` resolves with; rejects with the message it rejects with. */
  async _invoke(sender: Sender, frame: WebFrame, channel: string, args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel)
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      return await handler(makeIpcEvent(sender, frame), ...args)
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`)
    }
  }

  _send(sender: Sender, frame: WebFrame, channel: string, args: unknown[]): void {
    this.emit(channel, makeIpcEvent(sender, frame), ...args)
  }
}

function makeIpcEvent(sender: Sender, senderFrame: WebFrame): object {
  return offered('IpcMainEvent', {
    type: 'frame',
    sender,
    senderFrame,
    processId: senderFrame.processId,
    frameId: senderFrame.routingId,
    reply: (channel: string, ...args: unknown[]) => sender.send(channel, ...args),
    get returnValue(): unknown {
      throw new NotOfferedError('ipcRenderer.sendSync')
    },
  })
}

export const ipcMain = new IpcMain()
