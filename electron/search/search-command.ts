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

const runAtOnce: Runner = (work) => {
  let step = work.next()
  while (step.done !== true) step = work.next()
  return Promise.resolve(step.value)
}

/**
 * Searches a library folder. An index of its own is kept, so that a running Simak and this never write the same files.
 * @param folder where that index lies
 */
export async function runSearchCommand(command: SearchCommand, library: string, folder: string): Promise<SearchOutput> {
  const reader = new LibraryReader(library)
  const engine = new SearchEngine({ folder, source: new LibraryDocuments(reader), run: runAtOnce, now: Date.now })
  try {
    engine.setCollections(viewsOf(reader.libraryRecords()).collections)
    await engine.sync()
    const answer = engine.query(`${command.query} `, { limit: command.limit, offset: 0, facets: false })
    const { count, relaxed, problems } = answer
    const articles = engine.hits(command.query, answer.ids).flatMap((hits) => {
      const article = reader.read(hits.id)
      if (article === null) return []
      const { byline, site, url, published } = article.summary
      return [{ ...hits, byline, site, url, published }]
    })
    return { query: command.query, count, relaxed, problems, articles }
  } finally {
    await engine.close()
  }
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
