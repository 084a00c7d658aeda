import i18next from 'i18next'
import type { ArticleId, ContentHash } from '#shared/article.ts'
import type { Lookalike, ShownTwin, TwinKind } from '#shared/lookalike.ts'
import type { CarryReport, JoinedVersion } from '#shared/version.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { undoStack } from '../ui/undo.ts'
import { openArticle, refreshLibrary } from './library-actions.ts'
import { libraryStore } from './library-store.ts'

/** Makes articles the newest versions of others, as one undo step, and says how the highlights came over. */
export async function joinAll(pairs: readonly Lookalike[]): Promise<void> {
  const joined = await join(pairs)
  if (joined.length === 0) return
  let last = joined
  undoStack.push({
    message: 'library:undo.joined',
    async undo() {
      for (const { article, version } of last.toReversed()) await call('version:separate', { article, version })
    },
    async redo() {
      last = await join(pairs)
    },
  })
  const report = sum(joined.map((one) => one.report))
  const count = joined.length
  const carried = report.exact + report.moved + report.uncertain + report.orphan
  announce(
    carried === 0
      ? i18next.t('library:version.joinedPlain', { count })
      : i18next.t('library:version.joined', { count, ...report }),
  )
}

async function join(pairs: readonly Lookalike[]): Promise<JoinedVersion[]> {
  const reply = await api.call(
    'version:join',
    pairs.map(({ id, of }) => ({ from: id, into: of.id })),
  )
  const { joined, failed } = reply.ok ? reply.value : { joined: [], failed: [reply.failure] }
  for (const failure of failed) announce(failureMessage(failure))
  decided(joined.map(({ from }) => from))
  const { opened } = libraryStore.get()
  const shown = joined.find(({ from }) => from === opened)
  await refreshLibrary()
  // The article that was read is a part of the other one now.
  if (shown !== undefined) openArticle(shown.article)
  return joined
}

function sum(reports: readonly CarryReport[]): Record<keyof CarryReport, number> {
  const count = (state: keyof CarryReport): number => reports.reduce((total, report) => total + report[state].length, 0)
  return { exact: count('exact'), moved: count('moved'), uncertain: count('uncertain'), orphan: count('orphan') }
}

/** Keeps articles apart that look like versions of others, as one undo step. */
export async function keepAllApart(pairs: readonly Lookalike[]): Promise<void> {
  await mark(pairs, 'apart', 'offered')
}

/** Keeps an article apart from one that it looks like, or that it was taken for a reprint of. */
export async function keepApart(article: { id: ArticleId; title: string }, twin: ShownTwin): Promise<void> {
  await mark([{ ...article, of: { id: twin.id, title: twin.title } }], 'apart', twin.kind)
}

async function mark(pairs: readonly Lookalike[], kind: TwinKind, before: TwinKind): Promise<void> {
  const set = async (value: TwinKind): Promise<void> => {
    await call(
      'version:mark',
      pairs.map(({ id, of }) => ({ id, other: of.id, kind: value })),
    )
    await refreshLibrary()
  }
  await set(kind)
  decided(pairs.map(({ id }) => id))
  undoStack.push({ message: 'library:undo.keptApart', undo: () => set(before), redo: () => set(kind) })
}

/** Makes a version an article of its own again. */
export async function separateVersion(article: ArticleId, version: ContentHash, from: ArticleId): Promise<void> {
  const separate = async (): Promise<void> => {
    await call('version:separate', { article, version })
    await refreshLibrary()
  }
  await separate()
  undoStack.push({
    message: 'library:undo.separated',
    undo: () => call('version:join', [{ from, into: article }]),
    redo: separate,
  })
}

async function call<C extends 'version:separate' | 'version:mark' | 'version:join'>(
  channel: C,
  request: Parameters<typeof api.call<C>>[1],
): Promise<void> {
  const reply = await api.call(channel, request)
  if (!reply.ok) announce(failureMessage(reply.failure))
}

/** What was decided is no question of the last import any more. */
function decided(ids: readonly ArticleId[]): void {
  const { summary } = libraryStore.get()
  if (summary?.newer === undefined) return
  const done = new Set(ids)
  const { newer, ...rest } = summary
  const left = newer.filter(({ id }) => !done.has(id))
  libraryStore.set({ summary: left.length === 0 ? rest : { ...rest, newer: left } })
}
