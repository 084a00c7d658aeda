/** The part of a KeyboardEvent that decides about a shortcut. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  /** The third-level key is down; it makes characters ("[" on a German keyboard), so Ctrl and Alt mean nothing then. */
  readonly altGraph: boolean
}

interface KeySpec {
  key: string
  mod: boolean
  shift: boolean
  alt: boolean
}

const MAC_NAMES: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥' }
const OTHER_NAMES: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' }
const KEY_NAMES: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  enter: 'Enter',
  delete: 'Del',
  space: 'Space',
  tab: 'Tab',
}

/** Reads "mod+shift+z", "?", "ArrowDown" or "mod++". */
function parseKeys(keys: string): KeySpec {
  const parts = keys.toLowerCase().split(/\+(?=.)/)
  const key = parts.pop() ?? ''
  return { key, mod: parts.includes('mod'), shift: parts.includes('shift'), alt: parts.includes('alt') }
}

/** The pressed key, lower case; a letter key of a non-Latin layout counts as the Latin letter at its place. */
function pressedKey(press: KeyPress): string {
  if (press.key === ' ') return 'space'
  const place = /^Key([A-Z])$/.exec(press.code)?.[1]
  const isLatin = /^[a-z]$/i.test(press.key)
  if (place !== undefined && !isLatin && /^\p{Letter}$/u.test(press.key)) return place.toLowerCase()
  return press.key.toLowerCase()
}

/**
 * Does the press mean this shortcut? "mod" is Ctrl or Cmd; modifiers that are not named must be up, but Shift is free
 * for characters other than letters, since keyboards differ in what needs it ("?", "[", "/").
 */
export function matchesKeys(keys: string, press: KeyPress): boolean {
  const spec = parseKeys(keys)
  if (pressedKey(press) !== spec.key) return false
  const isCharacter = spec.key.length === 1 && !/[a-z0-9]/.test(spec.key)
  const typedByAltGraph = isCharacter && press.altGraph
  const mod = !typedByAltGraph && (press.ctrlKey || press.metaKey)
  const alt = !typedByAltGraph && press.altKey
  if (mod !== spec.mod || alt !== spec.alt) return false
  return isCharacter || press.shiftKey === spec.shift
}

/** Names for the eye: ["Ctrl", "Shift", "Z"], or ["⌘", "⇧", "Z"] on a Mac. */
export function keyNames(keys: string, mac: boolean): string[] {
  const spec = parseKeys(keys)
  const names = mac ? MAC_NAMES : OTHER_NAMES
  const modifiers = (['mod', 'alt', 'shift'] as const).filter((name) => spec[name]).map((name) => names[name] ?? name)
  return [...modifiers, KEY_NAMES[spec.key] ?? spec.key.toUpperCase()]
}
