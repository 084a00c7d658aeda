import type { LookupAddress, LookupOptions } from 'node:dns'
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Of IPv6, only this is given out for the internet (RFC 4291, section 2.4; IANA). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/** Whether an IP address (without brackets) is one of the internet, and not of this machine or of a network of one's own. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  // NAT64: what an IPv4 host is called where there is IPv6 only (RFC 6052).
  if (parsed.range() === 'rfc6052') return isPublicAddress(parsed.toByteArray().slice(-4).join('.'))
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST)
}

/** Names that lead into the own machine or network wherever they are asked for (RFC 6761, 6762, 8375; ICANN). */
const OWN_NAMES = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|home\.arpa|localdomain)$/

/** Whether a host, as `URL.hostname` gives it, is of the own machine or network by what it is called alone. */
export function isOwnHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (ipaddr.isValid(host)) return !isPublicAddress(host)
  return !host.includes('.') || OWN_NAMES.test(host)
}

/** A name of the internet that leads to an address of the own network. */
export class OwnNetworkError extends Error {
  readonly code = 'OWN_NETWORK'
}

type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * For `net.connect`: as `dns.lookup`, but fails with OwnNetworkError where none of the addresses is public. Checked where
 * the address is used, so that a name cannot mean another one in between.
 */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const allowed = error === null ? addresses.filter(({ address }) => isPublicAddress(address)) : []
      const [first] = allowed
      if (error !== null) callback(error, [])
      else if (first === undefined) callback(new OwnNetworkError(hostname), [])
      else if (options.all === true) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }
}
