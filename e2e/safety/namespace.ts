import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plan } from './plan.ts'
import { endOf } from './run-program.ts'
import { type AttackReport, attackReport } from './report.ts'

/** How a process gets a network of its own here: as root, else as root of a user namespace; null where neither works. */
export function findIsolation(): string[] | null {
  const own = ['--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child']
  for (const flags of [own, ['--map-root-user', ...own]]) {
    if (succeeds('unshare', ...flags, 'ip', 'link', 'add', 'name', 'left', 'type', 'veth', 'peer', 'name', 'right'))
      return flags
  }
  return null
}

/** Builds the world around a plan, attacks, and answers what was seen. Nothing of it outlives the call. */
export async function attackInWorld(isolation: readonly string[], plan: Plan): Promise<AttackReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'simak-attack-'))
  const reportFile = path.join(folder, 'report.json')
  const outside = fileURLToPath(new URL('./outside.ts', import.meta.url))
  const args = [...isolation, process.execPath, outside, reportFile, JSON.stringify(plan)]
  const world = spawn('unshare', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: folder },
  })
  let said = ''
  for (const stream of [world.stdout, world.stderr]) {
    stream.on('data', (data: Buffer) => {
      said += data.toString()
    })
  }
  const code = await endOf(world)
  try {
    if (code !== 0) throw new Error(`The attack did not run to its end (${code}):\n${said.slice(-8000)}`)
    return attackReport.parse(JSON.parse(readFileSync(reportFile, 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function succeeds(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
