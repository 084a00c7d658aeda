import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { env, exit, stderr } from 'node:process'

export const ROOT = dirname(import.meta.dirname)
/** The pinned Node, which tools and the app's stand-in run on. */
export const NODE = join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * The environment with the pinned Node first on the PATH.
 * @param {Record<string, string | undefined>} [more]
 */
export function pinnedEnv(more = {}) {
  return { ...env, PATH: `${dirname(NODE)}${delimiter}${env['PATH'] ?? ''}`, ...more }
}

/**
 * @typedef {object} Ended
 * @property {number} code exit code; 1 when a signal or the time limit ended the program
 * @property {string} output what it wrote, when it was quiet
 */

/**
 * Runs a program to its end. `quiet` keeps its output back; `milliseconds` is a hard limit, after which it and its
 * children are killed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, quiet?: boolean, milliseconds?: number }} [options]
 * @returns {Promise<Ended>}
 */
export function run(command, args, { cwd = ROOT, env: given = pinnedEnv(), quiet = false, milliseconds } = {}) {
  return new Promise((done) => {
    const limited = milliseconds !== undefined
    const child = spawn(command, args, { cwd, env: given, stdio: quiet ? 'pipe' : 'inherit', detached: limited })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)))
    const limit = limited ? setTimeout(() => killGroup(child.pid), milliseconds) : undefined
    /** @param {number | null} code */
    const end = (code) => {
      clearTimeout(limit)
      done({ code: code ?? 1, output })
    }
    child.on('error', (error) => {
      output += error.message
      end(127)
    })
    // Not 'close': a grandchild that outlives its parent may hold the pipes open.
    child.on('exit', (code) => end(code))
  })
}

/** @param {number | undefined} pid */
function killGroup(pid) {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself in this very moment.
  }
}

/**
 * To the person, not into the output of a command that a program may read.
 * @param {string} line
 */
export function say(line) {
  stderr.write(`${line}\n`)
}

/**
 * Ends with a sentence for the person at the keyboard.
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  say(sentence)
  exit(1)
}
