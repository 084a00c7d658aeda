/**
 * Inside of the world (run by `outside.ts`): takes its end of the cable and the name server, attacks, counts what was
 * sent, and at last makes a contact itself. Arguments: the file for the report, then the plan as JSON.
 */
import { once } from 'node:events'
import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { attack } from './attack.ts'
import { listen } from './listeners.ts'
import { countSent } from './packet-count.ts'
import { readPlan } from './plan.ts'
import type { DriverReport } from './report.ts'
import { run } from './run-program.ts'
import { type Contact, INSIDE, INSIDE_END, LEAK_DOMAIN, OUTSIDE, SELF_TEST } from './world.ts'

const [reportFile = '', plan = ''] = process.argv.slice(2)
const contactsInside: Contact[] = []

run('ip', 'link', 'set', 'lo', 'up')
process.send?.('ready')
await once(process, 'message')
joinCable()
useNameServer()
await listen((contact) => contactsInside.push(contact))

const before = countSent(INSIDE_END)
const seen = await attack(readPlan(plan))
const ended = Date.now()
const after = countSent(INSIDE_END)
const report: DriverReport = {
  ...seen,
  packets: after.cable - before.cable,
  datagrams: after.udp - before.udp,
  ended,
  contactsInside,
}
writeFileSync(reportFile, JSON.stringify(report))
await fetch(`http://${SELF_TEST}.${LEAK_DOMAIN}/`)
process.exit(0)

function joinCable(): void {
  writeFileSync('/proc/sys/net/ipv6/conf/all/disable_ipv6', '1')
  writeFileSync(`/proc/sys/net/ipv6/conf/${INSIDE_END}/disable_ipv6`, '1')
  run('ip', 'address', 'add', `${INSIDE}/30`, 'dev', INSIDE_END)
  run('ip', 'link', 'set', INSIDE_END, 'up')
  run('ip', 'neighbour', 'add', OUTSIDE, 'lladdr', '02:00:00:00:00:01', 'dev', INSIDE_END, 'nud', 'permanent')
  run('ip', 'route', 'add', 'default', 'via', OUTSIDE)
}

/** Only this mount namespace sees these files in place of the machine's own. */
function useNameServer(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'simak-world-'))
  replaceFile(folder, '/etc/resolv.conf', `nameserver ${OUTSIDE}\n`)
  replaceFile(folder, '/etc/nsswitch.conf', 'hosts: files dns\n')
}

function replaceFile(folder: string, target: string, text: string): void {
  const file = path.join(folder, path.basename(target))
  writeFileSync(file, text)
  run('mount', '--bind', file, realpathSync(target))
}
