import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stdout } from 'node:process'
import { NODE, pinnedEnv, ROOT, run } from './processes.mjs'

const PACKAGE = join(ROOT, 'node_modules/electron')
const TRIED = join(ROOT, '.set-up/electron-tried')
const LIMIT = 10_000
const DAY = 24 * 60 * 60 * 1000

export const STAND_IN = join(ROOT, 'e2e/electron-stand-in')

/**
 * Path of Electron's own executable, where it was downloaded.
 * @returns {string | null}
 */
export function realElectron() {
  const name = join(PACKAGE, 'path.txt')
  if (!existsSync(name)) return null
  const path = join(PACKAGE, 'dist', readFileSync(name, 'utf8').trim())
  return existsSync(path) ? path : null
}

/** Tries to download Electron once a day, 10 s at most. The note of the try is made first, so that it survives it. */
export async function tryToFetchElectron() {
  if (existsSync(TRIED) && Date.now() - Number(readFileSync(TRIED, 'utf8')) < DAY) return
  mkdirSync(join(ROOT, '.set-up'), { recursive: true })
  writeFileSync(TRIED, String(Date.now()))
  stdout.write("Fetching Electron's binary (10 s at most) ...\n")
  await run(NODE, [join(PACKAGE, 'install.js')], {
    env: pinnedEnv({ ELECTRON_SKIP_BINARY_DOWNLOAD: undefined }),
    quiet: true,
    milliseconds: LIMIT,
  })
}
