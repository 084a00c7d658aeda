import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { isDeviceId, openDeviceId } from './device.ts'
import { seal, unseal } from './envelope.ts'
import { faultyFiles } from './faulty-files.ts'
import { openSettings } from './settings-store.ts'
import { openWindowState } from './window-state-store.ts'

function scratch() {
  return mkdtempDisposable(join(tmpdir(), 'simak-app-data-'))
}

describe('settings', () => {
  test('are the defaults before the first change, in a folder that does not exist yet', async () => {
    await using folder = await scratch()
    const settings = await openSettings(join(folder.path, 'new', 'profile'))
    expect(settings.get()).toEqual(DEFAULT_SETTINGS)
    expect(await settings.change({ theme: 'sepia', fontSize: 24 })).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'sepia',
      fontSize: 24,
    })
  })

  test('come back', async () => {
    await using folder = await scratch()
    await (await openSettings(folder.path)).change({ language: 'id', sort: 'title' })
    expect((await openSettings(folder.path)).get()).toEqual({ ...DEFAULT_SETTINGS, language: 'id', sort: 'title' })
  })

  test('names of colours come back one by one', async () => {
    await using folder = await scratch()
    await (await openSettings(folder.path)).change({ colourNames: { pink: 'To check' } })
    expect((await openSettings(folder.path)).get().colourNames).toEqual({ pink: 'To check' })
  })

  test('that make no sense are the defaults one by one, and those of a newer version stay', async () => {
    await using folder = await scratch()
    const path = join(folder.path, 'settings.json')
    await writeFile(path, seal(1, { theme: 'neon', fontSize: 9000, face: 'sans', ruler: true }))
    const settings = await openSettings(folder.path)
    expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, face: 'sans' })
    await settings.change({ theme: 'dark' })
    expect(unseal(await readFile(path), 1)).toMatchObject({ value: { ruler: true, theme: 'dark' } })
  })

  test('damaged beyond repair start anew beside the damaged files', async () => {
    await using folder = await scratch()
    for (const name of ['settings.json', 'settings.json.bak']) await writeFile(join(folder.path, name), 'damaged')
    const settings = await openSettings(folder.path)
    await settings.change({ theme: 'dark' })
    expect((await openSettings(folder.path)).get().theme).toBe('dark')
    const names = await readdir(folder.path)
    expect(names.filter((name) => name.startsWith('settings.json.damaged-'))).toHaveLength(2)
  })

  test('of a newer version are not written over', async () => {
    await using folder = await scratch()
    const path = join(folder.path, 'settings.json')
    await writeFile(path, seal(2, { theme: ['dark'] }))
    const settings = await openSettings(folder.path)
    expect((await settings.change({ theme: 'sepia' })).theme).toBe('sepia')
    expect(await readFile(path)).toEqual(Buffer.from(seal(2, { theme: ['dark'] })))
  })
})

test('the window state comes back', async () => {
  await using folder = await scratch()
  const first = await openWindowState(folder.path)
  expect(first.get()).toBeNull()
  const state = { bounds: { x: -20, y: 10, width: 1280, height: 800 }, maximized: true }
  await first.keep(state)
  expect((await openWindowState(folder.path)).get()).toEqual(state)
})

describe('the device id', () => {
  test('is made once', async () => {
    await using folder = await scratch()
    const first = await openDeviceId(folder.path)
    expect(first.ok && isDeviceId(first.value)).toBe(true)
    expect(await openDeviceId(folder.path)).toEqual(first)
  })

  test('is another on another device', async () => {
    await using one = await scratch()
    await using two = await scratch()
    expect(await openDeviceId(one.path)).not.toEqual(await openDeviceId(two.path))
  })

  test('that cannot be kept is a failure, not an id for one day', async () => {
    await using folder = await scratch()
    const files = faultyFiles((operation) => (operation === 'sync' ? 'ENOSPC' : null))
    expect(await openDeviceId(folder.path, files)).toEqual({
      ok: false,
      failure: { kind: 'unreadable', code: 'ENOSPC' },
    })
  })
})
