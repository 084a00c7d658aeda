import { describe, expect, test } from 'vitest'
import { type KeyPress, keyNames, matchesKeys } from './shortcut-keys.ts'

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, altGraph: false, ...more }
}

describe('matchesKeys', () => {
  test.each([
    ['a letter', 'h', press('h'), true],
    ['a letter with Caps Lock', 'h', press('H'), true],
    ['a letter with Shift', 'h', press('H', { shiftKey: true }), false],
    ['a letter with Ctrl', 'h', press('h', { ctrlKey: true }), false],
    ['a letter with Alt', 'h', press('h', { altKey: true }), false],
    ['mod as Ctrl', 'mod+z', press('z', { ctrlKey: true }), true],
    ['mod as Cmd', 'mod+z', press('z', { metaKey: true }), true],
    ['mod left out', 'mod+z', press('z'), false],
    ['Shift not asked for', 'mod+z', press('Z', { ctrlKey: true, shiftKey: true }), false],
    ['Shift asked for', 'mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }), true],
    ['a character typed with Shift', '?', press('?', { shiftKey: true }), true],
    ['a character typed without Shift', '?', press('?'), true],
    ['a character typed with AltGr', '[', press('[', { ctrlKey: true, altKey: true, altGraph: true }), true],
    ['a character with Ctrl', '[', press('[', { ctrlKey: true }), false],
    ['mod and a comma', 'mod+,', press(',', { ctrlKey: true }), true],
    ['mod and a plus', 'mod++', press('+', { ctrlKey: true, shiftKey: true }), true],
    ['a digit', '1', press('1'), true],
    ['a named key', 'ArrowDown', press('ArrowDown'), true],
    ['the space bar', 'space', press(' '), true],
    ['a letter of a Cyrillic layout at the same place', 'h', press('р', { code: 'KeyH' }), true],
    ['a Latin letter at another place', 'z', press('y', { code: 'KeyZ' }), false],
  ])('%s: %s', (_name, keys, event, expected) => {
    expect(matchesKeys(keys, event)).toBe(expected)
  })
})

describe('keyNames', () => {
  test.each([
    ['mod+shift+z', false, ['Ctrl', 'Shift', 'Z']],
    ['mod+z', true, ['⌘', 'Z']],
    ['ArrowDown', false, ['↓']],
    ['?', false, ['?']],
  ])('%s', (keys, mac, names) => {
    expect(keyNames(keys, mac)).toEqual(names)
  })
})
