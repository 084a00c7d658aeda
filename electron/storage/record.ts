import { z } from 'zod'
import { parseStamp, type Stamp } from './hlc.ts'

interface RecordBase {
  id: string
  /** Records of a type that this version does not know are kept as they are. */
  type: string
  hlc: Stamp
  data: unknown
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

const stampSchema = z.string().refine((text) => parseStamp(text) !== null, 'not a stamp')
const baseShape = { id: z.string().min(1), type: z.string().min(1), hlc: stampSchema, data: z.unknown() }
const recordSchema = z.union([
  z.looseObject({ ...baseShape, deleted: z.undefined().optional() }),
  z.looseObject({ ...baseShape, deleted: z.literal(true), deletes: stampSchema }),
])

/** The value itself is kept, not the parser's copy: fields of a newer version must come back as they were. */
export function isStoredRecord(value: unknown): value is StoredRecord {
  return recordSchema.safeParse(value).success
}
