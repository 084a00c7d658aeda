import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { DEFAULT_SETTINGS, type Locale, type Settings } from '#shared/settings.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { nameColours } from '../ui/colour-names.ts'
import { changeLocale } from '../ui/i18n.ts'
import { applyAppearance, onSystemTheme } from './appearance.ts'

export interface SettingsState {
  settings: Settings
  locale: Locale
}

/** Milliseconds that changes are gathered before they are kept: a slider makes many. */
const GATHER = 200

const store = createStore<SettingsState>(() => ({ settings: DEFAULT_SETTINGS, locale: 'en' }))
let waiting: Partial<Settings> = {}
let timer: ReturnType<typeof setTimeout> | undefined

/** React hook: renders again only when what `pick` answers changes. */
export function useSettings<T>(pick: (state: SettingsState) => T): T {
  return useStore(store, pick)
}

export function startSettings(state: SettingsState): void {
  show(state)
  onSystemTheme(() => show(store.getState()))
  // A window that closes does not wait for the gathering to end.
  window.addEventListener('beforeunload', () => void keep())
}

/** Works at once and is kept a moment later. */
export function changeSettings(part: Partial<Settings>): void {
  const { settings, locale } = store.getState()
  show({ settings: { ...settings, ...part }, locale })
  waiting = { ...waiting, ...part }
  clearTimeout(timer)
  // The language is answered by the main process, which knows the system's; a folder is followed from the next change on.
  const isUrgent = part.language !== undefined || part.export !== undefined
  timer = setTimeout(() => void keep(), isUrgent ? 0 : GATHER)
}

async function keep(): Promise<void> {
  clearTimeout(timer)
  const part = waiting
  if (Object.keys(part).length === 0) return
  waiting = {}
  const reply = await api.call('settings:change', part)
  if (!reply.ok) return announce(failureMessage(reply.failure))
  const { settings, locale } = reply.value
  await changeLocale(locale)
  show({ settings: { ...settings, ...waiting }, locale })
}

function show(state: SettingsState): void {
  store.setState(state)
  applyAppearance(state.settings, state.locale)
  nameColours(state.settings.colourNames)
}
