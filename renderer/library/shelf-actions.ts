import type { ArticleSummary } from '#shared/article.ts'
import type { ShelfFact } from '#shared/views.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { undoStack } from '../ui/undo.ts'
import { refreshLibrary } from './library-actions.ts'

/** Marks an article as read, archived or favourite, or takes that back; undo turns it round again. */
export function setShelf({ id }: ArticleSummary, fact: ShelfFact, on: boolean): Promise<void> {
  return change((value) => api.call('shelf:set', { ids: [id], fact, on: value }), on)
}

/** Puts an article into a collection, or takes it out. */
export function collect({ id }: ArticleSummary, collection: string, on: boolean): Promise<void> {
  return change((value) => api.call('shelf:collect', { ids: [id], collection, on: value }), on)
}

type Set = (on: boolean) => ReturnType<typeof api.call<'shelf:set' | 'shelf:collect'>>

async function change(set: Set, on: boolean): Promise<void> {
  if (!(await run(set, on))) return
  undoStack.push({
    message: 'library:undo.shelf',
    undo: async () => void (await run(set, !on)),
    redo: async () => void (await run(set, on)),
  })
}

async function run(set: Set, on: boolean): Promise<boolean> {
  const reply = await set(on)
  if (!reply.ok) announce(failureMessage(reply.failure))
  await refreshLibrary()
  return reply.ok
}
