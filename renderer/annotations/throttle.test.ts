import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Throttle } from './throttle.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

test('the first call runs at once, later ones together after the interval', () => {
  const work = vi.fn()
  const throttle = new Throttle(work, 200)
  throttle.call()
  expect(work).toHaveBeenCalledTimes(1)
  throttle.call()
  throttle.call()
  expect(work).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(200)
  expect(work).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(1000)
  expect(work).toHaveBeenCalledTimes(2)
})

test('calls that never stop still run every interval', () => {
  const work = vi.fn()
  const throttle = new Throttle(work, 200)
  for (let ms = 0; ms < 2000; ms += 50) {
    throttle.call()
    vi.advanceTimersByTime(50)
  }
  expect(work.mock.calls.length).toBeGreaterThanOrEqual(10)
})

test('flush runs what waits, once', () => {
  const work = vi.fn()
  const throttle = new Throttle(work, 200)
  throttle.flush()
  expect(work).not.toHaveBeenCalled()
  throttle.call()
  throttle.call()
  throttle.flush()
  throttle.flush()
  vi.advanceTimersByTime(1000)
  expect(work).toHaveBeenCalledTimes(2)
})
