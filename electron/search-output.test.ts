import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLibrary } from './library/library.ts'
import { sampleArticle } from './library/sample-article.ts'
import { printedSearch } from './search-output.ts'
import { openSettings } from './storage/settings-store.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simak-search-output-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('several commands at once answer alike, and so does the next one', async () => {
  const place = { appData: join(folder, 'profile'), library: join(folder, 'Simak') }
  const opened = await openLibrary({ folder: place.library, appData: place.appData })
  if (!opened.ok) throw new Error(opened.failure.code)
  for (const title of ['Bamboo bridges', 'River stones']) {
    await opened.value.add(sampleArticle(title), { file: 'a.txt', starter: false })
  }
  await opened.value.flush()
  const command = { query: 'bamboo', json: true, limit: 10 }
  const all = [
    ...(await Promise.all([1, 2, 3].map(() => printedSearch(command, place)))),
    await printedSearch(command, place),
  ]
  for (const { text, failed } of all) {
    expect(failed).toBe(false)
    expect(JSON.parse(text)).toMatchObject({ count: 1, articles: [{ title: { text: 'Bamboo bridges' } }] })
  }
  expect((await printedSearch({ ...command, json: false }, place)).text).toContain('Bamboo bridges')
  await opened.value.close()
})

test('names that the reader gave to colours are understood, and the query is told as it was asked', async () => {
  const place = { appData: join(folder, 'profile'), library: join(folder, 'Simak') }
  const opened = await openLibrary({ folder: place.library, appData: place.appData })
  if (!opened.ok) throw new Error(opened.failure.code)
  await opened.value.close()
  const settings = await openSettings(place.appData)
  await settings.change({ colourNames: { blue: 'Doubtful' } })
  await settings.flush()
  const asked = async (query: string): Promise<unknown> =>
    JSON.parse((await printedSearch({ query, json: true, limit: 1 }, place)).text)
  expect(await asked('colour:doubtful')).toMatchObject({ query: 'colour:doubtful', problems: [] })
  expect(await asked('colour:certain')).not.toMatchObject({ problems: [] })
})

test('a library that is not there is told as an error', async () => {
  const place = { appData: join(folder, 'profile'), library: join(folder, 'nowhere') }
  const { text, failed } = await printedSearch({ query: 'bamboo', json: true, limit: 1 }, place)
  expect(failed).toBe(true)
  expect(text).toContain('nowhere')
})
