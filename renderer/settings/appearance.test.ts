import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { lineWidth, shownTheme } from './appearance.ts'

test.each([
  ['system', true, 'dark'],
  ['system', false, 'light'],
  ['sepia', true, 'sepia'],
  ['light', true, 'light'],
] as const)('the theme %s, where the system is dark: %s, is %s', (theme, isDark, shown) => {
  expect(shownTheme(theme, isDark)).toBe(shown)
})

test('the line grows with the measure and the size, and keeps 60 to 75 characters by default', () => {
  const width = lineWidth(DEFAULT_SETTINGS)
  expect(lineWidth({ ...DEFAULT_SETTINGS, fontSize: DEFAULT_SETTINGS.fontSize * 2 })).toBeCloseTo(width * 2, -1)
  expect(lineWidth({ ...DEFAULT_SETTINGS, measure: DEFAULT_SETTINGS.measure + 5 })).toBeGreaterThan(width)
  expect(DEFAULT_SETTINGS.measure).toBeGreaterThanOrEqual(60)
  expect(DEFAULT_SETTINGS.measure).toBeLessThanOrEqual(75)
})
