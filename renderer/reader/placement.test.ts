import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GAP, placeAbove } from './placement.ts'

const bounds = { left: 0, top: 0, right: 1000, bottom: 800 }
const size = { width: 300, height: 40 }

describe('a floating toolbar', () => {
  test('stands centred above the passage', () => {
    expect(placeAbove({ left: 400, right: 600, top: 300, bottom: 320 }, size, bounds)).toEqual({
      left: 350,
      top: 300 - GAP - 40,
      side: 'above',
    })
  })

  test('goes below where there is no room above', () => {
    expect(placeAbove({ left: 400, right: 600, top: 20, bottom: 40 }, size, bounds)).toMatchObject({
      top: 40 + GAP,
      side: 'below',
    })
  })

  test('stays at the upper edge of a passage that fills the window', () => {
    expect(placeAbove({ left: 0, right: 600, top: -200, bottom: 1200 }, size, bounds)).toMatchObject({ top: GAP })
  })

  test('never leaves the window', () => {
    const edge = fc.integer({ min: -2000, max: 3000 })
    fc.assert(
      fc.property(edge, edge, fc.nat(900), fc.nat(900), (left, top, width, height) => {
        const place = placeAbove({ left, top, right: left + width, bottom: top + height }, size, bounds)
        expect(place.left).toBeGreaterThanOrEqual(GAP)
        expect(place.left + size.width).toBeLessThanOrEqual(1000 - GAP)
        expect(place.top).toBeGreaterThanOrEqual(GAP)
        expect(place.top + size.height).toBeLessThanOrEqual(800 - GAP)
      }),
    )
  })
})
