import { isStamp, type Stamp } from './hlc.ts'

interface RecordBase {
  id: string
  /** Records of a type that this version does not know are kept as they are. */
  type: string
  hlc: Stamp
  data: unknown
  /** What is kept of versions before, in a form that the type of the record gives. */
  earlier?: unknown
}

export interface LiveRecord extends RecordBase {
  deleted?: never
}

/** A deletion. `data` is what was deleted, so that it can come back. */
export interface Tombstone extends RecordBase {
  deleted: true
  /** Stamp of the version that was deleted: a later edit that this deletion did not know of stands. */
  deletes: Stamp
}

/** One mergeable thing that a reader made. May carry fields of a newer version; they are written back. */
export type StoredRecord = LiveRecord | Tombstone

/**
 * The value itself is kept, not a parser's copy: fields of a newer version must come back as they were. Written out
 * instead of a schema, because opening a library asks it of every record.
 */
export function isStoredRecord(value: unknown): value is StoredRecord {
  if (typeof value !== 'object' || value === null) return false
  if (!('id' in value && 'type' in value && 'hlc' in value)) return false
  if (!isName(value.id) || !isName(value.type) || !isStampText(value.hlc)) return false
  const deleted = 'deleted' in value ? value.deleted : undefined
  if (deleted === undefined) return true
  return deleted === true && 'deletes' in value && isStampText(value.deletes)
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function isStampText(value: unknown): boolean {
  return typeof value === 'string' && isStamp(value)
}
