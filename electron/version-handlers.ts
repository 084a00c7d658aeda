import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Calls } from '#shared/ipc-contract.ts'
import { ok, type Result } from '#shared/result.ts'
import { withLibrary } from './article-handlers.ts'
import type { Handlers } from './ipc.ts'
import type { Library } from './library/library.ts'
import type { Services } from './services.ts'

type VersionChannel = 'version:join' | 'version:separate' | 'version:mark'
type Answer<C extends VersionChannel> = Promise<Result<Calls[C]['value'], Failure>>

/** Decisions about articles that are versions of others, or the same text. */
export function versionHandlers(services: Services): Pick<Handlers, VersionChannel> {
  const inLibrary = withLibrary(services)
  const tell = (ids: readonly ArticleId[]): void => {
    for (const id of ids) services.changed(id)
    services.send('library:changed', { ids: [...ids] })
  }
  return {
    'version:join': (pairs) =>
      inLibrary(async (library) => {
        const done = await join(library, pairs)
        tell(done.joined.flatMap(({ from, article }) => [from, article]))
        return ok(done)
      }),
    'version:separate': ({ article, version }) =>
      inLibrary(async (library) => {
        const separated = await library.versions.separate(article, version)
        if (!separated.ok) return separated
        tell(separated.value === null ? [article] : [article, separated.value])
        return ok(null)
      }),
    'version:mark': (marks) =>
      inLibrary(async (library) => {
        const marked = await mark(library, marks)
        tell(marks.flatMap(({ id, other }) => [id, other]))
        return marked
      }),
  }
}

async function join(
  library: Library,
  pairs: Calls['version:join']['request'],
): Promise<Calls['version:join']['value']> {
  const done: Calls['version:join']['value'] = { joined: [], failed: [] }
  for (const { from, into } of pairs) {
    const joined = await library.versions.join(from, into)
    if (joined.ok) done.joined.push(joined.value)
    else done.failed.push(joined.failure)
  }
  return done
}

async function mark(library: Library, marks: Calls['version:mark']['request']): Answer<'version:mark'> {
  for (const { id, other, kind } of marks) {
    const marked = await library.versions.mark(id, other, kind, true)
    if (!marked.ok) return marked
    // Being a reprint, or none, is said of both.
    const isBoth = kind === 'reprint' || library.summary(other)?.twins?.some((twin) => twin.id === id) === true
    const back = isBoth && kind !== 'offered' ? await library.versions.mark(other, id, kind, true) : marked
    if (!back.ok) return back
  }
  return ok(null)
}
