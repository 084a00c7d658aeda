import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import {
  CHANNELS,
  type Calls,
  type Channel,
  type EventName,
  type Events,
  type Reply,
  type Request,
} from '#shared/ipc-contract.ts'
import { fail } from '#shared/result.ts'
import { REQUEST_SCHEMAS } from './ipc-schemas.ts'
import { APP_ORIGIN } from './protocol.ts'

/** One function a channel: a missing one does not compile. */
export type Handlers = { [C in keyof Calls]: (request: Request<C>) => Promise<Reply<C>> | Reply<C> }

/** Answers the renderer's calls: only its main frame on our own origin is heard, only requests that fit are passed on. */
export function answerCalls(handlers: Handlers, isWindow: (contents: WebContents) => boolean): void {
  for (const channel of CHANNELS) answerChannel(channel, handlers[channel], isWindow)
}

function answerChannel<C extends Channel>(
  channel: C,
  handler: Handlers[C],
  isWindow: (contents: WebContents) => boolean,
): void {
  ipcMain.handle(channel, (event, request: unknown): Promise<Reply<C>> | Reply<C> => {
    if (!isTrusted(event, isWindow)) throw new Error(`Refused a call of ${channel} from an unknown sender`)
    const parsed = REQUEST_SCHEMAS[channel].safeParse(request)
    if (parsed.success) return handler(parsed.data)
    return fail({ code: 'bad-request', channel, reason: parsed.error.issues[0]?.message ?? 'unknown shape' })
  })
}

function isTrusted(event: IpcMainInvokeEvent, isWindow: (contents: WebContents) => boolean): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`) && isWindow(event.sender)
}

/** Tells the window's page something. Events for a page that is gone are dropped: it asks anew when it starts. */
export function sendEvent<E extends EventName>(contents: WebContents, event: E, payload: Events[E]): void {
  if (!contents.isDestroyed()) contents.send(event, payload)
}
