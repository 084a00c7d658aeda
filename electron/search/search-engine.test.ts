import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wordsOf } from '#shared/words.ts'
import { SearchEngine } from './search-engine.ts'
import { found, LIBRARY, pausing, runAtOnce, sampleDocument, sampleId, SampleSource } from './search-fixtures.ts'
import type { SearchDocument } from './search-document.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simak-search-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const NOW = Date.parse('2026-11-21T12:00:00Z')

async function engineOf(source: SampleSource): Promise<SearchEngine> {
  const engine = new SearchEngine({ folder, source, run: runAtOnce, now: () => NOW })
  await engine.sync()
  return engine
}

describe('what is found', () => {
  test.each([
    ['a word of the text', 'petani', ['rice']],
    ['a word of the title', 'elections', ['vote']],
    ['words anywhere', 'beras surat', ['rice']],
    ['no document has all', 'beras government', ['vote']],
    ['a beginning', 'pemer', ['rice']],
    ['two letters', 'pe', ['rice']],
    ['a beginning only at the end', 'pemer harga', ['rice']],
    ['another form (Indonesian)', 'tulisan', ['rice']],
    ['another form (Indonesian)', 'kenegaraan', ['rice']],
    ['reduplication', 'negara-negara', ['rice']],
    ['its root', 'negara', ['rice']],
    ['another form (English)', 'election', ['vote']],
    ['diacritics left out', 'cafe', ['vote']],
    ['diacritics put in', 'bérás', ['rice']],
    ['a typing error', 'pemerintha', ['rice']],
    ['two typing errors', 'goverrnmnt', ['vote']],
    ['a phrase', '"harga beras"', ['rice']],
    ['a phrase in another order', '"beras harga"', []],
    ['a phrase over the end of a block', '"jakarta petani"', ['rice']],
    ['a quoted word is that form only', '"tulis"', []],
    ['without a word', 'harga -beras', []],
    ['or', 'petani OR voters', ['rice', 'vote']],
    ['a note', 'bandingkan', ['rice']],
    ['a tag', 'pangan', ['rice']],
    ['an author', 'santoso', ['rice']],
    ['an outlet', 'kompas', ['rice']],
    ['site', 'site:kompas', ['rice']],
    ['site by host', 'site:kompas.com', ['rice']],
    ['author', 'author:budi', ['rice']],
    ['lang', 'lang:en', ['vote']],
    ['lang by name', 'lang:inggris', ['vote']],
    ['tag', 'tag:ekonomi', ['rice']],
    ['a tag that holds others', 'tag:pangan', ['rice']],
    ['a tag below another', 'tag:pangan/beras', ['rice']],
    ['colour', 'colour:yellow', ['rice']],
    ['has note', 'has:note', ['rice']],
    ['has highlight', 'has:highlight', ['rice', 'vote']],
    ['unread', 'is:unread', ['vote']],
    ['read', 'is:read', ['rice']],
    ['archived', 'is:archived', ['vote']],
    ['favourite', 'is:favourite', ['rice']],
    ['orphan', 'is:orphan', ['vote']],
    ['trashed', 'is:trashed', ['gone']],
    ['not archived', '-is:archived', ['rice']],
    ['published', 'published:2022-08..2022', ['rice']],
    ['published after', 'published:>2022', ['vote']],
    ['saved lately', 'saved:<30d', ['rice']],
    ['saved long ago', 'saved:>30d', ['vote']],
    ['a collection by name', 'in:"Pangan kita"', ['rice']],
    ['title', 'title:harga', ['rice']],
    ['title does not look into texts', 'title:petani', []],
    ['nothing asked: all but the trash', '', ['rice', 'vote']],
    ['signs alone ask nothing', '& -', ['rice', 'vote']],
    ['a wrong filter is left out', 'petani is:red', ['rice']],
  ])('%s: %s', async (_name, query, expected) => {
    const engine = await engineOf(new SampleSource(LIBRARY))
    engine.setCollections([{ id: 'c-1', name: 'Pangan kita' }])
    expect(found(engine, query).toSorted()).toEqual(expected)
    await engine.close()
  })

  test('the word itself ranks before its forms, and the title before the text', async () => {
    const source = new SampleSource([
      sampleDocument('form', { text: 'menulis menulis' }),
      sampleDocument('text', { text: 'tulis surat ini' }),
      sampleDocument('title', { title: 'Tulis', text: 'lain' }),
    ])
    const engine = await engineOf(source)
    expect(found(engine, 'tulis')).toEqual(['title', 'text', 'form'])
    await engine.close()
  })

  test('facets count what was found', async () => {
    const engine = await engineOf(new SampleSource(LIBRARY))
    const { facets, count } = engine.query('', { limit: 1, offset: 0, facets: true })
    expect(count).toBe(2)
    expect(facets?.site).toEqual([
      { value: 'Example News', count: 1 },
      { value: 'Kompas', count: 1 },
    ])
    expect(facets?.published).toEqual([
      { value: '2023', count: 1 },
      { value: '2022', count: 1 },
    ])
    expect(facets?.is).toEqual([
      { value: 'unread', count: 1 },
      { value: 'archived', count: 1 },
      { value: 'favourite', count: 1 },
      { value: 'orphan', count: 1 },
    ])
    expect(facets?.colour).toEqual([
      { value: 'yellow', count: 1 },
      { value: 'blue', count: 1 },
    ])
    await engine.close()
  })

  test('completion knows fields, values and words', async () => {
    const engine = await engineOf(new SampleSource(LIBRARY))
    const labels = (query: string): string[] => engine.complete(query).map(({ label }) => label)
    expect(labels('pemer')).toEqual(['pemerintah'])
    expect(labels('ta')).toContain('tag:')
    expect(labels('x site:ko')).toEqual(['Kompas'])
    expect(labels('is:un')).toEqual(['unread'])
    expect(engine.complete('a site:exam')[0]).toMatchObject({ insert: '"Example News" ', start: 7, end: 11 })
    await engine.close()
  })
})

