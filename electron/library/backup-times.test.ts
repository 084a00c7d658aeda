import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timesToKeep } from './backup-times.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 21, 12, 30)

test('a backup every hour for a year leaves 24 hours, 14 days and 8 weeks', () => {
  const times = Array.from({ length: 365 * 24 }, (_, hours) => NOW - hours * HOUR)
  const kept = [...timesToKeep(times)].sort((a, b) => b - a)
  expect(kept.slice(0, 24)).toEqual(times.slice(0, 24))
  const days = new Set(kept.map((time) => Math.floor(time / DAY)))
  for (let day = 0; day < 14; day++) expect(days).toContain(Math.floor((NOW - day * DAY) / DAY))
  expect(kept.length).toBeLessThanOrEqual(24 + 14 + 8)
  expect(NOW - (kept.at(-1) ?? 0)).toBeGreaterThan(6 * 7 * DAY)
})

test('the newest always stays, and thinning out twice changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 * DAY }), { minLength: 1, maxLength: 300 }), (times) => {
      const kept = timesToKeep(times)
      expect(kept).toContain(Math.max(...times))
      expect(timesToKeep([...kept])).toEqual(kept)
    }),
  )
})
