import type { CdpSession } from './cdp.ts'
import { OfferedEmitter } from './offered.ts'

type Source = 'system' | 'light' | 'dark'

/** The system counts as light, as there is no desktop to ask. */
export class NativeTheme extends OfferedEmitter {
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly prefersReducedTransparency = false
  readonly inForcedColorsMode = false
  readonly _sessions = new Set<CdpSession>()
  #source: Source = 'system'

  constructor() {
    super('nativeTheme', ['updated'])
  }

  get themeSource(): Source {
    return this.#source
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource: ${source}`)
    if (source === this.#source) return
    this.#source = source
    for (const session of this._sessions) this._apply(session)
    this.emit('updated', {})
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }

  _apply(session: CdpSession): void {
    const value = this.#source === 'system' ? '' : this.#source
    session.sendQuietly('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }
}

export const nativeTheme = new NativeTheme()

/** The page prefers the colours of the theme from now on. */
export function followTheme(session: CdpSession): void {
  nativeTheme._sessions.add(session)
  if (nativeTheme.themeSource !== 'system') nativeTheme._apply(session)
}
