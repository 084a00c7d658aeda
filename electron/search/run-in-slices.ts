import { setImmediate } from 'node:timers/promises'
import type { Runner } from './search-index.ts'

/** Milliseconds of work before waiting questions are answered. */
const SLICE = 8

/** Carries long work out in slices, so that a worker thread answers in between. */
export const runInSlices: Runner = async (work) => {
  let started = performance.now()
  let step = work.next()
  while (step.done !== true) {
    if (performance.now() - started > SLICE) {
      await setImmediate()
      started = performance.now()
    }
    step = work.next()
  }
  return step.value
}
