import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { pinnedEnv } from '../processes.mjs'

/**
 * One question asked of the tree. `targets` narrows it where the tool can be narrowed; the whole tree otherwise.
 * @typedef {{ name: string, asks: string, command: string, args: string[], targets: string[] }} Step
 */

/** @type {Step[]} */
export const STEPS = [
  { name: 'types', asks: 'does it compile', command: 'tsc', args: ['-b', '--pretty', 'false'], targets: [] },
  { name: 'lint', asks: 'rules and lengths', command: 'oxlint', args: [], targets: ['.'] },
  { name: 'format', asks: 'is it formatted', command: 'biome', args: ['format', '--colors=off'], targets: ['.'] },
  {
    name: 'dead-code',
    asks: 'is all of it used',
    command: 'knip',
    args: ['--no-progress', '--treat-config-hints-as-errors'],
    targets: [],
  },
  { name: 'imports', asks: 'who imports whom', command: 'node', args: ['scripts/check/import-rules.mjs'], targets: [] },
  { name: 'tree', asks: 'what lies in git', command: 'node', args: ['scripts/check/tree-rules.mjs'], targets: [] },
]

/**
 * Runs one step in a folder with that folder's pinned tools.
 * @param {string} root  absolute path of the repository or of a copy
 * @param {Step} step
 * @param {string[]} [targets]  instead of the step's own
 * @returns {Promise<{ passed: boolean, output: string, milliseconds: number }>}
 */
export function runStep(root, step, targets = step.targets) {
  const { PATH, ...rest } = pinnedEnv({ NO_COLOR: '1' })
  const began = performance.now()
  return new Promise((resolve) => {
    const child = spawn(step.command, [...step.args, ...targets], {
      cwd: root,
      env: { ...rest, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${PATH ?? ''}` },
      shell: process.platform === 'win32',
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (/** @type {string} */ text) => {
        output += text
      })
    }
    const end = (/** @type {boolean} */ passed) => resolve({ passed, output, milliseconds: performance.now() - began })
    child.on('error', (error) => {
      output += error.message
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}
