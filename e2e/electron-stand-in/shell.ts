import { spawn } from 'node:child_process'
import { constants, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { isHeadless } from './browser-process.ts'
import { offered } from './offered.ts'

/** Hands an address or path to the desktop. Throws where nobody would see it. */
async function open(what: string): Promise<void> {
  if (isHeadless()) throw new Error('electron stand-in: no display; stub shell in the spec')
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = folders.map((folder) => join(folder, 'xdg-open')).find((place) => existsSync(place))
  if (found === undefined) throw new Error(`electron stand-in: xdg-open is not installed, cannot open ${what}`)
  spawn(found, [what], { detached: true, stdio: 'ignore' }).unref()
}

/** The trash of the freedesktop.org Trash specification 1.0, home trash only. */
async function trash(path: string): Promise<void> {
  await access(path, constants.F_OK)
  const folder = join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local/share'), 'Trash')
  for (const part of ['files', 'info']) mkdirSync(join(folder, part), { recursive: true })
  const name = `${basename(path)}.${Date.now()}`
  const when = new Date().toISOString().slice(0, 19)
  const info = `[Trash Info]\nPath=${encodeURI(resolve(path))}\nDeletionDate=${when}\n`
  writeFileSync(join(folder, 'info', `${name}.trashinfo`), info, { flag: 'wx' })
  renameSync(path, join(folder, 'files', name))
}

export const shell = offered('shell', {
  openExternal: (url: string): Promise<void> => open(url),
  openPath: (path: string): Promise<string> => open(path).then(() => '', String),
  showItemInFolder(path: string): void {
    open(dirname(path)).catch(console.error)
  },
  trashItem: (path: string): Promise<void> => trash(path),
  beep(): void {},
})
