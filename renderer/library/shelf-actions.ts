import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { ShelfFact } from '#shared/views.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { undoStack } from '../ui/undo.ts'
import { refreshArticles } from './library-actions.ts'

/** Marks an article as read, archived or favourite, or takes that back; undo turns it round again. */
export function setShelf({ id }: ArticleSummary, fact: ShelfFact, on: boolean): Promise<void> {
  return change(id, (value) => api.call('shelf:set', { ids: [id], fact, on: value }), on)
}

/** Puts an article into a collection, or takes it out. */
export function collect({ id }: ArticleSummary, collection: string, on: boolean): Promise<void> {
  return change(id, (value) => api.call('shelf:collect', { ids: [id], collection, on: value }), on)
}

type Set = (on: boolean) => ReturnType<typeof api.call<'shelf:set' | 'shelf:collect'>>

async function change(id: ArticleId, set: Set, on: boolean): Promise<void> {
  if (!(await run(id, set, on))) return
  undoStack.push({
    message: 'library:undo.shelf',
    undo: async () => void (await run(id, set, !on)),
    redo: async () => void (await run(id, set, on)),
  })
}

async function run(id: ArticleId, set: Set, on: boolean): Promise<boolean> {
  const reply = await set(on)
  if (!reply.ok) announce(failureMessage(reply.failure))
  await refreshArticles([id])
  return reply.ok
}
