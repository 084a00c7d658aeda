import { expect, test } from 'vitest'
import { IncomingFiles } from './incoming-files.ts'

test('files wait for the window and then go to it at once, each batch once', () => {
  const batches: string[][] = []
  const incoming = new IncomingFiles()
  incoming.add(['a'])
  incoming.add(['b'])
  expect(batches).toEqual([])
  incoming.ready((files) => batches.push(files))
  incoming.add(['c'])
  expect(batches).toEqual([['a', 'b'], ['c']])
})

test('no files, no import', () => {
  const batches: string[][] = []
  const incoming = new IncomingFiles()
  incoming.add([])
  incoming.ready((files) => batches.push(files))
  expect(batches).toEqual([])
})
