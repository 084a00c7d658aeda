import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stacked } from './stacked.ts'

describe('notes in the margin', () => {
  test('stand at their passages where there is room, and below one another where there is none', () => {
    const boxes = [
      { top: 0, height: 40 },
      { top: 10, height: 20 },
      { top: 300, height: 20 },
    ]
    expect(stacked(boxes, 12)).toEqual([0, 52, 300])
  })

  test('never overlap, and never stand above their passage', () => {
    const box = fc.record({ top: fc.integer({ min: 0, max: 5000 }), height: fc.integer({ min: 0, max: 400 }) })
    fc.assert(
      fc.property(fc.array(box), (unsorted) => {
        const boxes = unsorted.toSorted((a, b) => a.top - b.top)
        const tops = stacked(boxes, 12)
        boxes.forEach(({ top, height }, at) => {
          expect(tops[at]).toBeGreaterThanOrEqual(top)
          const next = tops[at + 1]
          if (next !== undefined) expect(next).toBeGreaterThanOrEqual((tops[at] ?? 0) + height + 12)
        })
      }),
    )
  })
})
