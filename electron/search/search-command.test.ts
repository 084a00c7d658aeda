import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLibrary } from '../library/library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from '../library/sample-article.ts'
import { memberRecordId, shelfRecordId } from '../library/shelf.ts'
import { COLLECTION } from '../library/views.ts'
import { outputText, runSearchCommand, searchCommandOf } from './search-command.ts'

test.each([
  [['search', '--json', 'harga beras'], { query: 'harga beras', json: true, limit: 20 }],
  [['--library=/x', 'search', 'harga', '-beras', '--limit=3'], { query: 'harga -beras', json: false, limit: 3 }],
  [['search', '--json', '--limit=0', '"a b"'], { query: '"a b"', json: true, limit: 20 }],
  [['a.txt', 'search'], null],
  [[], null],
])('%j', (words, command) => {
  expect(searchCommandOf(words)).toEqual(command)
})

describe('over a library on disk', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'simak-command-'))
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('finds texts, notes, states and collections that the library has saved', async () => {
    const opened = await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, 'profile') })
    if (!opened.ok) throw new Error(opened.failure.code)
    const library = opened.value
    const [first, second] = [sampleArticle('Bamboo bridges'), sampleArticle('River stones')]
    for (const article of [first, second]) await library.add(article, { file: 'a.txt', starter: false })
    const { id } = sampleIds(first)
    await library.saveAnnotation(sampleAnnotation(first, 'n-1', 'remember the zeppelin'))
    await library.arrangement.setShelf(id, shelfRecordId('favourite'), true)
    await library.arrangement.setView(COLLECTION, 'c-1', { name: 'Valley' })
    await library.arrangement.setShelf(id, memberRecordId('c-1'), true)
    await library.flush()
    const ask = async (query: string) => {
      const command = { query, json: true, limit: 10 }
      return await runSearchCommand(command, library.folder, join(folder, 'index'))
    }
    expect((await ask('bamboo')).articles.map(({ title }) => title.text)).toEqual(['Bamboo bridges'])
    const noted = await ask('zeppelins')
    expect(noted.articles[0]?.annotations).toMatchObject([{ id: 'n-1', part: 'note' }])
    expect((await ask('is:favourite')).articles.map((article) => article.id)).toEqual([id])
    expect((await ask('in:valley')).articles.map((article) => article.id)).toEqual([id])
    expect((await ask('is:unread')).count).toBe(2)
    expect(outputText(await ask('bamboo'))).toContain('Bamboo bridges')
    expect((await ask('is:red bamboo')).problems).toMatchObject([{ code: 'bad-choice' }])
    await library.close()
  })
})
