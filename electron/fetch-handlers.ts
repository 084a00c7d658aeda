import type { ArticleId, ContentHash } from '#shared/article.ts'
import type { FetchProgress } from '#shared/missing-pictures.ts'
import type { Failure } from '#shared/failure.ts'
import type { Calls } from '#shared/ipc-contract.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { openArticle } from './article-handlers.ts'
import type { Fetched } from './import/image-store.ts'
import { type Imports, readOriginal } from './import-handlers.ts'
import type { Handlers } from './ipc.ts'
import { readAsset } from './library/carried-article.ts'
import type { StoredArticle } from './library/library.ts'
import type { OpenLibrary } from './library-host.ts'
import type { Services } from './services.ts'
import { webAddressOf } from './web-address.ts'

type FetchChannel = 'library:import-address' | 'article:missing-pictures' | 'article:fetch-pictures' | 'fetch:cancel'
type Answer<C extends FetchChannel> = Result<Calls[C]['value'], Failure>

/** All that Simak ever asks the network for, and only on the reader's word: a page, and an article's missing pictures. */
export function fetchHandlers(services: Services, imports: Imports): Pick<Handlers, FetchChannel> {
  let running = new AbortController()
  const begin = (): AbortSignal => {
    running.abort()
    running = new AbortController()
    return running.signal
  }
  return {
    'library:import-address': ({ url }) => importAddress(services, imports, { typed: url, signal: begin() }),
    'article:missing-pictures': async ({ id, version }) => {
      const missing = await findMissing(services, id, version)
      if (!missing.ok) return missing
      const { hostsOf } = await import('./import/fetch-pictures.ts')
      return ok(hostsOf(missing.value.wanted))
    },
    'article:fetch-pictures': async ({ id, version, hosts }) => {
      const signal = begin()
      const missing = await findMissing(services, id, version)
      return missing.ok ? await fetchMissing(services, missing.value, { hosts: new Set(hosts), signal }) : missing
    },
    'fetch:cancel': () => {
      running.abort()
      return ok(null)
    },
  }
}

async function importAddress(
  services: Services,
  imports: Imports,
  { typed, signal }: { typed: string; signal: AbortSignal },
): Promise<Answer<'library:import-address'>> {
  const url = webAddressOf(typed)
  if (url === null) return fail({ code: 'address-failed', url: typed, reason: 'address' })
  const opened = await services.opened
  if (!opened.ok) return opened
  const { readOnly } = opened.value.library
  if (readOnly !== null) return fail(readOnly)
  const { fetchPage } = await import('./import/fetched-page.ts')
  const source = await fetchPage(url, signal)
  return source.ok ? await imports.importSources([source.value], false) : source
}

interface Missing {
  open: OpenLibrary
  stored: StoredArticle
  /** The article whose original the version was made of. */
  source: ArticleId
  /** Pictures that were asked for before. */
  known: Fetched
  /** The addresses of each picture, the likeliest first. */
  wanted: readonly (readonly string[])[]
}

async function findMissing(services: Services, id: ArticleId, version: ContentHash): Promise<Result<Missing, Failure>> {
  const opened = await services.opened
  if (!opened.ok) return opened
  const { library } = opened.value
  const stored = await library.open(id, version)
  if (!stored.ok) return stored
  const { baseVersion, pictures, versions } = stored.value
  const source = versions.find((one) => one.version === baseVersion)?.from ?? id
  const known: Record<string, Uint8Array> = {}
  for (const [address, name] of Object.entries(pictures)) {
    const bytes = await readAsset(library, id, name)
    if (bytes !== null) known[address] = bytes
  }
  const read = await readOriginal(opened.value, source, { fetched: known })
  if (!read.ok) return read
  const { wanted = [] } = read.value
  return ok({ open: opened.value, stored: stored.value, source, known, wanted })
}

async function fetchMissing(
  services: Services,
  { open, stored, source, known, wanted }: Missing,
  { hosts, signal }: { hosts: ReadonlySet<string>; signal: AbortSignal },
): Promise<Answer<'article:fetch-pictures'>> {
  const { library } = open
  const { summary, baseVersion, baseHtml, removals, pictures } = stored
  // Nobody is asked for what could not be kept.
  if (library.readOnly !== null) return fail(library.readOnly)
  const { fetchPictures } = await import('./import/fetch-pictures.ts')
  const onProgress = (progress: FetchProgress): void => services.send('fetch:progress', progress)
  const { fetched, failed } = await fetchPictures(wanted, { hosts, signal, onProgress })
  const into = { html: baseHtml, removals }
  const read = await readOriginal(open, source, { fetched: { ...known, ...fetched }, into })
  if (!read.ok) return read
  const { content, facts, assets = [], fetched: placed = {} } = read.value
  if (content !== baseHtml) {
    const reading = { content, facts, assets }
    const from = { ...pictures, ...placed }
    const kept = await library.versions.keepPictures({ id: summary.id, version: baseVersion, reading, from })
    if (!kept.ok) return kept
    services.changed(summary.id)
  }
  const homeless = Object.keys(fetched).filter((address) => !Object.hasOwn(placed, address))
  const problems = [...failed, ...homeless.map((address) => ({ address, reason: 'no-place' as const }))]
  const article = await openArticle(library, summary.id, baseVersion)
  if (!article.ok) return article
  return ok({ fetched: Object.keys(fetched).length - homeless.length, failed: problems, article: article.value })
}
