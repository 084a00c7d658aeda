import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import type { Clock } from '../storage/hlc.ts'
import { type Combine, stampToOutbid, winner } from '../storage/merge.ts'
import type { RecordFile } from '../storage/record-file.ts'
import type { StoredRecord } from '../storage/record.ts'
import type { SavedFile } from '../storage/saved-file.ts'
import type { Records } from './article-view.ts'

/** Merged records of all devices, with this device's own file behind them that takes the changes. */
export class RecordStore {
  private readonly merged: Map<string, StoredRecord>
  private readonly own: SavedFile<RecordFile>
  private readonly clock: Clock
  private readonly combine: Combine

  constructor(
    own: SavedFile<RecordFile>,
    merged: Map<string, StoredRecord>,
    { clock, combine }: { clock: Clock; combine: Combine },
  ) {
    this.own = own
    this.merged = merged
    this.clock = clock
    this.combine = combine
  }

  get records(): Records {
    return this.merged
  }

  get settled(): boolean {
    return this.own.settled
  }

  /** Adds or replaces a record in memory; `save` makes it durable. `beside` are fields of the record beside its data. */
  put(id: string, type: string, data: object, beside: object = {}): void {
    const known = this.merged.get(id)
    const hlc = this.clock.stamp(known === undefined ? null : stampToOutbid(known))
    this.keep({ ...withoutDeletion(known), ...beside, id, type, hlc, data: { ...dataOf(known), ...data } })
  }

  /** Forgets for good what a deleted record said, in this device's file; answers false where nothing is deleted. */
  forget(id: string): boolean {
    const known = this.merged.get(id)
    if (known?.deleted !== true || known.data === null) return false
    const hlc = this.clock.stamp(stampToOutbid(known))
    this.keep({ id, type: known.type, hlc, data: null, deleted: true, deletes: known.deletes })
    return true
  }

  /**
   * Takes in records that came from elsewhere; answers whether that changed anything. With `keep` what is new goes into
   * this device's file too (`save` makes it durable): for sources that are set aside afterwards.
   */
  absorb(records: Iterable<StoredRecord>, keep: boolean): boolean {
    let changed = false
    for (const record of records) {
      this.clock.observe(record.hlc)
      const known = this.merged.get(record.id)
      const next = known === undefined ? record : this.combine(known, record)
      if (next === known) continue
      changed ||= JSON.stringify(next) !== JSON.stringify(known)
      this.merged.set(record.id, next)
      if (keep) this.own.data.records.set(record.id, next)
    }
    return changed
  }

  /** Leaves a tombstone in memory; answers false where there is nothing to delete. */
  delete(id: string): boolean {
    const known = this.merged.get(id)
    if (known === undefined || known.deleted === true) return false
    this.keep({ ...known, deleted: true, deletes: known.hlc, hlc: this.clock.stamp(known.hlc) })
    return true
  }

  save(): Promise<Result<null, Failure>> {
    return this.own.save()
  }

  flush(): Promise<void> {
    return this.own.flush()
  }

  close(): Promise<void> {
    return this.own.close()
  }

  private keep(record: StoredRecord): void {
    const known = this.merged.get(record.id)
    if (known !== undefined && winner(known, record) !== record) throw new Error(`${record.id}: a write did not win`)
    this.own.data.records.set(record.id, record)
    this.merged.set(record.id, record)
  }
}

function withoutDeletion(record: StoredRecord | undefined): object {
  if (record?.deleted !== true) return record ?? {}
  const { deleted: _deleted, deletes: _deletes, ...rest } = record
  return rest
}

/** Known fields are written over it; those that a newer version put there stay. */
function dataOf(record: StoredRecord | undefined): object {
  const data = record?.data
  return typeof data === 'object' && data !== null ? data : {}
}
