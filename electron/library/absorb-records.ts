import type { StoredRecord } from '../storage/record.ts'
import { ANNOTATION, CAPTURE, dataOf, type Records, TRASH } from './article-view.ts'
import type { RecordStore } from './record-store.ts'
import { trashSchema } from './schemas.ts'

/**
 * Takes records in that a person brought. Of two versions of one record the later stands, as between devices; but
 * nothing that stands here is taken away, and what was deleted here comes back if it stands there: whoever brings
 * something in wants what is in it. Answers whether that changed anything; `save` makes it durable.
 */
export function absorbRecords(store: RecordStore, records: readonly StoredRecord[]): boolean {
  const brought = new Map(records.map((record) => [record.id, record]))
  const isBroughtShown = isShown(brought)
  const isHere = isShown(store.records)
  const wanted = records.filter((record) => {
    if (record.id === TRASH && isHere && !isBroughtShown) return false
    const known = store.records.get(record.id)
    return record.deleted !== true || known === undefined || known.deleted === true
  })
  let changed = store.absorb(wanted, true)
  for (const record of records) {
    if (record.deleted === true || store.records.get(record.id)?.deleted !== true) continue
    const earlier = record.type === ANNOTATION && record.earlier !== undefined ? { earlier: record.earlier } : {}
    store.put(record.id, record.type, asObject(record.data), earlier)
    changed = true
  }
  if (isBroughtShown && !isShown(store.records)) {
    store.put(TRASH, TRASH, { trashed: false, emptied: false })
    changed = true
  }
  return changed
}

/** The records are those of an article that is in the library and not in the trash. */
function isShown(records: Records): boolean {
  const capture = records.get(CAPTURE)
  if (capture === undefined || capture.deleted === true) return false
  return dataOf(records, TRASH, trashSchema)?.trashed !== true
}

function asObject(data: unknown): object {
  return typeof data === 'object' && data !== null ? data : {}
}
