import type { ContentHash, LeftOutLine } from '#shared/article.ts'
import type { ShownTwin } from '#shared/lookalike.ts'
import type { OpenedArticle } from '#shared/opened-article.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Handlers } from './ipc.ts'
import type { Library, StoredArticle } from './library/library.ts'
import { ListPages } from './list-pages.ts'
import type { Services } from './services.ts'

type ArticleChannel =
  | 'library:list'
  | 'library:summaries'
  | 'library:remove'
  | 'library:put-back'
  | 'article:open'
  | 'article:keep-position'
  | 'article:restore-lines'
  | 'article:correct-metadata'
  | 'annotation:save'
  | 'annotation:remove'
  | 'annotation:resolve'
  | 'annotation:unresolve'

/** Reading and annotating. */
export function articleHandlers(services: Services): Pick<Handlers, ArticleChannel> {
  const inLibrary = withLibrary(services)
  const changing = async <Value>(id: string, work: (library: Library) => Promise<Result<Value, Failure>>) => {
    const done = await inLibrary(work)
    services.changed(id)
    return done
  }
  const pages = new ListPages()
  return {
    'library:list': ({ from }) =>
      inLibrary(async (library) => ok(await pages.page(library, from, services.settings.get().lastArticle))),
    'library:summaries': ({ ids }) =>
      inLibrary((library) =>
        ok({ articles: ids.map((id) => library.summary(id)).filter((summary) => summary !== undefined) }),
      ),
    'library:remove': ({ id }) => inLibrary((library) => library.remove(id)),
    'library:put-back': ({ id }) => inLibrary((library) => library.putBack(id)),
    'article:open': ({ id, version }) => inLibrary((library) => openArticle(library, id, version)),
    'article:keep-position': ({ id, position }) => inLibrary((library) => library.keepPosition(id, position)),
    'article:restore-lines': ({ id, removals, version }) =>
      changing(id, (library) => restoreLines(library, id, removals, version)),
    'annotation:save': (annotation) =>
      changing(annotation.target.source, (library) => library.saveAnnotation(annotation)),
    'annotation:remove': ({ article, id }) => changing(article, (library) => library.removeAnnotation(article, id)),
    'annotation:resolve': ({ article, resolution }) =>
      changing(article, (library) => library.annotations.resolve(article, resolution)),
    'annotation:unresolve': ({ article, ...which }) =>
      changing(article, (library) => library.annotations.unresolve(article, which)),
    'article:correct-metadata': ({ id, corrections, asFound }) =>
      changing(id, async (library) => {
        const kept = await library.correctMetadata(id, corrections, asFound)
        if (kept.ok) services.send('library:reshelved', { ids: [id] })
        return kept.ok ? openArticle(library, id) : kept
      }),
  }
}

/** Runs `work` on the open library, or answers why there is none. */
export function withLibrary(services: Services) {
  return async <Value>(
    work: (library: Library) => Promise<Result<Value, Failure>> | Result<Value, Failure>,
  ): Promise<Result<Value, Failure>> => {
    const opened = await services.opened
    return opened.ok ? work(opened.value.library) : opened
  }
}

/** The article as the reader sees it: its content with the lines that were put back. */
export async function openArticle(
  library: Library,
  id: string,
  wanted?: ContentHash,
): Promise<Result<OpenedArticle, Failure>> {
  const stored = await library.open(id, wanted)
  if (!stored.ok) return stored
  const { summary, details, annotations, resolutions, versions, position, restored } = stored.value
  const { html, leftOut } = await compose(stored.value, restored)
  const version = await versionOf(library, stored.value, html)
  if (!version.ok) return version
  const twins = (summary.twins ?? []).flatMap(({ id: other, kind }): ShownTwin[] => {
    const twin = library.summary(other)
    return twin === undefined ? [] : [{ id: other, kind, title: twin.title, site: twin.site, saved: twin.saved }]
  })
  const { baseVersion } = stored.value
  // Places were found in the version itself: with lines put back, they are others.
  const followed = version.value === baseVersion ? stored.value.followed : {}
  const shown = { version: version.value, base: baseVersion, html, leftOut, followed }
  return ok({ summary, ...shown, details, annotations, resolutions, versions, position, twins })
}

/**
 * Content that another importer composed may differ from what is shown now, or be lost: it is kept anew, but for a
 * library that can only be read.
 */
async function versionOf(
  library: Library,
  { summary, version, baseVersion, html, restored }: StoredArticle,
  shown: string,
): Promise<Result<ContentHash, Failure>> {
  if (restored.length === 0 || html === shown || library.readOnly !== null) return ok(version)
  return await library.restoreLines(summary.id, restored, shown, baseVersion)
}

async function restoreLines(
  library: Library,
  id: string,
  removals: string[],
  wanted: ContentHash | undefined,
): Promise<Result<OpenedArticle, Failure>> {
  const stored = await library.open(id, wanted)
  if (!stored.ok) return stored
  const { html } = await compose(stored.value, removals)
  const { baseVersion } = stored.value
  const kept = await library.restoreLines(id, removals, html, baseVersion)
  return kept.ok ? openArticle(library, id, baseVersion) : kept
}

/** The parser that inserting needs is loaded only where something is inserted: most articles open without it. */
async function compose(
  { baseHtml, removals }: StoredArticle,
  restored: readonly string[],
): Promise<{ html: string; leftOut: LeftOutLine[] }> {
  if (restored.length === 0) return { html: baseHtml, leftOut: removals.map((line) => ({ ...line, restored: false })) }
  const { composeContent } = await import('./import/restore-lines.ts')
  return composeContent(baseHtml, removals, restored)
}
