/** `node scripts/set-up.mjs`: installs what is missing; does nothing, within a second, when nothing is. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, env, execPath } from 'node:process'
import { giveUp, NODE, ROOT, run, say } from './processes.mjs'
import { chromiumIsHere, installPrograms, onPath } from './system-programs.mjs'

/** Nothing of Electron or of Playwright is downloaded on the way. */
const NO_DOWNLOADS = { ELECTRON_SKIP_BINARY_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }

/** What there must be beside the npm packages: a Chromium, what a network of one's own is made with, git. */
/** @typedef {'browser' | 'isolation' | 'git'} Need */

/**
 * Makes sure that the npm packages and the pinned Node are there, and these programs. Ends the process with a sentence
 * when it cannot.
 * @param {Need[]} needs
 */
export async function ensureSetUp(...needs) {
  if (!packagesAreInstalled()) await installPackages()
  if (!existsSync(NODE)) await installNode()
  /** @type {string[]} */
  const missing = []
  if (needs.includes('browser') && !(await chromiumIsHere())) missing.push('chromium')
  if (needs.includes('isolation') && onPath('ip') === null) missing.push('iproute2')
  if (needs.includes('isolation') && onPath('unshare') === null) missing.push('util-linux')
  if (needs.includes('git') && onPath('git') === null) missing.push('git')
  if (missing.length > 0) await installPrograms(missing)
}

/** npm keeps in node_modules what it has installed there: it must be what the lock file asks for. */
function packagesAreInstalled() {
  const installed = readLock('node_modules/.package-lock.json')
  const wanted = readLock('package-lock.json')
  if (wanted === null) giveUp('package-lock.json is missing: this is not a whole checkout of Simak.')
  if (installed === null) return false
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional === true || installed[path]?.version === version,
  )
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | null}
 */
function readLock(file) {
  const path = join(ROOT, file)
  if (!existsSync(path)) return null
  const lock = /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */ (
    JSON.parse(readFileSync(path, 'utf8'))
  )
  return lock.packages
}

async function installPackages() {
  say('Installing the npm packages ...')
  // Not `npm ci`: a registry without packages for other systems leaves those out of the lock file, which `npm ci` then
  // takes for out of step. This follows the lock file as well, and changes neither it nor package.json.
  const { code, output } = await run('npm', ['install', '--no-save', '--ignore-scripts'], {
    env: { ...env, ...NO_DOWNLOADS },
    quiet: true,
  })
  if (code !== 0) giveUp(`npm could not install the packages:\n${errorsOf(output)}`)
}

/**
 * npm's own words without its warnings and its help.
 * @param {string} output
 */
function errorsOf(output) {
  const lines = output.split('\n').filter((line) => !line.startsWith('npm warn') && line.trim() !== '')
  return lines.slice(0, 12).join('\n')
}

async function installNode() {
  say('Installing the pinned Node ...')
  const { code, output } = await run(execPath, ['installArchSpecificPackage.js'], {
    cwd: join(ROOT, 'node_modules/node'),
    env: { ...env, ...NO_DOWNLOADS },
    quiet: true,
  })
  if (code !== 0 || !existsSync(NODE)) giveUp(`npm could not install the pinned Node:\n${errorsOf(output)}`)
}

if (argv[1] === import.meta.filename) await ensureSetUp('browser', 'isolation', 'git')
