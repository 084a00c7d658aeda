import { expect, test } from 'vitest'
import { answerWithin } from './answer-within.ts'

/** A call that comes back when it is told to. */
function stuck(): { call: () => Promise<string>; release: () => void; calls: () => number } {
  let calls = 0
  const { promise, resolve } = Promise.withResolvers<string>()
  return {
    call: () => {
      calls += 1
      return promise
    },
    release: () => resolve('late'),
    calls: () => calls,
  }
}

const answer = (): Promise<string> => Promise.resolve('answer')

test('an answer in time is the answer, an error the error', async () => {
  expect(await answerWithin('/a', 1000, answer)).toBe('answer')
  await expect(answerWithin('/a', 1000, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})

test('a folder that hangs is given up, and not asked again until it answers', async () => {
  const drive = stuck()
  await expect(answerWithin('/drive', 5, drive.call)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  await expect(answerWithin('/drive', 5, drive.call)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  expect(drive.calls()).toBe(1)
  expect(await answerWithin('/home', 1000, answer)).toBe('answer')
  drive.release()
  await new Promise(setImmediate)
  expect(await answerWithin('/drive', 1000, answer)).toBe('answer')
})

test('three calls that hang leave the last thread to the library', async () => {
  const drives = ['/1', '/2', '/3'].map((folder) => ({ folder, ...stuck() }))
  for (const { folder, call } of drives) await expect(answerWithin(folder, 5, call)).rejects.toThrow(folder)
  await expect(answerWithin('/home', 1000, answer)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  for (const { release } of drives) release()
  await new Promise(setImmediate)
  expect(await answerWithin('/home', 1000, answer)).toBe('answer')
})
