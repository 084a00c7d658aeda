/** Where the reader has put an article: one record a fact, so that two devices can each say one. */
import { z } from 'zod'
import type { ArticleShelf } from '#shared/article.ts'
import type { ShelfFact } from '#shared/views.ts'
import type { StoredRecord } from '../storage/record.ts'

export const SHELF = 'shelf'

type Records = ReadonlyMap<string, StoredRecord>
const MEMBER = `${SHELF}/in/`
const factSchema = z.object({ on: z.boolean() })

export function shelfRecordId(fact: ShelfFact): string {
  return `${SHELF}/${fact}`
}

export function memberRecordId(collection: string): string {
  return `${MEMBER}${collection}`
}

/** @param opened a reading position is kept: what was read on is read, unless the reader says otherwise */
export function shelfOf(records: Records, opened: boolean): ArticleShelf {
  const fact = (name: ShelfFact): boolean | undefined => isOn(records, shelfRecordId(name))
  const collections: string[] = []
  for (const { id, type } of records.values()) {
    if (type === SHELF && id.startsWith(MEMBER) && isOn(records, id) === true) {
      collections.push(id.slice(MEMBER.length))
    }
  }
  return {
    read: fact('read') ?? opened,
    archived: fact('archived') ?? false,
    favourite: fact('favourite') ?? false,
    collections: collections.sort(),
  }
}

/** How far the reader is with an article, in one word: what was said by hand counts before what was opened. */
export function statusOf(records: Records, opened: boolean): 'unread' | 'reading' | 'read' | 'archived' {
  if (isOn(records, shelfRecordId('archived')) === true) return 'archived'
  const read = isOn(records, shelfRecordId('read'))
  if (read !== undefined) return read ? 'read' : 'unread'
  return opened ? 'reading' : 'unread'
}

/** Nothing was said: such an article needs no memory for it. */
export function isBareShelf({ read, archived, favourite, collections }: ArticleShelf): boolean {
  return !read && !archived && !favourite && collections.length === 0
}

function isOn(records: Records, id: string): boolean | undefined {
  const record = records.get(id)
  const fact = record === undefined || record.deleted === true ? null : factSchema.safeParse(record.data)
  return fact?.success === true ? fact.data.on : undefined
}
