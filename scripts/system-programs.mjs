/** The programs that come from the system and not from npm: where they are, and how they get here. */
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { env, getuid } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { giveUp, NODE, ROOT, run, say } from './processes.mjs'

const PLAYWRIGHT_LIMIT = 180_000
const APT_TRIES = 3
const APT_PAUSE = 5_000
const APT_LOCK_LIMIT = 300_000
/** With an error for every source that was not to be had: otherwise apt-get takes the old lists and says all is well. */
const APT_OPTIONS = [
  '-o',
  'Acquire::Retries=3',
  '-o',
  'APT::Update::Error-Mode=any',
  '-o',
  `DPkg::Lock::Timeout=${APT_LOCK_LIMIT / 1000}`,
]

/**
 * @param {string} program
 * @returns {string | null} its path
 */
export function onPath(program) {
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

export async function chromiumIsHere() {
  if (env['SIMAK_CHROMIUM'] !== undefined) return true
  if (['chromium', 'chromium-browser', 'google-chrome'].some((name) => onPath(name) !== null)) return true
  return await playwrightsChromiumRuns()
}

/** A downloaded Chromium may lack the system's libraries. */
async function playwrightsChromiumRuns() {
  const { chromium } = /** @type {typeof import('playwright-core')} */ (
    createRequire(import.meta.url)('playwright-core')
  )
  const { code } = await run(chromium.executablePath(), ['--version'], { quiet: true })
  return code === 0
}

/**
 * Installs Debian's packages of these names. Ends the process with a sentence when it cannot.
 * @param {readonly string[]} packages
 */
export async function installPrograms(packages) {
  const hasApt = onPath('apt-get') !== null
  if (hasApt && getuid?.() === 0) return await installWithApt(packages)
  const fetched = packages.includes('chromium') && (await downloadChromium())
  const missing = packages.filter((name) => name !== 'chromium' || !fetched)
  if (missing.length === 0) return
  giveUp(
    `Missing: ${missing.join(', ')}. ${
      hasApt
        ? `Only root can install that; please run: sudo apt-get install --no-install-recommends ${missing.join(' ')}`
        : "There is no apt-get here to install that with; please install it by your system's means."
    }`,
  )
}

/** Answers whether a Chromium that runs is there now. */
async function downloadChromium() {
  say("Downloading Playwright's Chromium ...")
  await run(NODE, [join(ROOT, 'node_modules/playwright-core/cli.js'), 'install', '--no-shell', 'chromium'], {
    quiet: true,
    milliseconds: PLAYWRIGHT_LIMIT,
  })
  return await playwrightsChromiumRuns()
}

/** @param {readonly string[]} packages */
async function installWithApt(packages) {
  // Chromium's package brings DejaVu alone; pages also name the faces that these stand for.
  const wanted = packages.includes('chromium') ? [...packages, 'fonts-liberation'] : packages
  const names = wanted.join(' ')
  say(`Installing with apt-get: ${names} ...`)
  // Lists may be missing for one source of many and the installation still go well.
  const update = await aptGet('update')
  const install = await aptGet('install', '-y', '--no-install-recommends', ...wanted)
  if (install.code === 0) return
  const errors = `${update.output}\n${install.output}`.split('\n').filter((line) => line.startsWith('E: '))
  giveUp(`apt-get could not install ${names}:\n${errors.join('\n')}`)
}

/**
 * Tries again when a mirror fails, and waits for another apt-get to end: apt's own waiting is for dpkg's locks only.
 * @param {string[]} command
 */
async function aptGet(...command) {
  const began = Date.now()
  for (let tries = 1; ; ) {
    const ended = await run('apt-get', [...APT_OPTIONS, ...command], {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
      quiet: true,
    })
    const locked = ended.output.includes('Could not get lock') && Date.now() - began < APT_LOCK_LIMIT
    if (ended.code === 0 || (tries === APT_TRIES && !locked)) return ended
    if (!locked) tries += 1
    await pause(APT_PAUSE)
  }
}
