import { mkdirSync } from 'node:fs'
import type { ArticleId } from '#shared/article.ts'
import type { ArticleHits } from '#shared/search-contract.ts'
import type { QueryProblem } from '#shared/search-query.ts'
import { LibraryReader } from '../library/library-reader.ts'
import { viewsOf } from '../library/views.ts'
import { LibraryDocuments } from './article-document.ts'
import { SearchEngine } from './search-engine.ts'
import type { Runner } from './search-index.ts'

/** `simak search [--json] [--limit=n] query`: the same search as in the window, for other programs. */
export interface SearchCommand {
  query: string
  json: boolean
  limit: number
}

/** What `--json` prints: one object. Places are UTF-16 code units of the article text. */
export interface SearchOutput {
  query: string
  count: number
  relaxed: boolean
  problems: QueryProblem[]
  articles: (ArticleHits & { byline: string[]; site: string | null; url: string | null; published: string | null })[]
}

const USUAL_LIMIT = 20
const MOST = 1000

/** Reads the command from the arguments behind the program's own; null where another thing is asked for. */
export function searchCommandOf(words: readonly string[]): SearchCommand | null {
  const own = words.filter((word) => !/^--(?:library|user-data-dir|lang|no-sandbox|inspect|remote-)/.test(word))
  if (own[0] !== 'search') return null
  const switches = own.slice(1).filter((word) => /^--(?:json$|limit=)/.test(word))
  const limit = Number(switches.find((word) => word.startsWith('--limit='))?.slice('--limit='.length))
  return {
    query: own
      .slice(1)
      .filter((word) => !switches.includes(word))
      .join(' '),
    json: switches.includes('--json'),
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, MOST) : USUAL_LIMIT,
  }
}

/** Where a library and the indexes of it lie. */
export interface SearchPlace {
  /** The library folder. */
  library: string
  /** The index of the app, which only the app writes. */
  index: string
  /** Where the command keeps one of its own while the app has none. */
  ownIndex: string
  /** Asks for a folder as one's own, as long as this process lives or until it is released. */
  claim: (folder: string) => Promise<{ isOwn: boolean; release: () => Promise<void> }>
}

/** Tries at opening an index while the app may be putting other files in its place. */
const TRIES = 5

const runAtOnce: Runner = (work) => {
  let step = work.next()
  while (step.done !== true) step = work.next()
  return Promise.resolve(step.value)
}

/**
 * Searches a library folder. The app's index is read where it is whole, without writing to it: what has changed since is
 * taken in in memory. Else the command makes an index of its own; of several commands one makes it, the others read.
 */
export function runSearchCommand(command: SearchCommand, place: SearchPlace): Promise<SearchOutput> {
  return withEngine(place, (engine, reader) => answerFrom(engine, command, reader))
}

/** All articles that a query finds as it is written, and what is wrong with it. */
export function articlesFound(
  query: string,
  place: SearchPlace,
): Promise<{ ids: ArticleId[]; problems: QueryProblem[] }> {
  return withEngine(place, (engine) => {
    const { ids, relaxed, problems } = engine.query(`${query} `, { limit: Infinity, offset: 0, facets: false })
    return { ids: relaxed ? [] : ids, problems }
  })
}

async function withEngine<T>(place: SearchPlace, work: (engine: SearchEngine, reader: LibraryReader) => T): Promise<T> {
  const reader = new LibraryReader(place.library)
  const ask = async (engine: SearchEngine): Promise<T> => {
    try {
      engine.setCollections(viewsOf(reader.libraryRecords()).collections)
      await engine.sync()
      return work(engine, reader)
    } finally {
      await engine.close()
    }
  }
  const source = new LibraryDocuments(reader)
  const engineOf = (folder: string, readOnly: boolean): SearchEngine =>
    new SearchEngine({ folder, source, run: runAtOnce, now: Date.now, readOnly })
  const ofApp = await openComplete(() => engineOf(place.index, true))
  if (ofApp !== null) return await ask(ofApp)
  mkdirSync(place.ownIndex, { recursive: true })
  const claim = await place.claim(place.ownIndex)
  try {
    return await ask(engineOf(place.ownIndex, !claim.isOwn))
  } finally {
    await claim.release()
  }
}

/** Null where there is no index of the whole library. */
async function openComplete(open: () => SearchEngine): Promise<SearchEngine | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const engine = open()
    if (engine.isComplete) return engine
    await engine.close()
  }
  return null
}

function answerFrom(engine: SearchEngine, command: SearchCommand, reader: LibraryReader): SearchOutput {
  const answer = engine.query(`${command.query} `, { limit: command.limit, offset: 0, facets: false })
  const { count, relaxed, problems } = answer
  const articles = engine.hits(command.query, answer.ids).flatMap((hits) => {
    const article = reader.read(hits.id)
    if (article === null) return []
    const { byline, site, url, published } = article.summary
    return [{ ...hits, byline, site, url, published }]
  })
  return { query: command.query, count, relaxed, problems, articles }
}

/** The output for people: a title a line, its address or site, and the first passage. */
export function outputText({ articles }: SearchOutput): string {
  return articles
    .map(({ title, url, site, passages }) => {
      const source = url ?? site
      const lines = [title.text, ...(source === null ? [] : [`  ${source}`])]
      const passage = passages[0]?.text
      return [...lines, ...(passage === undefined ? [] : [`  ${passage}`])].join('\n')
    })
    .join('\n\n')
}
