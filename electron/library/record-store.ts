import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import type { Clock } from '../storage/hlc.ts'
import { stampToOutbid, winner } from '../storage/merge.ts'
import type { RecordFile } from '../storage/record-file.ts'
import type { StoredRecord } from '../storage/record.ts'
import type { SavedFile } from '../storage/saved-file.ts'
import type { Records } from './article-view.ts'

/** Merged records of all devices, with this device's own file behind them that takes the changes. */
export class RecordStore {
  private readonly merged: Map<string, StoredRecord>
  private readonly own: SavedFile<RecordFile>
  private readonly clock: Clock

  constructor(own: SavedFile<RecordFile>, merged: Map<string, StoredRecord>, clock: Clock) {
    this.own = own
    this.merged = merged
    this.clock = clock
  }

  get records(): Records {
    return this.merged
  }

  get settled(): boolean {
    return this.own.settled
  }

  /** Adds or replaces a record in memory; `save` makes it durable. */
  put(id: string, type: string, data: object): void {
    const known = this.merged.get(id)
    const hlc = this.clock.stamp(known === undefined ? null : stampToOutbid(known))
    this.keep({ ...withoutDeletion(known), id, type, hlc, data: { ...dataOf(known), ...data } })
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
