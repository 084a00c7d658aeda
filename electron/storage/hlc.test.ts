import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Clock, formatStamp, isStamp, MAX_DRIFT_MS, parseStamp } from './hlc.ts'

const LAST_WALL = Date.UTC(9999, 11, 31) - 1
const device = fc.stringMatching(/^[a-z2-7]{16}$/)
const parts = fc.record({
  wall: fc.integer({ min: 0, max: LAST_WALL }),
  counter: fc.integer({ min: 0, max: 0xffff }),
  device,
})
const DEVICE = 'aaaaaaaaaaaaaaaa'
const NOON = Date.UTC(2026, 10, 21, 12)

describe('a stamp as a string', () => {
  test('comes back from its text', () => {
    fc.assert(
      fc.property(parts, (stamp) => {
        expect(parseStamp(formatStamp(stamp))).toEqual(stamp)
      }),
    )
  })

  test('is known for one without being parsed', () => {
    const two = (min: number, max: number) => fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'))
    const year = fc.constantFrom('1969', '1970', '2023', '2024', '2100', '9998', '9999', '0000', '12026')
    const made = fc
      .tuple(year, two(0, 13), two(0, 32), two(0, 25), two(0, 61), fc.constantFrom('', '.0000', '.00fF', '.000'))
      .map(([y, month, day, hour, minute, end]) => `${y}-${month}-${day}T${hour}:${minute}:59.999Z${end}.aaaaaaaa`)
    fc.assert(
      fc.property(fc.oneof(made, parts.map(formatStamp), fc.string()), (text) => {
        expect(isStamp(text)).toBe(parseStamp(text) !== null)
      }),
      { numRuns: 5000 },
    )
    for (let day = 0; day < 366 * 8; day++) {
      const text = formatStamp({ wall: NOON + day * 86_400_000, counter: 0, device: DEVICE })
      expect(isStamp(text)).toBe(true)
      expect(isStamp(text.replace(/-\d\dT/, '-31T'))).toBe(parseStamp(text.replace(/-\d\dT/, '-31T')) !== null)
    }
  })

  test('sorts by time, then counter, then device', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const before =
          a.wall - b.wall || a.counter - b.counter || (a.device < b.device ? -1 : Number(a.device > b.device))
        const [left, right] = [formatStamp(a), formatStamp(b)]
        expect(Math.sign(before)).toBe(left < right ? -1 : Number(left > right))
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['a day that does not exist', '2026-02-30T12:00:00.000Z.0000.aaaaaaaaaaaaaaaa'],
    ['a time before 1970', '1969-12-31T23:59:59.999Z.0000.aaaaaaaaaaaaaaaa'],
    ['the day that cannot be outbid', '9999-12-31T00:00:00.000Z.0000.aaaaaaaaaaaaaaaa'],
    ['no device', '2026-11-21T12:00:00.000Z.0000.'],
    ['a capital in the counter', '2026-11-21T12:00:00.000Z.000A.aaaaaaaaaaaaaaaa'],
    ['something behind', '2026-11-21T12:00:00.000Z.0000.aaaaaaaaaaaaaaaa '],
  ])('%s is none', (_name, text) => {
    expect(parseStamp(text)).toBeNull()
  })
})

describe('a clock', () => {
  test('always goes past the version that is replaced, whatever the wall clock says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -1e12, max: 3e14 }), parts)), (steps) => {
        let now = 0
        const clock = new Clock(DEVICE, () => now)
        for (const [wall, replaced] of steps) {
          now = wall
          const stamp = clock.stamp(formatStamp(replaced))
          expect(stamp > formatStamp(replaced)).toBe(true)
          expect(stamp.endsWith(`.${DEVICE}`)).toBe(true)
        }
      }),
    )
  })

  test('rises with every stamp while the wall clock stands or goes back a little', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: MAX_DRIFT_MS }), { minLength: 2 }), (walls) => {
        let now = 0
        const clock = new Clock(DEVICE, () => now)
        const stamps = walls.map((wall) => {
          now = NOON + wall
          return clock.stamp()
        })
        expect(stamps).toEqual([...new Set(stamps)].sort())
      }),
    )
  })

  test('goes past what was observed of other devices', () => {
    const clock = new Clock(DEVICE, () => NOON)
    const other = formatStamp({ wall: NOON + 1000, counter: 7, device: 'zzzzzzzzzzzzzzzz' })
    clock.observe(other)
    expect(clock.stamp() > other).toBe(true)
  })

  test('is not dragged along by a stamp of 2099, neither observed nor replaced', () => {
    const clock = new Clock(DEVICE, () => NOON)
    const far = formatStamp({ wall: Date.UTC(2099, 0, 1), counter: 0, device: 'zzzzzzzzzzzzzzzz' })
    const near = formatStamp({ wall: NOON + 1000, counter: 7, device: 'zzzzzzzzzzzzzzzz' })
    clock.observe(far)
    clock.observe(near)
    expect(clock.stamp(far) > far).toBe(true)
    const next = clock.stamp()
    expect(next > near && next < far).toBe(true)
  })

  test('comes back after its own wall clock was in 2099', () => {
    let now = Date.UTC(2099, 0, 1)
    const clock = new Clock(DEVICE, () => now)
    const far = clock.stamp()
    now = NOON
    expect(parseStamp(clock.stamp())?.wall).toBe(NOON)
    expect(clock.stamp(far) > far).toBe(true)
  })

  test('counts on into the next millisecond when the counter is full', () => {
    const clock = new Clock(DEVICE, () => NOON)
    const full = formatStamp({ wall: NOON, counter: 0xffff, device: DEVICE })
    expect(parseStamp(clock.stamp(full))).toEqual({ wall: NOON + 1, counter: 0, device: DEVICE })
  })
})
