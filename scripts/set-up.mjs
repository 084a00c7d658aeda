/** `node scripts/set-up.mjs`: installs what is missing; does nothing, within a second, when nothing is. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { argv, env, execPath, exit, getuid, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { NODE, pinnedEnv, ROOT, run } from './processes.mjs'

/** Nothing of Electron or of Playwright is downloaded on the way. */
const NO_DOWNLOADS = { ELECTRON_SKIP_BINARY_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
const PLAYWRIGHT_LIMIT = 180_000

/**
 * Makes sure that the npm packages and the pinned Node are there, for `browser` also a Chromium, for `tests` also the
 * programs that the safety spec isolates the app's network with. Ends the process with a sentence when it cannot.
 * @param {{ browser?: boolean, tests?: boolean }} [wanted]
 */
export async function ensureSetUp({ browser = false, tests = false } = {}) {
  if (!packagesAreInstalled()) await installPackages()
  if (!existsSync(NODE)) await installNode()
  /** @type {string[]} */
  const packages = []
  if (browser && findChromium() === null) packages.push('chromium')
  if (tests && !onPath('ip')) packages.push('iproute2')
  if (tests && !onPath('unshare')) packages.push('util-linux')
  if (packages.length > 0) await installPrograms(packages)
}

/** npm keeps in node_modules what it has installed there: it must be what the lock file asks for. */
function packagesAreInstalled() {
  const installed = readLock('node_modules/.package-lock.json')
  const wanted = readLock('package-lock.json')
  if (wanted === null) fail('package-lock.json is missing: this is not a whole checkout of Simak.')
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
  const exactly = await npm('ci')
  if (exactly.code === 0) return
  // A registry that has no packages for other systems leaves them out of the lock file, which `npm ci` then takes for
  // out of step. This follows the lock file as well, and changes neither it nor package.json.
  const leniently = await npm('install', '--no-save')
  if (leniently.code !== 0) fail(`npm could not install the packages:\n${errorsOf(leniently.output)}`)
}

/** @param {string[]} command */
function npm(...command) {
  const args = [...command, '--ignore-scripts', '--no-audit', '--no-fund']
  return run('npm', args, { env: { ...env, ...NO_DOWNLOADS }, quiet: true })
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
  if (code !== 0 || !existsSync(NODE)) fail(`npm could not install the pinned Node:\n${errorsOf(output)}`)
}

/** @returns {string | null} */
export function findChromium() {
  const named = env['SIMAK_CHROMIUM']
  if (named !== undefined) return named
  const found = ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find((path) => path !== null)
  return found ?? playwrightsChromium()
}

function playwrightsChromium() {
  const { chromium } = /** @type {typeof import('playwright-core')} */ (
    createRequire(import.meta.url)('playwright-core')
  )
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}

/**
 * @param {string} program
 * @returns {string | null}
 */
function onPath(program) {
  for (const folder of [...(env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']) {
    const path = join(folder, program)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      continue
    }
  }
  return null
}

/**
 * Debian's names of packages.
 * @param {readonly string[]} packages
 */
async function installPrograms(packages) {
  const names = packages.join(' ')
  if (onPath('apt-get') === null) {
    if (names === 'chromium' && (await downloadChromium())) return
    fail(`Missing: ${names}. There is no apt-get here to install it with; please install it by your system's means.`)
  }
  if (getuid?.() !== 0) {
    fail(
      `Missing: ${names}. Only root can install it; please run: sudo apt-get install --no-install-recommends ${names}`,
    )
  }
  say(`Installing with apt-get: ${names} ...`)
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, quiet: true }
  // An update may fail for one source of many and the installation still go well.
  const update = await run('apt-get', ['update'], quiet)
  const install = await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], quiet)
  if (install.code !== 0) fail(`apt-get could not install ${names}:\n${update.output.trim()}\n${install.output.trim()}`)
}

/** Answers whether it is there now. */
async function downloadChromium() {
  say("Downloading Playwright's Chromium ...")
  const cli = join(ROOT, 'node_modules/playwright-core/cli.js')
  const { code } = await run(NODE, [cli, 'install', '--no-shell', 'chromium'], {
    env: pinnedEnv({ PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }),
    quiet: true,
    milliseconds: PLAYWRIGHT_LIMIT,
  })
  return code === 0 && playwrightsChromium() !== null
}

/** @param {string} line */
function say(line) {
  stdout.write(`${line}\n`)
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  say(sentence)
  exit(1)
}

if (argv[1] === fileURLToPath(import.meta.url)) await ensureSetUp({ browser: true, tests: true })
