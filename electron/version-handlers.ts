import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { withLibrary } from './article-handlers.ts'
import type { Handlers } from './ipc.ts'
import type { Library } from './library/library.ts'
import type { Services } from './services.ts'

/** Decisions about articles that are versions of others, or the same text. */
export function versionHandlers(
  services: Services,
): Pick<Handlers, 'version:join' | 'version:separate' | 'version:mark'> {
  const inLibrary = withLibrary(services)
  const changing = async <Value>(
    ids: readonly ArticleId[],
    work: (library: Library) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> => {
    const done = await inLibrary(work)
    for (const id of ids) services.changed(id)
    services.send('library:changed', { ids: [...ids] })
    return done
  }
  return {
    'version:join': async ({ from, into }) => {
      const joined = await changing([from, into], (library) => library.versions.join(from, into))
      if (joined.ok && joined.value.article !== into) services.changed(joined.value.article)
      return joined
    },
    'version:separate': ({ article, version }) =>
      changing([article], async (library) => {
        const separated = await library.versions.separate(article, version)
        if (separated.ok && separated.value !== null) services.changed(separated.value)
        return separated.ok ? ok(null) : separated
      }),
    'version:mark': ({ id, other, kind }) =>
      changing([id, other], async (library) => {
        const marked = await library.versions.mark(id, other, kind, true)
        if (!marked.ok) return marked
        // Being a reprint, or none, is said of both.
        const both = kind === 'reprint' || library.summary(other)?.twins?.some((twin) => twin.id === id) === true
        const done = both && kind !== 'offered' ? await library.versions.mark(other, id, kind, true) : marked
        return done.ok ? ok(null) : done
      }),
  }
}
