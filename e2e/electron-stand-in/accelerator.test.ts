import { describe, expect, test } from 'vitest'
import { isPressed, type KeyPress, parseAccelerator } from './accelerator.ts'

const press = (key: string, held = '', code = ''): KeyPress => ({
  key,
  code,
  control: held.includes('c'),
  shift: held.includes('s'),
  alt: held.includes('a'),
  meta: held.includes('m'),
})

describe('an accelerator fires for its own keys only', () => {
  test.each([
    ['CmdOrCtrl+O', press('o', 'c'), true],
    ['CmdOrCtrl+O', press('O', 'cs'), false],
    ['CmdOrCtrl+O', press('o'), false],
    ['CommandOrControl+Shift+Z', press('Z', 'cs'), true],
    ['CommandOrControl+Shift+Z', press('z', 'c'), false],
    ['Ctrl+Plus', press('+', 'cs'), true],
    ['Ctrl+Plus', press('=', 'c'), true],
    ['Ctrl++', press('+', 'cs'), true],
    ['Ctrl+-', press('-', 'c'), true],
    ['Ctrl+Shift+1', press('!', 'cs', 'Digit1'), true],
    ['Alt+Left', press('ArrowLeft', 'a'), true],
    ['F11', press('F11'), true],
    ['F11', press('F11', 's'), false],
    ['Shift+?', press('?', 's'), true],
    ['Ctrl+,', press(',', 'c'), true],
    ['Esc', press('Escape'), true],
  ])('%s and %j: %s', (accelerator, pressed, fires) => {
    expect(isPressed(parseAccelerator(accelerator), pressed)).toBe(fires)
  })

  test.each(['', 'Ctrl+', 'Hyper+X'])('%j is refused', (accelerator) => {
    expect(() => parseAccelerator(accelerator)).toThrow(TypeError)
  })
})
