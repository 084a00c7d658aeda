import { mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { state } from './state.ts'

/** The app's package, found from the folder or script it was started with. */
export interface AppPackage {
  readonly folder: string
  readonly main: string
  readonly name: string
  readonly version: string
}

/** Reads the app's package.json, or makes one up for a lone script, as `electron script.js` does. */
export function readPackage(target: string): AppPackage {
  const folder = resolve(target)
  try {
    // Missing fields are made up for below.
    const facts = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string | undefined>
    const name = facts['productName'] ?? facts['name'] ?? 'Electron'
    return { folder, main: join(folder, facts['main'] ?? 'index.js'), name, version: facts['version'] ?? '' }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || (error.code !== 'ENOENT' && error.code !== 'ENOTDIR'))
      throw error
    return { folder: dirname(folder), main: folder, name: 'Electron', version: String(process.versions['electron']) }
  }
}

/** A folder of user-dirs.dirs, the file that desktops keep the names of Documents, Downloads and the like in. */
function userFolder(key: string, fallback: string): string {
  const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
  try {
    const line = readFileSync(join(config, 'user-dirs.dirs'), 'utf8').match(new RegExp(`^XDG_${key}_DIR="(.*)"`, 'm'))
    if (line?.[1]) return line[1].replace('$HOME', homedir())
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error
  }
  return join(homedir(), fallback)
}

const STANDARD: Record<string, (name: () => string) => string> = {
  home: () => homedir(),
  temp: () => tmpdir(),
  appData: () => process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'),
  cache: () => process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  desktop: () => userFolder('DESKTOP', 'Desktop'),
  documents: () => userFolder('DOCUMENTS', 'Documents'),
  downloads: () => userFolder('DOWNLOAD', 'Downloads'),
  music: () => userFolder('MUSIC', 'Music'),
  pictures: () => userFolder('PICTURES', 'Pictures'),
  videos: () => userFolder('VIDEOS', 'Videos'),
  exe: () => process.execPath,
  module: () => process.execPath,
}

/** `app.getPath` and `app.setPath`. */
export class AppPaths {
  readonly #set = new Map<string, string>()
  readonly #name: () => string

  constructor(name: () => string) {
    this.#name = name
  }

  get(name: string): string {
    const set = this.#set.get(name)
    if (set !== undefined) return set
    const standard = STANDARD[name]
    if (standard) return standard(this.#name)
    if (name === 'userData' || name === 'sessionData') {
      return state.commandLine.getSwitchValue('user-data-dir') || join(this.get('appData'), this.#name())
    }
    if (name === 'logs') return join(this.get('userData'), 'logs')
    if (name === 'crashDumps') return join(this.get('userData'), 'Crashpad')
    throw new Error(`Failed to get '${name}' path`)
  }

  /** Makes the folder, as Electron does. */
  set(name: string, path: string): void {
    this.get(name)
    mkdirSync(path, { recursive: true })
    this.#set.set(name, path)
  }
}
