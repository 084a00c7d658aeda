import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import type { Protection } from './safety/app-copy.ts'
import { attackInWorld, findIsolation } from './safety/namespace.ts'
import type { AttackReport } from './safety/report.ts'

const ROOT = path.join(import.meta.dirname, '..')
const CORPUS = path.join(ROOT, '..', 'shared', 'corpora', 'xss', 'payloads.json')

/** What must be nothing at all. */
function harm({ driver, contacts }: AttackReport): object {
  const { ran, escapes, packets, datagrams } = driver
  const contactsSeen = [...contacts, ...driver.contactsInside].map(({ via, port, what }) => `${via} ${port}: ${what}`)
  return { ran, escapes, contacts: contactsSeen, packets, datagrams }
}

const NO_HARM = { ran: [], escapes: [], contacts: [], packets: 0, datagrams: 0 }

async function attack(without: Protection | null): Promise<AttackReport> {
  const isolation = findIsolation()
  if (isolation === null) {
    const missing = 'NOT TESTED: hostile files. It takes Linux with unshare, ip (iproute2) and root or user namespaces.'
    console.warn(missing)
    test.skip(true, missing)
    return Promise.reject(new Error(missing))
  }
  const corpus = without === null && existsSync(CORPUS) ? CORPUS : null
  const report = await attackInWorld(isolation, { root: ROOT, corpus, without })
  // The driver's own contact at the end: the name server and the web server do hear what leaves.
  expect(report.selfTest.map(({ via }) => via)).toEqual(expect.arrayContaining(['dns', 'http']))
  return report
}

test.describe('hostile files', () => {
  test.describe.configure({ timeout: 300_000 })

  test('nothing of them runs and not one packet leaves', async () => {
    const report = await attack(null)
    expect(harm(report)).toEqual(NO_HARM)
    const { imported, opened, pages, clicks, refusals, insertions, insertionsRefused } = report.driver
    // All of it was really tried: three of the files hold nothing that could be an article.
    expect(imported).toBeGreaterThan(pages)
    expect(opened).toBe(imported)
    expect(clicks).toBeGreaterThan(100)
    expect(refusals).toBeGreaterThan(400)
    expect(insertions).toBeGreaterThan(200)
    expect(insertionsRefused).toBe(insertions)
  })

  test('without the content security policy scripts are seen to run', async () => {
    const report = await attack('policy')
    expect(harm(report)).not.toEqual(NO_HARM)
    const { ran, insertionsRefused, insertions } = report.driver
    expect(ran).toEqual(expect.arrayContaining(['script-inline', 'image-error', 'svg-load', 'javascript-link']))
    expect(ran.length).toBeGreaterThan(60)
    expect(insertionsRefused).toBeLessThan(insertions / 2)
  })

  test('without the switches packets are seen to leave', async () => {
    const report = await attack('switches')
    expect(harm(report)).not.toEqual(NO_HARM)
    expect(report.driver.packets).toBeGreaterThan(100)
    const from = report.contacts.map(({ payload }) => payload)
    expect(from).toEqual(
      expect.arrayContaining(['hint-preconnect', 'hint-dns-prefetch', 'script-dns-prefetch', 'script-stun']),
    )
    const ways = new Set(report.contacts.map(({ via }) => via))
    expect([...ways]).toEqual(expect.arrayContaining(['dns', 'tcp', 'udp']))
  })
})