test('completion knows every outlet, however many there are', async () => {
  const outlets = Array.from({ length: 60 }, (_, at) =>
    sampleDocument(`o${at}`.replace(/[01]/g, 'z'), { site: `Kabar ${at}` }),
  )
  const engine = await engineOf(new SampleSource(outlets))
  expect(engine.complete('site:57').map(({ label }) => label)).toEqual(['Kabar 57'])
  await engine.close()
})

describe('an index that is not as it should be', () => {
  const files = (): string[] => {
    const generation = readdirSync(folder).toSorted().at(-1) ?? ''
    return readdirSync(join(folder, generation)).map((name) => join(folder, generation, name))
  }

  test.each(['.meta', '.postings', '.positions', 'index.json'])('%s cut short is built anew', async (end) => {
    await (await engineOf(new SampleSource(LIBRARY))).close()
    for (const file of files().filter((name) => name.endsWith(end))) truncateSync(file, 5)
    const again = await engineOf(new SampleSource(LIBRARY))
    expect(found(again, 'petani')).toEqual(['rice'])
    expect(again.indexState.state).toBe('ready')
    await again.close()
  })

  test('flipped bytes in the large files are found by the check, and answers stay meanwhile', async () => {
    await (await engineOf(new SampleSource(LIBRARY))).close()
    for (const file of files().filter((name) => name.endsWith('.positions'))) flip(file)
    const states: string[] = []
    const source = new SampleSource(LIBRARY)
    const again: SearchEngine = new SearchEngine({
      folder,
      source,
      run: pausing(() => states.push(found(again, 'petani').join())),
      now: () => NOW,
      onState: ({ state }) => states.push(state),
    })
    await again.sync()
    await again.verify()
    expect(found(again, '"harga beras"')).toEqual(['rice'])
    expect(states.filter((state) => state === 'ready').length).toBe(2)
    expect(states.filter((state) => !['rice', 'ready', 'building'].includes(state))).toEqual([])
    await again.close()
  })

  test('deleted while it is used: answers stay, and the check builds it anew', async () => {
    const engine = await engineOf(new SampleSource(LIBRARY))
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
    expect(found(engine, 'petani')).toEqual(['rice'])
    await engine.verify()
    expect(found(engine, 'petani')).toEqual(['rice'])
    expect(readdirSync(folder)).toEqual(['2'])
    await engine.close()
  })

  test('of other rules, it answers until the new one is whole', async () => {
    await (await engineOf(new SampleSource(LIBRARY))).close()
    const manifest = files().find((name) => name.endsWith('index.json')) ?? ''
    const body =
      readFileSync(manifest, 'utf8')
        .split('\n')[1]
        ?.replace(/"rules":\d+/, '"rules":0') ?? ''
    writeFileSync(manifest, `${crc32(body)}\n${body}`)
    const engine = new SearchEngine({ folder, source: new SampleSource(LIBRARY), run: runAtOnce, now: () => NOW })
    expect(found(engine, 'petani')).toEqual(['rice'])
    await engine.sync()
    expect(found(engine, 'petani')).toEqual(['rice'])
    expect(readdirSync(folder)).toEqual(['2'])
    await engine.close()
  })
})

