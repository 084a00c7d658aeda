const HEADER_BYTES = 12
const TYPE_A = 1
const CLASS_IN = 1
const SECONDS_TO_LIVE = 60

/** One question of a DNS query (RFC 1035, section 4); `end` is the byte after it. */
export interface Question {
  name: string
  type: number
  end: number
}

/** The first question of a query, or null where the bytes are none. Compressed names, which no query has, are left out. */
export function readQuestion(query: Uint8Array): Question | null {
  const labels: string[] = []
  let at = HEADER_BYTES
  for (;;) {
    const length = query[at]
    if (length === undefined || length > 63) return null
    at += 1
    if (length === 0) break
    labels.push(Buffer.from(query.subarray(at, at + length)).toString('latin1'))
    at += length
  }
  const high = query[at]
  const low = query[at + 1]
  if (high === undefined || low === undefined || at + 4 > query.length) return null
  return { name: labels.join('.').toLowerCase(), type: high * 256 + low, end: at + 4 }
}

/** An answer that gives `address` (IPv4) for every name, and no record for types other than A. */
export function answerQuery(query: Uint8Array, question: Question, address: string): Uint8Array {
  const records = question.type === TYPE_A ? [addressRecord(address)] : []
  const head = Buffer.alloc(HEADER_BYTES)
  Buffer.from(query).copy(head, 0, 0, 2)
  head.writeUInt16BE(0x8180, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  return Buffer.concat([head, query.subarray(HEADER_BYTES, question.end), ...records])
}

function addressRecord(address: string): Buffer {
  const record = Buffer.alloc(16)
  // A pointer to the question's name, which starts right after the header.
  record.writeUInt16BE(0xc000 + HEADER_BYTES, 0)
  record.writeUInt16BE(TYPE_A, 2)
  record.writeUInt16BE(CLASS_IN, 4)
  record.writeUInt32BE(SECONDS_TO_LIVE, 6)
  record.writeUInt16BE(4, 10)
  Buffer.from(address.split('.').map(Number)).copy(record, 12)
  return record
}
