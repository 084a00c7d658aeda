import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Library, openLibrary } from '../library/library.ts'
import { LibraryReader } from '../library/library-reader.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from '../library/sample-article.ts'
import { memberRecordId, shelfRecordId } from '../library/shelf.ts'
import { COLLECTION } from '../library/views.ts'
import { LibraryDocuments } from './article-document.ts'
import { outputText, runSearchCommand, searchCommandOf, type SearchOutput, type SearchPlace } from './search-command.ts'
import { SearchEngine } from './search-engine.ts'
import { runAtOnce } from './search-fixtures.ts'

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
    claimed = 0
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  let claimed = 0
  const placeOf = (library: string): SearchPlace => ({
    library,
    index: join(folder, 'index'),
    ownIndex: join(folder, 'own'),
    claim: () => {
      claimed++
      return Promise.resolve({ isOwn: claimed === 1, release: () => Promise.resolve() })
    },
  })
  const titlesOf = ({ articles }: SearchOutput) => articles.map(({ title }) => title.text)

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
      return await runSearchCommand(command, placeOf(library.folder))
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

  test('reads the index of the app without touching it, with what has changed since', async () => {
    const library = await libraryWith('Bamboo bridges', 'River stones')
    const place = placeOf(library.folder)
    const engine = engineOf(library.folder, place.index)
    await engine.sync()
    await library.add(sampleArticle('Bamboo rafts'), { file: 'a.txt', starter: false })
    await library.remove(sampleIds(sampleArticle('Bamboo bridges')).id)
    await library.flush()
    const before = filesOf(place.index)
    const found = await runSearchCommand({ query: 'bamboo', json: true, limit: 10 }, place)
    expect(titlesOf(found)).toEqual(['Bamboo rafts'])
    expect(filesOf(place.index)).toEqual(before)
    expect(existsSync(place.ownIndex)).toBe(false)
    await engine.close()
    await library.close()
  })

  test('several at once make one index, and all answer', async () => {
    const library = await libraryWith('Bamboo bridges', 'River stones')
    const command = { query: 'bamboo', json: true, limit: 10 }
    const all = await Promise.all([1, 2, 3].map(() => runSearchCommand(command, placeOf(library.folder))))
    expect(all.map(titlesOf)).toEqual([['Bamboo bridges'], ['Bamboo bridges'], ['Bamboo bridges']])
    await library.close()
  })

  async function libraryWith(...titles: string[]): Promise<Library> {
    const opened = await openLibrary({ folder: join(folder, 'Simak'), appData: join(folder, 'profile') })
    if (!opened.ok) throw new Error(opened.failure.code)
    for (const title of titles) await opened.value.add(sampleArticle(title), { file: 'a.txt', starter: false })
    await opened.value.flush()
    return opened.value
  }

  function engineOf(library: string, index: string): SearchEngine {
    const source = new LibraryDocuments(new LibraryReader(library))
    return new SearchEngine({ folder: index, source, run: runAtOnce, now: Date.now })
  }
})

function filesOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name))
    return `${name} ${size} ${mtimeMs}`
  })
}
