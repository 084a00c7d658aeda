import { compareUnits } from '#shared/compare-units.ts'
import type { StoredRecord } from './record.ts'

/**
 * Which of two versions of one record stands. A total order, so merging is commutative, associative and idempotent:
 * a live version ranks at its stamp, a deletion right behind the version that it deleted. So the greatest stamp wins,
 * except that an edit that a deletion did not know of (later than what it deleted) stands, however late the deletion.
 */
export function winner(a: StoredRecord, b: StoredRecord): StoredRecord {
  return compareVersions(a, b) >= 0 ? a : b
}

/** Of two versions of one record what is to be kept: as a rule the `winner`, perhaps with something of the other. */
export type Combine = (a: StoredRecord, b: StoredRecord) => StoredRecord

/**
 * The merge of any number of sources (devices): per record id the version that stands. Commutative, associative and
 * idempotent if `combine` is.
 */
export function mergeRecords(
  sources: Iterable<Iterable<StoredRecord>>,
  combine: Combine = winner,
): Map<string, StoredRecord> {
  const merged = new Map<string, StoredRecord>()
  for (const source of sources) {
    for (const record of source) {
      const known = merged.get(record.id)
      merged.set(record.id, known === undefined ? record : combine(known, record))
    }
  }
  return merged
}

/** The stamp that a new version must be greater than to stand over `record`. */
export function stampToOutbid(record: StoredRecord): string {
  return record.deleted === true && record.deletes > record.hlc ? record.deletes : record.hlc
}

function compareVersions(a: StoredRecord, b: StoredRecord): number {
  return (
    compareUnits(rank(a), rank(b)) ||
    Number(a.deleted === true) - Number(b.deleted === true) ||
    compareUnits(a.hlc, b.hlc) ||
    // Only a copied profile makes two versions with one stamp; any fixed choice keeps all devices alike.
    compareUnits(JSON.stringify(a), JSON.stringify(b))
  )
}

function rank(record: StoredRecord): string {
  return record.deleted === true ? record.deletes : record.hlc
}
