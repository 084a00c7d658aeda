import { fail, ok, type Result } from '#shared/result.ts'
import { mergeRecords } from './merge.ts'
import { isStoredRecord, type StoredRecord } from './record.ts'

/** Content of one file of records. A Map, so that an id such as `__proto__` is an id like any other. */
export interface RecordFile {
  records: Map<string, StoredRecord>
  /** Fields beside `records` that a newer version wrote. */
  rest: Map<string, unknown>
}

export function emptyRecordFile(): RecordFile {
  return { records: new Map(), rest: new Map() }
}

/** Reads the parsed JSON of a file of records; the failure says what is wrong, for a report. */
export function decodeRecordFile(value: unknown): Result<RecordFile, string> {
  if (!hasRecords(value)) return fail('no list of records')
  const records: StoredRecord[] = []
  for (const record of value.records) {
    if (!isStoredRecord(record)) return fail(`not a record: ${JSON.stringify(record).slice(0, 200)}`)
    records.push(record)
  }
  const rest = Object.entries(value).filter(([key]) => key !== 'records')
  return ok({ records: mergeRecords([records]), rest: new Map(rest) })
}

export function encodeRecordFile(file: RecordFile): unknown {
  return { ...Object.fromEntries(file.rest), records: [...file.records.values()] }
}

function hasRecords(value: unknown): value is { records: unknown[] } {
  return typeof value === 'object' && value !== null && 'records' in value && Array.isArray(value.records)
}
