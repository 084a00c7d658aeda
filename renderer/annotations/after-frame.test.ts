import { expect, test } from 'vitest'
import { AfterFrame } from './after-frame.ts'

/** Frames that are drawn when a test says so. */
function frames() {
  const asked: (() => void)[] = []
  const done: string[] = []
  const after = new AfterFrame((work) => void asked.push(work))
  const work = (name: string) => () => {
    done.push(name)
    return Promise.resolve(name)
  }
  const draw = () => {
    for (const one of asked.splice(0)) one()
  }
  return { after, asked, done, draw, work }
}

test('work waits for one frame and keeps its order', async () => {
  const { after, asked, done, draw, work } = frames()
  const answers = [after.do(work('save')), after.do(work('remove'))]
  expect(done).toEqual([])
  expect(asked).toHaveLength(1)
  draw()
  expect(done).toEqual(['save', 'remove'])
  expect(await Promise.all(answers)).toEqual(['save', 'remove'])
  void after.do(work('again'))
  draw()
  expect(done).toEqual(['save', 'remove', 'again'])
})

test('a window that goes waits for no frame', () => {
  const { after, done, draw, work } = frames()
  void after.do(work('made before'))
  after.leave()
  void after.do(work('made while it goes'))
  expect(done).toEqual(['made before', 'made while it goes'])
  draw()
  expect(done).toHaveLength(2)
})

test('what fails is told to the one who asked, and the others are done', async () => {
  const { after, done, draw, work } = frames()
  const failed = after.do(() => Promise.reject(new Error('gone')))
  const fine = after.do(work('fine'))
  draw()
  await expect(failed).rejects.toThrow('gone')
  expect(await fine).toBe('fine')
  expect(done).toEqual(['fine'])
})
