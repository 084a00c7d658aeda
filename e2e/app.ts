import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

const ROOT = join(import.meta.dirname, '..')

/** Folders of one reader's Simak; give them to a second launch to find the same library again. */
export interface Folders {
  library: string
  userData: string
}

export interface LaunchOptions extends Partial<Folders> {
  /** Files and switches for the app. */
  args?: readonly string[]
  env?: Record<string, string>
  /** Interface language of the system, such as `id` or `en-US`; English unless given. */
  locale?: string
  /** Folder of the built app; this repository unless given. */
  root?: string
}

export interface RunningSimak {
  readonly app: ElectronApplication
  /** The window, showing the app's own page. */
  readonly page: Page
  readonly folders: Folders
  /** Quits in good order. */
  close(): Promise<void>
  /** Ends the app as a power cut would. */
  kill(): Promise<void>
}

const temporary: string[] = []
process.once('exit', () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** A folder that goes when the test process goes. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simak-e2e-'))
  temporary.push(folder)
  return folder
}

/** The stand-in's folder, as ELECTRON_OVERRIDE_DIST_PATH takes it. */
export function electronFolder(): string {
  return join(import.meta.dirname, 'electron-stand-in')
}

/** Real Electron where SIMAK_REAL_ELECTRON=1 asks for it, else the stand-in. */
function chooseElectron(): void {
  // Playwright finds the executable through the package `electron`, which reads this variable.
  if (process.env['SIMAK_REAL_ELECTRON'] === '1') delete process.env['ELECTRON_OVERRIDE_DIST_PATH']
  else process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electronFolder()
}

function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}

/** Starts the built app (scripts/test.mjs builds it) with a library and settings of its own. */
export async function launchSimak(options: LaunchOptions = {}): Promise<RunningSimak> {
  chooseElectron()
  const { args = [], env = {}, locale = 'en-US', root = ROOT } = options
  const parent = options.library !== undefined && options.userData !== undefined ? null : temporaryFolder()
  const folders = {
    library: options.library ?? join(parent ?? '', 'library'),
    userData: options.userData ?? join(parent ?? '', 'user-data'),
  }
  mkdirSync(folders.userData, { recursive: true })
  const switches = [`--library=${folders.library}`, `--user-data-dir=${folders.userData}`, `--lang=${locale}`]
  const lang = `${locale.replace('-', '_')}.UTF-8`
  const app = await _electron.launch({
    args: [root, ...switches, ...args],
    env: { ...inheritedEnvironment(), LANGUAGE: '', LC_ALL: lang, LANG: lang, ...env },
    // The app's own theme decides, not Playwright's default of light.
    colorScheme: null,
  })
  const page = await app.firstWindow()
  await page.waitForURL(/index\.html/)
  return { app, page, folders, close: () => app.close(), kill: () => kill(app) }
}

async function kill(app: ElectronApplication): Promise<void> {
  const main = app.process()
  const ended = once(main, 'exit')
  main.kill('SIGKILL')
  await ended
}
