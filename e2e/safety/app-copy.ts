import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { AttackPage } from './attack-pages.ts'

/** A protection to take away, to show that the attacks are seen when it is gone. */
export const PROTECTIONS = ['policy', 'switches'] as const
export type Protection = (typeof PROTECTIONS)[number]

/** How each protection stands in the built main process, and what makes it idle. */
const TAKEN_AWAY: Record<Protection, { built: RegExp; idle: string }> = {
  policy: { built: /(["'])Content-Security-Policy\1:/g, idle: '"X-Nothing":' },
  switches: { built: /\bapp\.commandLine\.appendSwitch\(/g, idle: 'void (' },
}

/**
 * Copies the built app into `to`, with hostile pages beside its own and without starter articles. Its code is the
 * same, unless a protection is to be `without`: then that is replaced in the built text.
 */
export function copyApp(from: string, to: string, pages: readonly AttackPage[], without: Protection | null): void {
  for (const part of ['main', 'preload', 'renderer']) {
    cpSync(path.join(from, 'out', part), path.join(to, 'out', part), { recursive: true })
  }
  cpSync(path.join(from, 'package.json'), path.join(to, 'package.json'))
  symlinkSync(path.join(from, 'node_modules'), path.join(to, 'node_modules'))
  mkdirSync(path.join(to, 'articles'))
  for (const { name, html } of pages) writeFileSync(path.join(to, 'out', 'renderer', `${name}.html`), html)
  if (without !== null) takeAway(path.join(to, 'out', 'main'), without)
}

/** Throws where the protection is not found in the built code, so that a control never passes for nothing. */
function takeAway(folder: string, protection: Protection): void {
  const { built, idle } = TAKEN_AWAY[protection]
  let found = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue
    const file = path.join(folder, name)
    const code = readFileSync(file, 'utf8')
    found += code.match(built)?.length ?? 0
    writeFileSync(file, code.replace(built, idle))
  }
  if (found === 0) throw new Error(`The built app has no ${protection} to take away`)
}
