/** A key press with its modifiers, as `KeyboardEvent` tells it. */
export interface KeyPress {
  key: string
  code: string
  control: boolean
  shift: boolean
  alt: boolean
  meta: boolean
}

export interface Accelerator {
  key: string
  control: boolean
  shift: boolean
  alt: boolean
  meta: boolean
}

/** Electron's names of keys that `KeyboardEvent.key` calls otherwise; both in lower case. */
const KEY_NAMES: Record<string, string> = {
  plus: '+',
  space: ' ',
  return: 'enter',
  esc: 'escape',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  ins: 'insert',
  del: 'delete',
}

/**
 * Reads an accelerator (`CmdOrCtrl+Shift+Z`) as Electron does on Linux: Cmd and Command are no keys there but with
 * `OrCtrl`. Throws for an empty one or an unknown modifier.
 */
export function parseAccelerator(text: string): Accelerator {
  const result: Accelerator = { key: '', control: false, shift: false, alt: false, meta: false }
  // The key may itself be a plus sign: `Ctrl++`.
  const parts = text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+')
  const key = parts.pop()?.trim().toLowerCase() ?? ''
  for (const part of parts) {
    const modifier = part.trim().toLowerCase()
    if (/^(commandorcontrol|cmdorctrl|control|ctrl)$/.test(modifier)) result.control = true
    else if (modifier === 'shift') result.shift = true
    else if (/^(alt|option|altgr)$/.test(modifier)) result.alt = true
    else if (/^(super|meta|command|cmd)$/.test(modifier)) result.meta = true
    else throw new TypeError(`Invalid accelerator: ${text}`)
  }
  if (key === '') throw new TypeError(`Invalid accelerator: ${text}`)
  result.key = KEY_NAMES[key] ?? key
  return result
}

/** Letters and digits are compared by the key's place as well, so that Ctrl+Shift+1 is not `!`. */
function sameKey(wanted: string, press: KeyPress): boolean {
  if (press.key.toLowerCase() === wanted) return true
  return press.code.toLowerCase() === `digit${wanted}` || (press.key === '=' && wanted === '+' && press.control)
}

export function isPressed(accelerator: Accelerator, press: KeyPress): boolean {
  // A plus sign or a question mark needs Shift on many keyboards.
  const shiftMatters = /^[\p{L}\p{N}]$|^.{2,}$| /u.test(accelerator.key)
  return (
    sameKey(accelerator.key, press) &&
    accelerator.control === press.control &&
    accelerator.alt === press.alt &&
    accelerator.meta === press.meta &&
    (!shiftMatters || accelerator.shift === press.shift)
  )
}
