import type { CdpSession, Protocol } from './cdp.ts'
import { answerFor, fromServed, toServed, translatePolicy } from './protocol.ts'
import type { RequestFacts, Verdict, WebRequest } from './web-request.ts'

type Paused = Protocol.Fetch.requestPausedPayload

/** The page a request comes from. */
export interface RequestHost {
  readonly id: number
  readonly webRequest: WebRequest
  /** Asks the app's listeners where a frame is about to navigate. */
  mayNavigate(to: { url: string; frameId: string; redirected: boolean }): boolean
}

let lastRequest = 0

/** Electron's names of resource types. */
function electronType(type: string, isMain: boolean): string {
  if (type === 'Document') return isMain ? 'mainFrame' : 'subFrame'
  if (type === 'XHR' || type === 'Fetch') return 'xhr'
  return type.charAt(0).toLowerCase() + type.slice(1)
}

function factsOf(host: RequestHost, paused: Paused): RequestFacts {
  return {
    id: ++lastRequest,
    url: fromServed(`${paused.request.url}${paused.request.urlFragment ?? ''}`),
    method: paused.request.method,
    resourceType: electronType(paused.resourceType, true),
    timestamp: Date.now(),
    webContentsId: host.id,
    requestHeaders: paused.request.headers,
  }
}

/**
 * Decides over one request of a page: the app's navigation listeners, its webRequest listeners, then its protocol
 * handler; what is for none of them goes on to Chromium's network. Never rejects.
 */
export async function decideRequest(session: CdpSession, host: RequestHost, paused: Paused): Promise<void> {
  const { requestId } = paused
  try {
    const received = paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined
    await (received ? decideResponse(session, host, paused) : decide(session, host, paused))
  } catch (error) {
    console.error(error)
    session.sendQuietly('Fetch.failRequest', { requestId, errorReason: 'Failed' })
  }
}

async function decide(session: CdpSession, host: RequestHost, paused: Paused): Promise<void> {
  const { requestId, frameId } = paused
  const facts = factsOf(host, paused)
  // Asked for by Chromium's window, which Electron has not.
  if (paused.resourceType === 'Other' && facts.url.endsWith('/favicon.ico')) {
    return session.sendQuietly('Fetch.fulfillRequest', { requestId, responseCode: 204 })
  }
  const redirected = paused.redirectedRequestId !== undefined
  if (paused.resourceType === 'Document' && !host.mayNavigate({ url: facts.url, frameId, redirected })) {
    return session.sendQuietly('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
  }
  const { requestHeaders: _, ...before } = facts
  const first = await host.webRequest._ask('onBeforeRequest', before)
  if (first.cancel) return session.sendQuietly('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
  if (first.redirectURL !== undefined) return redirect(session, requestId, first.redirectURL)
  const second = await host.webRequest._ask('onBeforeSendHeaders', facts)
  if (second.cancel) return session.sendQuietly('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
  const headers = second.requestHeaders ?? paused.request.headers
  const answer = answerFor({ url: facts.url, init: await requestInit(paused, headers) })
  if (answer) return fulfil(session, host, facts, requestId, await answer)
  session.sendQuietly('Fetch.continueRequest', {
    requestId,
    ...(second.requestHeaders ? { headers: entries(second.requestHeaders) } : {}),
  })
}

async function requestInit(paused: Paused, headers: NonNullable<Verdict['requestHeaders']>): Promise<RequestInit> {
  const { method, postDataEntries } = paused.request
  const init: RequestInit = {
    method,
    headers: entries(headers).map(({ name, value }): [string, string] => [name, value]),
  }
  if (postDataEntries && method !== 'GET' && method !== 'HEAD') {
    init.body = Buffer.concat(postDataEntries.map((entry) => Buffer.from(entry.bytes ?? '', 'base64')))
  }
  return init
}

function entries(headers: Record<string, string | string[]>): Protocol.Fetch.HeaderEntry[] {
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })))
}

function redirect(session: CdpSession, requestId: string, url: string): void {
  const responseHeaders = [{ name: 'Location', value: toServed(url) }]
  session.sendQuietly('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders })
}

async function fulfil(
  session: CdpSession,
  host: RequestHost,
  facts: RequestFacts,
  requestId: string,
  response: Response,
): Promise<void> {
  const given: Record<string, string[]> = {}
  for (const [name, value] of response.headers) given[name] = [...(given[name] ?? []), value]
  const verdict = await host.webRequest._ask('onHeadersReceived', {
    ...facts,
    responseHeaders: given,
    statusCode: response.status,
  })
  if (verdict.cancel) return session.sendQuietly('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
  const responseHeaders = entries(verdict.responseHeaders ?? given).map(({ name, value }) => ({
    name,
    value: /^content-security-policy(-report-only)?$/i.test(name) ? translatePolicy(value) : value,
  }))
  const body = Buffer.from(await response.arrayBuffer()).toString('base64')
  session.sendQuietly('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status || 200,
    responseHeaders,
    body,
  })
}

/** A response that came from the network. */
async function decideResponse(session: CdpSession, host: RequestHost, paused: Paused): Promise<void> {
  const { requestId, responseHeaders, responseStatusCode } = paused
  if (!host.webRequest._has('onHeadersReceived') || responseStatusCode === undefined) {
    return session.sendQuietly('Fetch.continueRequest', { requestId })
  }
  const given: Record<string, string[]> = {}
  for (const { name, value } of responseHeaders ?? []) given[name] = [...(given[name] ?? []), value]
  const facts = { ...factsOf(host, paused), responseHeaders: given, statusCode: responseStatusCode }
  const verdict = await host.webRequest._ask('onHeadersReceived', facts)
  if (verdict.cancel) return session.sendQuietly('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
  session.sendQuietly('Fetch.continueResponse', {
    requestId,
    responseCode: responseStatusCode,
    responseHeaders: entries(verdict.responseHeaders ?? given),
  })
}