function flip(file: string): void {
  const bytes = readFileSync(file)
  for (let at = 0; at < bytes.length; at += 3) bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

describe('against a plain reading of all documents', () => {
  const vocabulary = ['aku', 'beras', 'cafe', 'dan', 'ekor', 'api', 'batu']
  const texts = fc.array(fc.constantFrom(...vocabulary), { maxLength: 12 }).map((words) => words.join(' '))
  const documents = fc.uniqueArray(
    fc.record({ id: fc.stringMatching(/^[a-z]{6}$/), title: texts, text: texts, archived: fc.boolean() }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 25 },
  )
  const changes = fc.array(fc.record({ at: fc.nat(), text: texts, gone: fc.boolean() }), { maxLength: 12 })

  const has = (document: SearchDocument, words: readonly string[]): boolean =>
    [document.title, document.text].some((text) => {
      const all = wordsOf(text).map(({ word }) => word)
      return all.some((_, at) => words.every((word, offset) => all[at + offset] === word))
    })

  test('words, phrases, not, or, after any changes', async () => {
    const phrase = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(
        documents,
        changes,
        phrase,
        fc.constantFrom(...vocabulary),
        async (given, later, words, other) => {
          const source = new SampleSource(given.map(({ id, ...rest }) => sampleDocument(id, rest)))
          const engine = await engineOf(source)
          for (const { at, text, gone } of later) {
            const { id } = given[at % given.length] ?? { id: 'x' }
            const known = source.documents.get(sampleId(id))
            if (gone) source.documents.delete(sampleId(id))
            else source.put({ ...(known ?? sampleDocument(id)), text, revision: (known?.revision ?? 0) + 1 })
            await engine.changed([sampleId(id)])
          }
          const living = [...source.documents.values()]
          const ids = (test: (document: SearchDocument) => boolean): string[] =>
            living
              .filter(test)
              .map(({ id }) => id)
              .toSorted()
          const ask = (query: string): string[] => {
            const answer = engine.query(query, { limit: 100, offset: 0, facets: false })
            return answer.relaxed ? [] : answer.ids.toSorted()
          }
          const quoted = `"${words.join(' ')}"`
          expect(ask(quoted)).toEqual(ids((document) => has(document, words)))
          expect(ask(`${quoted} -"${other}"`)).toEqual(
            ids((document) => has(document, words) && !has(document, [other])),
          )
          expect(ask(`${quoted} OR "${other}"`)).toEqual(
            ids((document) => has(document, words) || has(document, [other])),
          )
          expect(ask(`"${other}" is:archived`)).toEqual(ids((document) => has(document, [other]) && document.archived))
          await engine.close()
          rmSync(folder, { recursive: true, force: true })
        },
      ),
      { numRuns: 30 },
    )
  })
})
