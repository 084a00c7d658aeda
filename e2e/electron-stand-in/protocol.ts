import { offered } from './offered.ts'

type Handler = (request: Request) => Response | Promise<Response>

export interface Privileges {
  scheme: string
  privileges?: object
}

const handlers = new Map<string, Handler>()
const registered = new Set<string>()

/**
 * Chromium cannot be taught a new scheme from outside, so `scheme://host/path` is shown to it as
 * `https://host.scheme.invalid/path` (RFC 2606 reserves `.invalid`), and every such request is answered here.
 */
export function toServed(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i, (address, scheme: string, host: string) =>
    isCustom(scheme) ? `https://${host}.${scheme.toLowerCase()}.invalid` : address,
  )
}

/** The address as the app knows it. */
export function fromServed(url: string): string {
  return url.replace(/^https:\/\/([^/?#]+)\.([^./?#]+)\.invalid(?=[/?#]|$)/, (address, host: string, scheme: string) =>
    isCustom(scheme) ? `${scheme}://${host}` : address,
  )
}

function isCustom(scheme: string): boolean {
  return handlers.has(scheme.toLowerCase()) || registered.has(scheme.toLowerCase())
}

/** The app's answer; null when no handler has the address's scheme. */
export function answerFor(request: { url: string; init: RequestInit }): Promise<Response> | null {
  const scheme = /^([^:]+):/.exec(request.url)?.[1] ?? ''
  const handler = handlers.get(scheme)
  return handler ? Promise.resolve(handler(new Request(request.url, request.init))) : null
}

/** A scheme as a CSP source also means the addresses that stand for it: `simak:` becomes `simak: https://*.simak.invalid`. */
export function translatePolicy(policy: string): string {
  return policy.replace(
    /(?<=\s)([a-z][a-z0-9+-]*):(?:\/\/([^\s;/]+))?(?=[\s;/]|$)/gi,
    (source, scheme: string, host?: string) =>
      isCustom(scheme) ? `${source} https://${host ?? '*'}.${scheme}.invalid` : source,
  )
}

export const protocol = offered('protocol', {
  registerSchemesAsPrivileged(schemes: Privileges[]): void {
    for (const { scheme } of schemes) registered.add(scheme)
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle(scheme: string): void {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  },
  isProtocolHandled: (scheme: string): boolean =>
    handlers.has(scheme) || /^(https?|file|data|blob|about)$/.test(scheme),
})
