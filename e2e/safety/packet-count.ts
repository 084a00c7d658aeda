import { readFileSync } from 'node:fs'

/** What a network namespace has sent since it was made. */
export interface Sent {
  /** Packets (of any protocol) that left through the cable. */
  cable: number
  /** UDP datagrams to anywhere, the machine itself included: DNS, STUN, QUIC. */
  udp: number
}

/** Counts of the namespace of this process, from the kernel. */
export function countSent(networkInterface: string): Sent {
  return {
    cable: sentPackets(readFileSync('/proc/self/net/dev', 'utf8'), networkInterface),
    udp: sentDatagrams(readFileSync('/proc/self/net/snmp', 'utf8')),
  }
}

/** Packets sent by an interface, from the text of `/proc/net/dev`: eight receive columns, then bytes, then packets. */
export function sentPackets(dev: string, networkInterface: string): number {
  const line = dev.split('\n').find((candidate) => candidate.trim().startsWith(`${networkInterface}:`))
  return number(line?.split(':')[1]?.trim().split(/\s+/)[9], `packets of ${networkInterface}`)
}

/** `OutDatagrams` from the text of `/proc/net/snmp`: a line of names, then a line of values. */
export function sentDatagrams(snmp: string): number {
  const [names, values] = snmp
    .split('\n')
    .filter((line) => line.startsWith('Udp:'))
    .map((line) => line.split(/\s+/))
  return number(values?.[names?.indexOf('OutDatagrams') ?? -1], 'UDP datagrams')
}

function number(text: string | undefined, what: string): number {
  if (text === undefined || !/^\d+$/.test(text)) throw new Error(`The kernel gives no count of ${what}`)
  return Number(text)
}
