import { expect, test } from 'vitest'
import { growthOf } from './outside-changes.ts'

test('a list that grows is told of a few times, each article once', () => {
  const changed = new Set<string>()
  const reports: string[][] = []
  for (let second = 0; second < 25; second++) {
    for (let read = 0; read < 4000; read++) changed.add(`${second} ${read}`)
    const fresh = growthOf(changed, reports.flat().length)
    if (fresh.length > 0) reports.push(fresh)
  }
  expect(reports.map(({ length }) => length / 4000)).toEqual([1, 1, 2, 4, 8])
  expect(new Set(reports.flat()).size).toBe(reports.flat().length)
  expect(growthOf(new Set(), 0)).toEqual([])
})
