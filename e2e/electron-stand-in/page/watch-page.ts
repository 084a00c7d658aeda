/** What the main process must hear of what happens in the page and CDP does not tell. */
export type Notice =
  | { kind: 'key'; key: string; code: string; control: boolean; shift: boolean; alt: boolean; meta: boolean }
  | { kind: 'bounds'; x: number; y: number; outer: [number, number]; inner: [number, number] }
  | { kind: 'focus' }
  | { kind: 'blur' }
  | { kind: 'copy'; text: string; html: string }

function isEditable(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement)
    return !['button', 'checkbox', 'radio', 'range', 'color', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable)
}

/** Keys that the browser itself answers, so that the menu never sees them. */
function isNative(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase()
  const command = event.ctrlKey || event.metaKey
  if (command && !event.altKey && ['c', 'x', 'v', 'a'].includes(key)) return true
  if (!isEditable(event.target)) return false
  if (command && !event.altKey && ['z', 'y'].includes(key)) return true
  return (
    !command &&
    !event.altKey &&
    (event.key.length === 1 || /^(Enter|Backspace|Delete|Tab|Home|End|Arrow)/.test(event.key))
  )
}

function selectedText(): string {
  const active = document.activeElement
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) {
    return active.value.slice(active.selectionStart ?? 0, active.selectionEnd ?? 0)
  }
  return String(window.getSelection() ?? '')
}

function watchKeys(tell: (notice: Notice) => void): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (!event.isTrusted || event.isComposing) return
      // Native keys are told apart now, before the page moves the focus; the rest when all listeners have had their say.
      const native = isNative(event)
      setTimeout(() => {
        if (native || event.defaultPrevented) return
        const { key, code, ctrlKey: control, shiftKey: shift, altKey: alt, metaKey: meta } = event
        tell({ kind: 'key', key, code, control, shift, alt, meta })
      })
    },
    true,
  )
}

/** Puts text on the browser's clipboard; needs the user activation that CDP can lend. */
export function writeClipboard(text: string, html: string): void {
  const fill = (event: ClipboardEvent): void => {
    event.stopImmediatePropagation()
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    if (html !== '') event.clipboardData?.setData('text/html', html)
  }
  window.addEventListener('copy', fill, { capture: true, once: true })
  document.execCommand('copy')
  window.removeEventListener('copy', fill, true)
}

function watchClipboard(tell: (notice: Notice) => void): void {
  for (const type of ['copy', 'cut'] as const) {
    window.addEventListener(type, (event) => {
      if (!event.isTrusted) return
      const data = event.clipboardData
      if (event.defaultPrevented) {
        tell({ kind: 'copy', text: data?.getData('text/plain') ?? '', html: data?.getData('text/html') ?? '' })
      } else tell({ kind: 'copy', text: selectedText(), html: '' })
    })
  }
}

export function watchPage(tell: (notice: Notice) => void): void {
  watchKeys(tell)
  watchClipboard(tell)
  const bounds = (): void =>
    tell({
      kind: 'bounds',
      x: window.screenX,
      y: window.screenY,
      outer: [window.outerWidth, window.outerHeight],
      inner: [window.innerWidth, window.innerHeight],
    })
  for (const type of ['resize', 'pointerenter']) window.addEventListener(type, bounds)
  window.addEventListener('focus', (event) => event.target === window && tell({ kind: 'focus' }))
  window.addEventListener('blur', (event) => event.target === window && tell({ kind: 'blur' }))
}
