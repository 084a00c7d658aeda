import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NODE, ROOT, giveUp, run, say } from './processes.mjs'

const SOURCES = [
  'electron',
  'renderer',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
]
const STAMP = join(ROOT, 'out/.built')

/** Builds the app into out/ when a source is newer than the last build. Ends the process when it does not build. */
export async function ensureBuilt() {
  if (isFresh()) return
  say('Building ...')
  const started = new Date()
  const { code, output } = await run(NODE, [join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    quiet: true,
  })
  if (code !== 0) giveUp(`${output}\nThe build failed.`)
  mkdirSync(join(ROOT, 'out'), { recursive: true })
  writeFileSync(STAMP, started.toISOString())
}

function isFresh() {
  if (!existsSync(STAMP) || !existsSync(join(ROOT, 'out/main/main.js'))) return false
  const built = statSync(STAMP).mtimeMs
  return SOURCES.every((source) => newest(join(ROOT, source)) < built)
}

/**
 * Folders count too, so that a file taken away is noticed.
 * @param {string} path
 * @returns {number} ms
 */
function newest(path) {
  if (!existsSync(path)) return 0
  const facts = statSync(path)
  if (!facts.isDirectory()) return facts.mtimeMs
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
