import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const SOURCE = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/

/**
 * Everything in the work tree that is or could be committed (tracked, or new and not ignored), as paths with `/`
 * relative to `root`.
 * @param {string} root
 * @returns {string[]}
 */
export function repositoryFiles(root) {
  return listed(root, ['--cached', '--others', '--exclude-standard']).filter((path) => existsSync(join(root, path)))
}

/**
 * What git tracks, generated or not.
 * @param {string} root
 * @returns {string[]}
 */
export function trackedFiles(root) {
  return listed(root, ['--cached'])
}

/**
 * @param {string} path
 * @returns {boolean}
 */
export function isSource(path) {
  return SOURCE.test(path)
}

/**
 * Tests, and files that only tests use: those end in `-fixtures`.
 * @param {string} path
 * @returns {boolean}
 */
export function isTest(path) {
  return /(\.(test|spec)|-fixtures)\.[a-z]+$/.test(path)
}

/**
 * @param {string} root
 * @param {string[]} which
 * @returns {string[]}
 */
function listed(root, which) {
  // Git refuses a clone that belongs to somebody else, as one does that is lent to a container; here it is only read.
  const command = ['-c', 'safe.directory=*', 'ls-files', '-z', ...which]
  const output = execFileSync('git', command, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  return [...new Set(output.split('\0').filter((path) => path !== ''))].sort()
}
