import { z } from 'zod'
import type { DeletedView, Views } from '#shared/views.ts'
import { dataOf, type Records } from './article-view.ts'

/** Types of the library's own records; the record's id is the type, a slash and the view's id. */
export const COLLECTION = 'collection'
export const SAVED_SEARCH = 'search'

const collectionSchema = z.object({ name: z.string() })
const searchSchema = z.object({ name: z.string(), query: z.string() })

export function viewRecordId(type: typeof COLLECTION | typeof SAVED_SEARCH, id: string): string {
  return `${type}/${id}`
}

/** The living collections and saved searches, by name. */
export function viewsOf(records: Records): Views {
  const views: Views = { collections: [], searches: [] }
  for (const { id, type } of records.values()) {
    const name = id.slice(type.length + 1)
    if (type === COLLECTION) {
      const data = dataOf(records, id, collectionSchema)
      if (data !== null) views.collections.push({ id: name, ...data })
    } else if (type === SAVED_SEARCH) {
      const data = dataOf(records, id, searchSchema)
      if (data !== null) views.searches.push({ id: name, ...data })
    }
  }
  views.collections.sort(byName)
  views.searches.sort(byName)
  return views
}

/** Deleted collections and saved searches that were not forgotten, by name. */
export function deletedViewsOf(records: Records): DeletedView[] {
  const views: DeletedView[] = []
  for (const { id: record, type, deleted, data } of records.values()) {
    if (deleted !== true) continue
    const id = record.slice(type.length + 1)
    if (type === COLLECTION) {
      const parsed = collectionSchema.safeParse(data)
      if (parsed.success) views.push({ kind: 'collection', id, ...parsed.data })
    } else if (type === SAVED_SEARCH) {
      const parsed = searchSchema.safeParse(data)
      if (parsed.success) views.push({ kind: 'search', id, ...parsed.data })
    }
  }
  return views.sort(byName)
}

function byName(a: { name: string; id: string }, b: { name: string; id: string }): number {
  return a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)
}
