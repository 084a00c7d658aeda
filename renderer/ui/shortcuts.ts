import { useEffect, useRef } from 'react'
import { matchesKeys } from './shortcut-keys.ts'

export interface Shortcut {
  /** Unique over the app, e.g. "reader.highlight". */
  id: string
  /** Alternatives: ['h'], ['mod+shift+z', 'mod+y']. "mod" is Ctrl or Cmd. */
  keys: string[]
  /** Message key with namespace; the namespace is the group in the list of shortcuts. */
  message: string
  run(event: KeyboardEvent): void
  /** Where false, the key goes to the next shortcut that has it, or to the page. */
  when?(): boolean
  /** Also while a text field has the focus. */
  inFields?: boolean
}

export type KnownShortcut = Pick<Shortcut, 'id' | 'keys' | 'message'>

const known = new Map<string, KnownShortcut>()
let active: readonly { readonly current: readonly Shortcut[] }[] = []

/** Everything that was registered since the start, mounted now or not. */
export function knownShortcuts(): KnownShortcut[] {
  return [...known.values()]
}

/** What the keys would do now, where the focus is: the commands of the window. */
export function activeShortcuts(): Shortcut[] {
  const usable = active.flatMap((entry) => entry.current).filter((shortcut) => shortcut.when?.() ?? true)
  return [...new Map(usable.toReversed().map((shortcut) => [shortcut.id, shortcut])).values()]
}

/** Makes the shortcuts work while the component is mounted. Among equals the one mounted last wins. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
    for (const { id, keys, message } of shortcuts) known.set(id, { id, keys, message })
  })
  useEffect(() => {
    if (active.length === 0) window.addEventListener('keydown', handleKey)
    active = [latest, ...active]
    return () => {
      active = active.filter((entry) => entry !== latest)
      if (active.length === 0) window.removeEventListener('keydown', handleKey)
    }
  }, [])
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const place = placeOf(event.target)
  const press = {
    key: event.key,
    code: event.code,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    altKey: event.altKey,
    shiftKey: event.shiftKey,
    altGraph: event.getModifierState('AltGraph'),
  }
  const shortcut = active
    .flatMap((entry) => entry.current)
    .find(
      (candidate) =>
        candidate.keys.some((keys) => matchesKeys(keys, press)) &&
        (place === 'page' || (place === 'field' && candidate.inFields === true)) &&
        (candidate.when?.() ?? true),
    )
  if (shortcut === undefined) return
  event.preventDefault()
  shortcut.run(event)
}

/** Menus and modal dialogs keep all keys to themselves; one that only fades out (`data-closed`, by Base UI) does not. */
const KEEPS_KEYS = '[role="menu"]:not([data-closed]), [data-modal]:not([data-closed])'

/** What the focus is in. */
function placeOf(target: EventTarget | null): 'page' | 'field' | 'modal' {
  if (!(target instanceof Element)) return 'page'
  if (target.closest(KEEPS_KEYS) !== null) return 'modal'
  return isTextField(target) ? 'field' : 'page'
}

/** Does the element keep typed characters for itself? */
export function isTextField(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return !['button', 'checkbox', 'radio', 'range'].includes(element.type)
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
}
