import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, NODE, pinnedEnv, ROOT, run, say } from './processes.mjs'

const PACKAGE = join(ROOT, 'node_modules/electron')
const TRIED = join(ROOT, '.set-up/electron-tried')
const LIMIT = 10_000
const DAY = 24 * 60 * 60 * 1000

export const STAND_IN = join(ROOT, 'e2e/electron-stand-in')

/**
 * Path of Electron's own executable, where it is or can be downloaded, and runs: a bare system lacks its libraries.
 * Tries to download it once a day, 10 s at most. The note of the try is made first, so that it survives it.
 * @returns {Promise<string | null>}
 */
export async function findElectron() {
  if (downloaded() === null && !triedToday()) {
    mkdirSync(join(ROOT, '.set-up'), { recursive: true })
    writeFileSync(TRIED, String(Date.now()))
    say("Fetching Electron's binary (10 s at most) ...")
    await download({ quiet: true, milliseconds: LIMIT })
  }
  return await runnable()
}

/** Makes sure that Electron's own executable is there and runs, however long that takes; ends the process if not. */
export async function ensureElectron() {
  if (downloaded() === null) await download()
  if ((await runnable()) === null) {
    giveUp("Electron's own binary cannot be downloaded, or lacks libraries of this system: see ARCHITECTURE.md.")
  }
}

function triedToday() {
  return existsSync(TRIED) && Date.now() - Number(readFileSync(TRIED, 'utf8')) < DAY
}

/** @param {{ quiet?: boolean, milliseconds?: number }} [options] */
function download(options) {
  return run(NODE, [join(PACKAGE, 'install.js')], {
    env: pinnedEnv({ ELECTRON_SKIP_BINARY_DOWNLOAD: undefined, ELECTRON_OVERRIDE_DIST_PATH: undefined }),
    ...options,
  })
}

/** @returns {string | null} */
function downloaded() {
  const name = join(PACKAGE, 'path.txt')
  if (!existsSync(name)) return null
  const path = join(PACKAGE, 'dist', readFileSync(name, 'utf8').trim())
  return existsSync(path) ? path : null
}

async function runnable() {
  const path = downloaded()
  if (path === null) return null
  const env = pinnedEnv({ ELECTRON_RUN_AS_NODE: '1' })
  const { code } = await run(path, ['--version'], { env, quiet: true, milliseconds: LIMIT })
  return code === 0 ? path : null
}
