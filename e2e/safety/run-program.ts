import { type ChildProcess, execFileSync } from 'node:child_process'

/** Runs a program to its end; throws with what it said where it fails. */
export function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
}

/** The exit code of a program when it has ended and said all; null where a signal ended it. Rejects where it never began. */
export function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((ended, failed) => {
    child.once('error', failed)
    child.once('close', (code) => ended(code))
  })
}
