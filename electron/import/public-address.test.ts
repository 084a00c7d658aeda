import type { LookupAddress } from 'node:dns'
import { describe, expect, test } from 'vitest'
import { isOwnHost, isPublicAddress, OwnNetworkError, publicLookup } from './public-address.ts'

describe('an address of the internet', () => {
  test.each(['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e', '64:ff9b::101:101'])(
    'is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  test.each([
    '127.0.0.1',
    '127.255.0.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:192.168.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::c0a8:101',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'no address',
    '',
  ])('is not %j', (address) => expect(isPublicAddress(address)).toBe(false))
})

describe('a host of one’s own', () => {
  test.each([
    'localhost',
    'nas',
    'printer.local',
    'box.fritz.internal',
    'a.home.arpa',
    '[::1]',
    '127.0.0.1',
    'a.localhost.',
  ])('is %s', (host) => expect(isOwnHost(host)).toBe(true))

  test.each(['kabar.example', 'cdn.kabar.example', '1.1.1.1', '[2606:4700::1111]', 'local.example', 'home.example'])(
    'is not %s',
    (host) => expect(isOwnHost(host)).toBe(false),
  )

  test('however an address is written, a URL says it in one way', () => {
    for (const written of ['2130706433', '0x7f.1', '0177.0.0.1', '127.1', '[::ffff:7f00:1]'])
      expect(isOwnHost(new URL(`http://${written}/`).hostname)).toBe(true)
  })
})

describe('looking a name up', () => {
  function looked(found: LookupAddress[], all: boolean): Promise<unknown> {
    const lookup = publicLookup((_hostname, _options, callback) => callback(null, found))
    return new Promise((resolve, reject) => {
      lookup('kabar.example', { all }, (error, address) => (error === null ? resolve(address) : reject(error)))
    })
  }

  test('gives the public addresses alone', async () => {
    const found = [
      { address: '192.168.1.1', family: 4 },
      { address: '1.1.1.1', family: 4 },
    ]
    expect(await looked(found, true)).toEqual([{ address: '1.1.1.1', family: 4 }])
    expect(await looked(found, false)).toBe('1.1.1.1')
  })

  test('fails where there is none', async () => {
    await expect(looked([{ address: '127.0.0.1', family: 4 }], true)).rejects.toBeInstanceOf(OwnNetworkError)
    await expect(looked([{ address: '::1', family: 6 }], false)).rejects.toBeInstanceOf(OwnNetworkError)
  })

  test('says what the system says of a name that is not there', async () => {
    const lookup = publicLookup((_hostname, _options, callback) =>
      callback(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), []),
    )
    const error = await new Promise((resolve) => lookup('kabar.example', {}, resolve))
    expect(error).toMatchObject({ code: 'ENOTFOUND' })
  })
})
