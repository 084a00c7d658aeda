/**
 * Outside of the world (run by `namespace.ts` in a network namespace of its own): lays the cable, opens the listeners,
 * runs the driver inside and writes what both saw. Arguments: the file for the report, then the driver's own.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { endOf, run } from './run-program.ts'
import { listen } from './listeners.ts'
import { type AttackReport, driverReport } from './report.ts'
import { type Contact, ELSEWHERE, INSIDE, INSIDE_END, OUTSIDE, OUTSIDE_END } from './world.ts'

const [reportFile = '', ...driverArguments] = process.argv.slice(2)
const contacts: Contact[] = []

/** Less than the spec is given. This is the first process of its namespace: with it everything ends. */
const LIMIT_MS = 280_000
setTimeout(() => {
  process.stderr.write('The attack took too long\n')
  process.exit(1)
}, LIMIT_MS)

layCable()
await listen((contact) => contacts.push(contact))
const inside = startInside()
connectInside(inside)
const code = await endOf(inside)
if (code !== 0) throw new Error(`The driver ended with ${code}`)
const driver = driverReport.parse(JSON.parse(readFileSync(`${reportFile}.driver`, 'utf8')))
const report: AttackReport = {
  driver,
  contacts: contacts.filter(({ at }) => at <= driver.ended),
  selfTest: contacts.filter(({ at }) => at > driver.ended),
}
writeFileSync(reportFile, JSON.stringify(report))
process.exit(0)

/** A cable on which nothing moves by itself: no IPv6 (it announces itself), and no address resolution, fixed instead. */
function layCable(): void {
  writeFileSync('/proc/sys/net/ipv6/conf/all/disable_ipv6', '1')
  writeFileSync('/proc/sys/net/ipv6/conf/default/disable_ipv6', '1')
  run('ip', 'link', 'set', 'lo', 'up')
  run(
    'ip',
    'link',
    'add',
    'name',
    OUTSIDE_END,
    'address',
    '02:00:00:00:00:01',
    'type',
    'veth',
    'peer',
    'name',
    INSIDE_END,
  )
  run('ip', 'address', 'add', `${OUTSIDE}/30`, 'dev', OUTSIDE_END)
  run('ip', 'address', 'add', `${ELSEWHERE}/32`, 'dev', OUTSIDE_END)
}

function startInside(): ChildProcess {
  const program = fileURLToPath(new URL('./inside.ts', import.meta.url))
  const unshared = ['--net', '--mount', process.execPath, program, `${reportFile}.driver`, ...driverArguments]
  return spawn('unshare', unshared, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

/** Gives the inside its end of the cable. */
function connectInside(child: ChildProcess): void {
  child.once('message', () => {
    run('ip', 'link', 'set', INSIDE_END, 'address', '02:00:00:00:00:02', 'netns', String(child.pid))
    run('ip', 'link', 'set', OUTSIDE_END, 'up')
    run('ip', 'neighbour', 'add', INSIDE, 'lladdr', '02:00:00:00:00:02', 'dev', OUTSIDE_END, 'nud', 'permanent')
    child.send('connected')
  })
}
