import { app } from 'electron'
import path from 'node:path'
import { withUsualColours } from '#shared/colour-query.ts'
import type { Failure } from '#shared/failure.ts'
import type { Calls } from '#shared/ipc-contract.ts'
import { notebookRows } from '#shared/notebook-rows.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { openArticle, withLibrary } from './article-handlers.ts'
import type { Handlers } from './ipc.ts'
import type { Library } from './library/library.ts'
import { memberRecordId, shelfRecordId } from './library/shelf.ts'
import { COLLECTION, SAVED_SEARCH } from './library/views.ts'
import { askWhereToSave, writeChosenFile } from './save-dialog.ts'
import type { SearchTasks, TaskName } from './search/search-protocol.ts'
import type { Services } from './services.ts'

type SearchChannel =
  | 'search:query'
  | 'search:hits'
  | 'search:counts'
  | 'search:complete'
  | 'article:find-pattern'
  | 'notebook:read'
  | 'notebook:export'
  | 'views:list'
  | 'views:put-collection'
  | 'views:remove-collection'
  | 'views:put-search'
  | 'views:remove-search'
  | 'shelf:set'
  | 'shelf:collect'

/** Annotations that one export holds at most. */
const MOST_EXPORTED = 100_000

/** Finding, and what the library is arranged by. */
export function searchHandlers(services: Services): Pick<Handlers, SearchChannel> {
  const inLibrary = withLibrary(services)
  const usual = (query: string) => withUsualColours(query, services.settings.get().colourNames)
  return {
    'search:query': (request) => ask(services, 'query', { ...request, query: usual(request.query) }),
    'search:hits': (request) => ask(services, 'hits', { ...request, query: usual(request.query) }),
    'search:counts': ({ queries }) => ask(services, 'counts', { queries: queries.map(usual) }),
    'search:complete': (request) => ask(services, 'complete', request),
    'article:find-pattern': (request) => ask(services, 'pattern', request),
    'notebook:read': (request) => ask(services, 'notebook', { ...request, query: usual(request.query) }),
    'notebook:export': (request) => inLibrary((library) => exportNotebook(services, library, request)),
    'views:list': () => inLibrary((library) => ok(library.arrangement.views)),
    'views:put-collection': ({ id, name }) => setView(services, COLLECTION, id, { name }),
    'views:remove-collection': ({ id }) => setView(services, COLLECTION, id, null),
    'views:put-search': ({ id, name, query }) => setView(services, SAVED_SEARCH, id, { name, query }),
    'views:remove-search': ({ id }) => setView(services, SAVED_SEARCH, id, null),
    'shelf:set': ({ ids, fact, on }) => inLibrary((library) => setShelf(library, ids, shelfRecordId(fact), on)),
    'shelf:collect': ({ ids, collection, on }) =>
      inLibrary((library) => setShelf(library, ids, memberRecordId(collection), on)),
  }
}

/** Tells the search of articles that a call has changed without changing their texts or annotations. */
export function withSearchUpdates(handlers: Handlers, services: Services): Handlers {
  const changed = (ids: readonly string[]): void => services.search()?.changed(ids)
  // From the trash, where the list of articles is not at hand.
  const back = (ids: readonly string[]): void => {
    changed(ids)
    services.send('library:reshelved', { ids: [...ids] })
  }
  const one = ({ id }: { id: string }): string[] => [id]
  const many = ({ ids }: { ids: string[] }): string[] => ids
  return {
    ...handlers,
    'library:remove': followed(handlers['library:remove'], one, changed),
    'library:put-back': followed(handlers['library:put-back'], one, back),
    'article:keep-position': followed(handlers['article:keep-position'], firstReading(services), changed),
    'shelf:set': followed(handlers['shelf:set'], many, changed),
    'shelf:collect': followed(handlers['shelf:collect'], many, changed),
  }
}

/** Where the reader is matters to the search only the first time: then the article is no longer unread. */
function firstReading(services: Services): (request: { id: string }) => string[] {
  const known = new Set<string>()
  return ({ id }) => {
    if (known.has(id)) return []
    known.add(id)
    services.send('library:reshelved', { ids: [id] })
    return [id]
  }
}

function followed<Request, Value>(
  handler: (request: Request) => Promise<Value> | Value,
  idsOf: (request: Request) => readonly string[],
  changed: (ids: readonly string[]) => void,
): (request: Request) => Promise<Value> {
  return async (request) => {
    const reply = await handler(request)
    const ids = idsOf(request)
    if (ids.length > 0) changed(ids)
    return reply
  }
}

async function ask<T extends TaskName>(
  services: Services,
  name: T,
  request: SearchTasks[T]['request'],
): Promise<Result<SearchTasks[T]['value'], Failure>> {
  const opened = await services.opened
  if (!opened.ok) return opened
  const search = services.search()
  if (search === null) return fail({ code: 'search-stopped', reason: '' })
  try {
    return ok(await search.ask(name, request))
  } catch (error) {
    return fail({ code: 'search-stopped', reason: error instanceof Error ? error.message : String(error) })
  }
}

async function setView(
  services: Services,
  type: typeof COLLECTION | typeof SAVED_SEARCH,
  id: string,
  view: object | null,
): Promise<Result<null, Failure>> {
  return await withLibrary(services)(async (library) => {
    const saved = await library.arrangement.setView(type, id, view)
    services.send('views:changed', null)
    return saved
  })
}

async function setShelf(library: Library, ids: string[], fact: string, on: boolean): Promise<Result<null, Failure>> {
  let failure: Failure | null = null
  for (const id of ids) {
    const saved = await library.arrangement.setShelf(id, fact, on)
    if (!saved.ok) failure ??= saved.failure
  }
  return failure === null ? ok(null) : fail(failure)
}

async function exportNotebook(
  services: Services,
  library: Library,
  { query, grouping, order }: Calls['notebook:export']['request'],
): Promise<Result<Calls['notebook:export']['value'], Failure>> {
  const asked = withUsualColours(query, services.settings.get().colourNames)
  const found = await ask(services, 'notebook', { query: asked, limit: MOST_EXPORTED })
  if (!found.ok) return found
  const target = await chooseFile(services)
  if (target === null) return ok(null)
  const { notebookMarkdown } = await import('./notebook-export.ts')
  const { exportWords } = await import('./export/export-words.ts')
  const { t } = services.messages()
  const words = {
    locale: services.locale(),
    colours: exportWords(t, services.settings.get().colourNames).colours,
    untagged: t('export:notebook.untagged'),
  }
  const rows = notebookRows(found.value.entries, grouping, order)
  const written = await notebookMarkdown(rows, grouping, words, (id) => openArticle(library, id))
  if (!written.ok) return written
  const saved = await writeChosenFile(target, written.value)
  return saved.ok ? ok({ path: target, count: found.value.entries.length }) : saved
}

async function chooseFile(services: Services): Promise<string | null> {
  const { t } = services.messages()
  return await askWhereToSave({
    title: t('main:dialog.exportNotebookTitle'),
    buttonLabel: t('main:dialog.exportButton'),
    defaultPath: path.join(app.getPath('documents'), `${t('main:dialog.notebookFile')}.md`),
    filters: [{ name: t('main:dialog.markdown'), extensions: ['md'] }],
  })
}
