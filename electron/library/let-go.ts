/**
 * Files of articles that were emptied from the trash go when every device of the library has said that it has seen the
 * emptying. A device says so in its own `library.json`, with the stamp of what it has seen: an article that was taken
 * in again and emptied again is another matter. A device that was not started for half a year does not keep files back.
 */
import { rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ArticleId } from '#shared/article.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import type { Stamp } from '../storage/hlc.ts'
import { type ArticleEntry, dataOf, type Records } from './article-view.ts'
import { isArticleFile, isWithin, type Layout } from './layout.ts'
import type { LibraryContext } from './record-sources.ts'
import type { RecordStore } from './record-store.ts'
import { lastStart } from './session.ts'

const LET_GO = 'let-go'
const seenSchema = z.object({ articles: z.record(z.string(), z.string()) })

/** A device that was not started for so long (ms) is taken to be gone. */
const AWAY = 180 * 24 * 3_600_000

interface Parts {
  context: LibraryContext
  entries: ReadonlyMap<ArticleId, ArticleEntry>
  own: RecordStore
  /** Every file that was met could be read: what cannot be read may say that an article is to stay. */
  isWhole: () => boolean
}

/** Says what this device has seen, and removes the files of what every device has seen. */
export async function letGoOfEmptied({ context, entries, own, isWhole }: Parts): Promise<void> {
  const { device, otherDevices, layout, files } = context
  if (context.isReadOnly()) return
  const emptied = [...entries].flatMap(([id, { emptied: stamp }]) => (stamp === null ? [] : [{ id, stamp }]))
  if (emptied.length === 0) return
  const said = seenBy(own.records, device)
  if (emptied.some(({ id, stamp }) => said.get(id) !== stamp)) {
    const articles = Object.fromEntries(emptied.map(({ id, stamp }) => [id, stamp]))
    own.put(`${LET_GO}/${device}`, LET_GO, { articles })
    if (!(await own.save()).ok) return
  }
  if (!isWhole()) return
  const seen = otherDevices.map((other) => ({ other, articles: seenBy(own.records, other) }))
  const awaited = seen.filter(({ articles }) => emptied.some(({ id, stamp }) => articles.get(id) !== stamp))
  const away = new Set<string>()
  for (const { other } of awaited) if (await isAway(context, other)) away.add(other)
  for (const { id, stamp } of emptied) {
    const all = seen.every(({ other, articles }) => away.has(other) || articles.get(id) === stamp)
    if (all) await removeFiles(files, layout, id)
  }
}

function seenBy(records: Records, device: string): Map<ArticleId, Stamp> {
  return new Map(Object.entries(dataOf(records, `${LET_GO}/${device}`, seenSchema)?.articles ?? {}))
}

async function isAway(context: LibraryContext, device: string): Promise<boolean> {
  const last = await lastStart(context.files, context.layout, device)
  return last !== null && context.now() - last > AWAY
}

/** Only files with names that Simak gives; quietly leaves what cannot be removed for another time. */
async function removeFiles(files: FileSystem, layout: Layout, id: ArticleId): Promise<void> {
  for (const folder of [layout.assets(id), layout.article(id)]) {
    try {
      if (!isWithin(layout.root, await files.realPath(folder))) continue
      for (const entry of await files.list(folder)) {
        if (entry.isFile() && isArticleFile(entry.name)) await files.remove(join(folder, entry.name))
      }
      await rmdir(folder)
    } catch (error) {
      if (errorCode(error) === null) throw error
    }
  }
}
