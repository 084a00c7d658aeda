import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Overlap } from './overlap.ts'

const KEYS = ['a', 'b', 'c', null]

test('pieces begin and are told of in order, a few at once, and never two of one key', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.constantFrom(...KEYS), { maxLength: 20 }), async (scheduler, keys) => {
      const overlap = new Overlap(3)
      const running: number[] = []
      const told: number[] = []
      const pieces = keys.map((key, index) =>
        overlap.add(scheduler.schedule(Promise.resolve(index)), {
          keyOf: () => key,
          work: async (at) => {
            if (key !== null) expect(running.map((other) => keys[other])).not.toContain(key)
            running.push(at)
            expect(running.length).toBeLessThanOrEqual(3)
            await scheduler.schedule(Promise.resolve())
            running.splice(running.indexOf(at), 1)
            return at
          },
          tell: (at) => told.push(at),
        }),
      )
      await scheduler.waitFor(Promise.all(pieces))
      await overlap.all
      expect(told).toEqual(keys.map((_, index) => index))
    }),
    { numRuns: 200 },
  )
})

test('work that rejects rejects what comes after it', async () => {
  const overlap = new Overlap(2)
  const told: string[] = []
  const piece = (name: string): Promise<void> =>
    overlap.add(Promise.resolve(name), {
      keyOf: () => null,
      work: () => (name === 'b' ? Promise.reject(new Error(name)) : Promise.resolve(name)),
      tell: (done) => told.push(done),
    })
  const done = await Promise.allSettled(['a', 'b', 'c', 'd'].map(piece))
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
  expect(told).toEqual(['a'])
})
