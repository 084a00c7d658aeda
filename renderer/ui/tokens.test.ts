import { describe, expect, test } from 'vitest'
import { HIGHLIGHT_COLOURS } from '#shared/annotation.ts'
import painted from './highlights.css?raw'
import css from './tokens.css?raw'

type Rgba = readonly [red: number, green: number, blue: number, alpha: number]

function tokensOf(theme: string): (name: string) => Rgba {
  const start = css.indexOf(`:root[data-theme='${theme}'] {`)
  const block = css.slice(start, css.indexOf('}', start))
  const tokens = new Map([...block.matchAll(/(--[\w-]+): #([0-9a-f]{6,8});/g)].map(([, name, value]) => [name, value]))
  return function colour(name): Rgba {
    const value = tokens.get(name)
    if (value === undefined) return mixed(name, colour)
    const part = (at: number) => Number.parseInt(value.slice(at, at + 2), 16) / 255
    return [part(0), part(2), part(4), value.length === 8 ? part(6) : 1]
  }
}

const MIX = /color-mix\(in srgb, var\((--[\w-]+)\) (\d+)%, var\((--[\w-]+)\)\)/

/** A colour that all themes mix from colours of their own. */
function mixed(name: string, colour: (name: string) => Rgba): Rgba {
  const value = css.split(`\n  ${name}: `)[1]?.split(';')[0] ?? ''
  const [, first = '', percent = '', second = ''] = MIX.exec(value) ?? []
  if (first === '') throw new Error(`no colour ${name}`)
  const [a, b, share] = [colour(first), colour(second), Number(percent) / 100]
  const mix = (i: 0 | 1 | 2) => a[i] * share + b[i] * (1 - share)
  return [mix(0), mix(1), mix(2), 1]
}

function over(front: Rgba, back: Rgba): Rgba {
  const mix = (i: 0 | 1 | 2) => front[i] * front[3] + back[i] * (1 - front[3])
  return [mix(0), mix(1), mix(2), 1]
}

/** WCAG 2.2, "relative luminance". */
function luminance([red, green, blue]: Rgba): number {
  const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function contrast(a: Rgba, b: Rgba): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

test('the contrast of black on white is 21', () => {
  expect(contrast([0, 0, 0, 1], [1, 1, 1, 1])).toBeCloseTo(21)
})

test('captions and quotations, quieter than the ink, take it under every wash', () => {
  const [selectors = ''] = /^:is\(caption[^{]*\{\s*color: var\(--ink\);/m.exec(painted) ?? []
  const colours = [...selectors.matchAll(/:is\(caption, figcaption, blockquote\)::highlight\(simak-(\w+)\)/g)]
  expect(colours.map(([, colour]) => colour)).toEqual([...HIGHLIGHT_COLOURS])
})

describe.each(['light', 'sepia', 'dark'])('theme %s', (theme) => {
  const token = tokensOf(theme)
  const paper = token('--paper')

  test('running text has 7:1 on every surface', () => {
    for (const back of ['--paper', '--surface', '--surface-raised']) {
      expect(contrast(token('--ink'), token(back)), back).toBeGreaterThanOrEqual(7)
    }
  })

  test.each(HIGHLIGHT_COLOURS)('text on the %s wash has 7:1, and 4.5:1 where any other wash lies over it', (colour) => {
    const washed = over(token(`--highlight-${colour}`), paper)
    expect(contrast(token('--ink'), washed)).toBeGreaterThanOrEqual(7)
    for (const other of HIGHLIGHT_COLOURS) {
      expect(contrast(token('--ink'), over(token(`--highlight-${other}`), washed)), other).toBeGreaterThanOrEqual(4.5)
    }
  })

  /** All that highlights can make of the ground: each colour is painted once, in this order, however many overlap. */
  const grounds = Array.from({ length: 2 ** HIGHLIGHT_COLOURS.length }, (_, choice) =>
    HIGHLIGHT_COLOURS.filter((_colour, at) => ((choice >> at) & 1) === 1).reduce(
      (ground, colour) => over(token(`--highlight-${colour}`), ground),
      paper,
    ),
  )

  test('text has 4.5:1 on highlights of all colours over each other, on hits and where a passage flashes', () => {
    for (const ground of grounds) expect(contrast(token('--ink'), ground)).toBeGreaterThanOrEqual(4.5)
    for (const name of ['--found-ground', '--flash-ground']) {
      expect(contrast(token('--ink'), token(name)), name).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('every line of a highlight has 3:1 on highlights of all colours over each other', () => {
    const lines = [...painted.matchAll(/text-decoration: .*var\((--[\w-]+)\)/g)].map(([, name = '']) => name)
    expect(lines).toHaveLength(2 * HIGHLIGHT_COLOURS.length + 5)
    const covered = ['--found-ground', '--flash-ground'].map((name) => token(name))
    for (const name of new Set(lines.filter((line) => line !== '--accent'))) {
      for (const ground of [...grounds, ...covered]) {
        expect(contrast(token(name), ground), name).toBeGreaterThanOrEqual(3)
      }
    }
    // The line of a flash stands on its own ground only.
    expect(contrast(token('--accent'), token('--flash-ground'))).toBeGreaterThanOrEqual(3)
  })

  test.each(['--ink-soft', '--accent', '--danger'])('%s is readable as small text on every surface', (name) => {
    for (const back of ['--paper', '--surface', '--surface-raised']) {
      expect(contrast(token(name), token(back)), back).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('a selected row keeps its small text readable', () => {
    const row = over(token('--accent-wash'), token('--surface'))
    expect(contrast(token('--ink-soft'), row)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(token('--accent-ink'), token('--accent'))).toBeGreaterThanOrEqual(4.5)
  })

  test('edges of controls, focus rings and swatches have 3:1', () => {
    const marks = HIGHLIGHT_COLOURS.map((colour) => `--highlight-${colour}-mark`)
    for (const name of ['--edge', '--focus', ...marks]) {
      for (const back of ['--paper', '--surface', '--surface-raised']) {
        expect(contrast(token(name), token(back)), `${name} on ${back}`).toBeGreaterThanOrEqual(3)
      }
    }
  })
})
