import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable, Writable } from 'node:stream'
import type * as BrowserNames from 'playwright-core'
import { CdpConnection } from './cdp.ts'
import { mergeSwitches } from './command-line.ts'

/** Features that would talk to the network, or that only a browser has. */
const DISABLED_FEATURES = [
  'AutofillServerCommunication',
  'Translate',
  'OptimizationHints',
  'OptimizationGuideModelDownloading',
  'MediaRouter',
  'DialMediaRouteProvider',
  'NetworkTimeServiceQuerying',
  'SpeculativeServiceWorkerStartup',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'PaintHolding',
  'CalculateNativeWinOcclusion',
]

const OWN_SWITCHES = [
  '--remote-debugging-pipe',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--no-pings',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-back-forward-cache',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-gpu',
  '--disable-infobars',
  '--disable-popup-blocking',
  '--disable-prompt-on-repost',
  '--disable-quic',
  '--disable-renderer-backgrounding',
  '--disable-search-engine-choice-screen',
  '--disable-session-crashed-bubble',
  '--disable-sync',
  '--hide-crash-restore-bubble',
  '--metrics-recording-only',
  // What Chromium would ask for by itself, and the addresses that stand for custom schemes. The app's rules replace these.
  '--host-resolver-rules=MAP *.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, MAP *.invalid ~NOTFOUND',
  '--password-store=basic',
  '--test-type',
  '--use-mock-keychain',
]

export interface BrowserProcess {
  readonly connection: CdpConnection
  readonly headless: boolean
  /** Asks the running browser for one more window without tabs and address; only where there is a display. */
  openAppWindow(url: string): void
  onExit(ended: () => void): void
  /** Ends the browser at once and removes its profile. */
  kill(): void
}

/** Whether Playwright starts the app. Read now: its loader takes its switches off `process.argv`. */
const isDriven = process.argv.includes('--remote-debugging-port=0')

export function isHeadless(): boolean {
  if (process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined) return true
  return isDriven && process.env['SIMAK_E2E_HEADED'] === undefined
}

/** Playwright's own Chromium where it was downloaded, else the system's. Throws when there is none. */
export function findChromium(): string {
  const named = process.env['SIMAK_CHROMIUM']
  if (named !== undefined) return named
  // Debian's wrapper only adds switches that are not wanted here and costs time.
  const places = ['/usr/lib/chromium/chromium']
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) places.push(join(folder, name))
  }
  const found = places.find((place) => existsSync(place)) ?? bundledChromium()
  if (found === undefined) throw new Error('electron stand-in: no Chromium found; node scripts/set-up.mjs installs it')
  return found
}

function bundledChromium(): string | undefined {
  const { chromium } = createRequire(import.meta.url)('playwright-core') as typeof BrowserNames
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

/** Profiles of earlier runs that were killed are removed on the way. */
function makeProfile(userData: string): string {
  mkdirSync(userData, { recursive: true })
  for (const name of readdirSync(userData)) {
    const pid = /^chromium-profile-(\d+)$/.exec(name)?.[1]
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) rmSync(join(userData, name), { recursive: true, force: true })
  }
  return join(userData, `chromium-profile-${process.pid}`)
}

function switchesFor(profile: string, headless: boolean, appSwitches: readonly string[]): string[] {
  const own = [...OWN_SWITCHES, `--disable-features=${DISABLED_FEATURES.join(',')}`, `--user-data-dir=${profile}`]
  if (headless) own.push('--headless=new', '--screen-info={1920x1080}', '--mute-audio')
  if (process.getuid?.() === 0) own.push('--no-sandbox')
  return mergeSwitches(own, appSwitches)
}

/**
 * Starts Chromium with a profile of its own. Its standard error is passed on, because Playwright waits for the line
 * `DevTools listening on ...` there.
 */
export async function startBrowser(userData: string, appSwitches: readonly string[]): Promise<BrowserProcess> {
  const headless = isHeadless()
  const executable = findChromium()
  const profile = makeProfile(userData)
  const switches = switchesFor(profile, headless, appSwitches)
  // A process group of its own: all of Chromium can be ended at once, and Ctrl+C in a terminal reaches the app alone.
  const child = spawn(executable, switches, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
    // Else it makes a folder for them among the user's own configuration.
    env: { ...process.env, BREAKPAD_DUMP_LOCATION: profile },
  })
  const [output, input] = [child.stdio[3], child.stdio[4]]
  if (!(output instanceof Writable) || !(input instanceof Readable)) throw new Error('Chromium was not started')
  const connection = new CdpConnection(output, input)
  await listening(child)
  return {
    connection,
    headless,
    openAppWindow: (url) => {
      const args = switches.filter((s) => !/^--(remote-debugging|no-startup-window|headless)/.test(s))
      spawn(executable, [...args, `--app=${url}`], { stdio: 'ignore' })
    },
    onExit: (ended) => void child.on('exit', ended),
    kill: () => {
      killGroup(child)
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 })
    },
  }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ESRCH') throw error
  }
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('exit', (code, signal) => {
      failed(new Error(`electron stand-in: Chromium ended (${code ?? signal})`))
    })
    if (!child.stderr) return failed(new Error('Chromium has no standard error'))
    createInterface({ input: child.stderr }).on('line', (line) => {
      const heard = line.startsWith('DevTools listening on ')
      if ((heard && isDriven) || process.env['STAND_IN_VERBOSE'] !== undefined) process.stderr.write(`${line}\n`)
      if (heard) done()
    })
  })
}
