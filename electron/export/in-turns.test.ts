import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurns } from './in-turns.ts'

/** Workers that take so many turns of the loop for a batch, and for their start. */
class Turning {
  readonly start: number
  readonly pace: number
  made = 0
  constructor(start: number, pace: number) {
    this.start = start
    this.pace = pace
  }
  async call(): Promise<null> {
    await turns(this.start)
    return null
  }
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await setImmediate()
}

class Work {
  readonly written: number[] = []
  most = 0
  failsAt = -1
  stopsAt = Infinity
  takesNoMoreAt = Infinity
  private readonly total: number
  private sent = 0

  constructor(total: number) {
    this.total = total
  }

  needsHelp(): boolean {
    return this.sent > 2
  }

  isStopped(): boolean {
    return this.written.length >= this.stopsAt
  }

  async *batches(): AsyncGenerator<number> {
    for (let i = 0; i < this.total; i++) {
      await turns(i % 3)
      if (i === this.takesNoMoreAt) throw new Error('no more')
      this.sent++
      this.most = Math.max(this.most, this.sent - this.written.length)
      yield i
    }
  }

  async render(worker: Turning, batch: number): Promise<number> {
    await turns(worker.pace)
    worker.made++
    if (batch === this.failsAt) throw new Error('worker gone')
    return batch
  }

  async write(ready: number): Promise<void> {
    await turns(1)
    this.written.push(ready)
  }
}

test.each([
  { name: 'one slow helper', writer: new Turning(0, 1), helpers: [new Turning(9, 12)] },
  { name: 'one fast helper', writer: new Turning(0, 12), helpers: [new Turning(3, 1)] },
  { name: 'several', writer: new Turning(0, 5), helpers: [new Turning(1, 4), new Turning(20, 2), new Turning(3, 9)] },
  { name: 'helpers that are never there in time', writer: new Turning(0, 0), helpers: [new Turning(5000, 0)] },
])('batches are written once, in their order, and few are on their way: $name', async ({ writer, helpers }) => {
  const work = new Work(60)
  await inTurns(work, writer, helpers)
  expect(work.written).toEqual(Array.from({ length: 60 }, (_, i) => i))
  expect(writer.made + helpers.reduce((sum, { made }) => sum + made, 0)).toBe(60)
  expect(work.most).toBeLessThanOrEqual(2 * helpers.length + 5)
})

test('helpers are not started for a few', async () => {
  const helper = new Turning(0, 0)
  const work = new Work(2)
  await inTurns(work, new Turning(0, 1), [helper])
  expect(work.written).toEqual([0, 1])
  expect(helper.made).toBe(0)
})

test('what fails ends it, with all before it written', async () => {
  const work = new Work(40)
  work.failsAt = 20
  await expect(inTurns(work, new Turning(0, 3), [new Turning(1, 2)])).rejects.toThrow('worker gone')
  expect(work.written).toEqual(Array.from({ length: 20 }, (_, i) => i))
  const unread = new Work(40)
  unread.takesNoMoreAt = 20
  await expect(inTurns(unread, new Turning(0, 3), [new Turning(1, 2)])).rejects.toThrow('no more')
})

test('a helper that cannot be started ends it', async () => {
  const broken = Object.assign(new Turning(0, 0), { call: () => Promise.reject(new Error('no start')) })
  await expect(inTurns(new Work(40), new Turning(0, 1), [broken])).rejects.toThrow('no start')
})

test('it stops between batches', async () => {
  const work = new Work(40)
  work.stopsAt = 7
  await inTurns(work, new Turning(0, 3), [new Turning(1, 2)])
  expect(work.written).toEqual([0, 1, 2, 3, 4, 5, 6])
})
