import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CORPORA, type CorpusArticle, loadCorpus } from './quality-corpus.ts'
import { qualityQueries } from './quality-queries.ts'
import { SearchEngine } from './search-engine.ts'
import { runAtOnce, SampleSource } from './search-fixtures.ts'

const LEAST_SUCCESS = 0.95
const FIRST = 5

/** Names of the first five that Simak finds. */
async function askSimak(articles: readonly CorpusArticle[], queries: readonly string[]): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'simak-quality-'))
  const names = new Map(articles.map(({ name, document }) => [document.id, name]))
  const engine = new SearchEngine({
    folder,
    source: new SampleSource(articles.map(({ document }) => document)),
    run: runAtOnce,
    now: Date.now,
  })
  await engine.sync()
  const found = queries.map((query) => {
    const { ids } = engine.query(`${query} `, { limit: FIRST, offset: 0, facets: false })
    return ids.map((id) => names.get(id) ?? '')
  })
  await engine.close()
  rmSync(folder, { recursive: true })
  return found
}

/** The same by SQLite's FTS5 as it comes: its own words, all of which must be there, best by bm25. */
function askFts5(articles: readonly CorpusArticle[], queries: readonly string[]): string[][] {
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE VIRTUAL TABLE articles USING fts5(name UNINDEXED, title, text)')
  const insert = database.prepare('INSERT INTO articles VALUES (?, ?, ?)')
  for (const { name, document } of articles) insert.run(name, document.title, document.text)
  const select = database.prepare(`SELECT name FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ${FIRST}`)
  return queries.map((query) => {
    const words = query.match(/"[^"]*"|[^\s"]+/g) ?? []
    const match = words.map((word) => (word.startsWith('"') ? word : `"${word}"`)).join(' ')
    return select.all(match).map((row) => String(row['name']))
  })
}

const queries = qualityQueries()

test('there are at least a hundred queries, none twice', () => {
  expect(new Set(queries.map(({ query }) => query)).size).toBe(queries.length)
  expect(queries.length).toBeGreaterThanOrEqual(100)
})

describe.skipIf(!existsSync(CORPORA))('over the development corpora (skipped where they are absent)', () => {
  test(`an answer is among the first ${FIRST} in at least ${LEAST_SUCCESS * 100} of 100 queries`, async () => {
    const articles = loadCorpus()
    const names = new Set(articles.map(({ name }) => name))
    expect(queries.flatMap(({ answers }) => answers).filter((name) => !names.has(name))).toEqual([])
    const texts = queries.map(({ query }) => query)
    const simak = await askSimak(articles, texts)
    const fts5 = askFts5(articles, texts)
    const succeeds = (found: string[][], index: number): boolean =>
      queries[index]?.answers.some((name) => found[index]?.includes(name)) === true
    const share = (found: string[][]): number =>
      texts.filter((_, index) => succeeds(found, index)).length / texts.length
    const missed = texts.filter((_, index) => !succeeds(simak, index))
    console.log(
      `${articles.length} articles, ${texts.length} queries, success at ${FIRST}: Simak ${share(simak).toFixed(3)}, FTS5 ${share(fts5).toFixed(3)}; missed: ${missed.join('; ')}`,
    )
    for (const kind of ['known', 'topic', 'typing', 'form', 'phrase']) {
      const at = [...queries.keys()].filter((index) => queries[index]?.kind === kind)
      const of = (found: string[][]): string =>
        (at.filter((index) => succeeds(found, index)).length / at.length).toFixed(2)
      console.log(`${kind.padEnd(8)}${String(at.length).padStart(4)} queries: Simak ${of(simak)}, FTS5 ${of(fts5)}`)
    }
    expect(share(simak)).toBeGreaterThanOrEqual(LEAST_SUCCESS)
    expect(share(simak)).toBeGreaterThan(share(fts5))
  })
})
