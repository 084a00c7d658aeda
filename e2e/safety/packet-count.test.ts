import { expect, test } from 'vitest'
import { sentDatagrams, sentPackets } from './packet-count.ts'

const DEV = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:     100       2    0    0    0     0          0         0      100       2    0    0    0     0       0          0
inside:       0       1    0    0    0     0          0         0      840       7    0    0    0     0       0          0
`
const SNMP = `Tcp: RtoAlgorithm ActiveOpens
Tcp: 1 5
Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors
Udp: 3 0 0 11 0
UdpLite: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors
UdpLite: 9 9 9 9 9
`

test('packets sent are read for the interface asked for', () => {
  expect(sentPackets(DEV, 'inside')).toBe(7)
  expect(sentPackets(DEV, 'lo')).toBe(2)
})

test('UDP datagrams sent are read by the name of their column', () => {
  expect(sentDatagrams(SNMP)).toBe(11)
})

test('a count that is not there is an error, never zero', () => {
  expect(() => sentPackets(DEV, 'side')).toThrow('no count')
  expect(() => sentPackets('', 'inside')).toThrow('no count')
  expect(() => sentDatagrams('Tcp: a b\nTcp: 1 2\n')).toThrow('no count')
})
