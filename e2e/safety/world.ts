/**
 * The little world the attacks run in: two network namespaces joined by one cable. Inside run Simak and its Chromium,
 * with a default route and a name server that lie outside; outside everything that comes over the cable is counted,
 * every address answers, and every name leads to `OUTSIDE`. Addresses are of the ranges reserved for documentation.
 */
export const OUTSIDE = '203.0.113.1'
export const INSIDE = '203.0.113.2'
/** An address no name leads to, for attacks that need no name server. */
export const ELSEWHERE = '198.51.100.7'

/** Network interfaces: the two ends of the cable. */
export const OUTSIDE_END = 'outside'
export const INSIDE_END = 'inside'

/** Every hostile name is `<payload id>.leak.test`, so that a name server knows who asked. */
export const LEAK_DOMAIN = 'leak.test'

export const HTTP_PORTS: readonly number[] = [80, 8080]
/** TLS, DNS over TLS, STUN over TCP and TLS, and a port of no service. */
export const TCP_PORTS: readonly number[] = [443, 853, 3478, 5349, 8443, 9999]
/** QUIC, STUN and TURN, multicast DNS. */
export const UDP_PORTS: readonly number[] = [443, 3478, 5349, 19302, 5353]

/** One thing that came to a listener. */
export interface Contact {
  via: 'dns' | 'tcp' | 'http' | 'udp'
  port: number
  /** The name asked for, the request line, or the first bytes as text. */
  what: string
  /** The payload whose name or path was in it. */
  payload: string | null
  /** Milliseconds since the epoch. */
  at: number
}

/** The id of the payload that a name, an address or raw bytes mention: `<id>.leak.test` or `/leak/<id>`. */
export function payloadIn(text: string): string | null {
  const found = /([a-z0-9-]+)\.leak\.test/i.exec(text) ?? /\/leak\/([a-z0-9-]+)/i.exec(text)
  return found?.[1]?.toLowerCase() ?? null
}

/** The name the driver itself asks for at the end, to prove that the listeners hear. */
export const SELF_TEST = 'self-test'
