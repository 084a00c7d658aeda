import { link, mkdtempDisposable, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { fail, ok } from '#shared/result.ts'
import { seal } from './envelope.ts'
import { type FileSystem, nodeFileSystem } from './file-system.ts'
import { type Codec, JsonFile } from './json-file.ts'
import { temporaryNameOf, writeWhole } from './temporary-file.ts'

// Two processes of one device that do not know of each other, each with a file of its own in the same place.

const codec: Codec<string> = {
  decode: (value) => (typeof value === 'string' ? ok(value) : fail('no text')),
  encode: (data) => data,
}

function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-contested-'))
}

function fileIn(folder: string, files: FileSystem = nodeFileSystem): JsonFile<string> {
  const options = { path: join(folder, 'a.json'), root: folder, format: 1, codec, now: Date.now, owned: true }
  return new JsonFile({ ...options, files, reconcile: (mine, found) => `${mine} + ${found}` })
}

/** Has written once; `replace` puts a file in its place as a program does that waits for nobody. */
async function pair(folder: string, files?: FileSystem) {
  const file = fileIn(folder, files)
  await file.write('first')
  const replace = (text: string): Promise<void> =>
    writeWhole(nodeFileSystem, folder, join(folder, 'a.json'), seal(1, text))
  return { file, replace, read: () => fileIn(folder).read() }
}

/** The real file system, with something that happens behind each step of one kind. */
function meddled(step: 'createFile' | 'link' | 'syncFolder', meddle: () => Promise<void>): FileSystem {
  const after =
    <Rest extends unknown[], V>(work: (...rest: Rest) => Promise<V>) =>
    async (...rest: Rest): Promise<V> => {
      const done = await work(...rest)
      await meddle()
      return done
    }
  const { createFile, link, syncFolder } = nodeFileSystem
  const all = { createFile: after(createFile), link: after(link), syncFolder: after(syncFolder) }
  return { ...nodeFileSystem, [step]: all[step] }
}

test('what the other one has written is taken in, and only once', async () => {
  await using folder = await scratch()
  const { file, replace, read } = await pair(folder.path)
  await replace('theirs')
  await file.write('mine')
  expect(await read()).toBe('mine + theirs')
  await file.write('again')
  expect(await read()).toBe('again')
})

test.each(['createFile', 'link', 'syncFolder'] as const)(
  'it is taken in when it comes in the middle of a write, behind %s',
  async (step) => {
    await using folder = await scratch()
    let meddle: (() => Promise<void>) | null = null
    const files = meddled(step, async () => {
      const meddling = meddle
      meddle = null
      await meddling?.()
    })
    const { file, replace, read } = await pair(folder.path, files)
    meddle = () => replace('theirs')
    await file.write('mine')
    expect(await read()).toBe('mine + theirs')
  },
)

test.each(['createFile', 'syncFolder'] as const)(
  'again and again behind %s it is a failure, and what they wrote stays',
  async (step) => {
    await using folder = await scratch()
    let meddle = (): Promise<void> => Promise.resolve()
    const { file, replace, read } = await pair(
      folder.path,
      meddled(step, () => meddle()),
    )
    let count = 0
    meddle = () => replace(`theirs ${++count}`)
    await expect(file.write('mine')).rejects.toMatchObject({ code: 'EBUSY' })
    expect(await read()).toBe(`theirs ${count}`)
  },
)

test.each([
  ['changes the time of a file that gets its name', () => 0],
  ['says another time of a file every time', () => performance.now()],
])('where the system %s the content counts', async (_, modified) => {
  await using folder = await scratch()
  const files: FileSystem = {
    ...nodeFileSystem,
    stat: async (path) => ({ ...(await nodeFileSystem.stat(path)), modified: modified() }),
  }
  const { file, replace, read } = await pair(folder.path, files)
  await file.write('mine')
  expect(await read()).toBe('mine')
  await replace('theirs')
  await file.write('mine')
  expect(await read()).toBe('mine + theirs')
})

test('one that comes in the middle waits, and takes in what it waited for', async () => {
  await using folder = await scratch()
  const { file, read } = await pair(folder.path)
  const both: Promise<void>[] = []
  const slow = fileIn(
    folder.path,
    meddled('createFile', () => {
      // The slow one has the file: it has read it, and has yet to write what it makes of it.
      if (both.length === 0) both.push(file.write('mine'))
      return new Promise((resolve) => setImmediate(resolve))
    }),
  )
  await slow.write('slow')
  await Promise.all(both)
  expect(await read()).toBe('mine + slow + first')
})

test('what a killed process had is taken over', async () => {
  await using folder = await scratch()
  const { file, read } = await pair(folder.path)
  await link(join(folder.path, 'a.json'), temporaryNameOf(join(folder.path, 'a.json')))
  await file.write('mine')
  expect(await read()).toBe('mine')
  expect((await readdir(folder.path)).sort()).toEqual(['a.json', 'a.json.bak'])
})

test('what the next one has stays when this one is done', async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a.json')
  const taken: string[] = []
  const files: FileSystem = {
    ...nodeFileSystem,
    rename: async (from, to) => {
      await nodeFileSystem.rename(from, to)
      if (to !== `${path}.bak`) return
      // Somebody else has it as soon as the name is free.
      await link(path, temporaryNameOf(path))
      taken.push(temporaryNameOf(path))
    },
  }
  await fileIn(folder.path).write('first')
  await fileIn(folder.path, files).write('mine')
  expect(taken).toHaveLength(1)
  expect(await readdir(folder.path)).toContain(basename(temporaryNameOf(path)))
})

test('a file that is its own backup, as earlier versions could leave it, stays that', async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a.json')
  await fileIn(folder.path).write('first')
  await link(path, `${path}.bak`)
  await fileIn(folder.path).write('mine')
  expect((await readdir(folder.path)).sort()).toEqual(['a.json', 'a.json.bak'])
  expect(await readFile(`${path}.bak`)).toEqual(Buffer.from(seal(1, 'first')))
})
