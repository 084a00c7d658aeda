/** Earlier texts of a note, kept on its record beside `data`, so that what was written over can be had again. */
import { z } from 'zod'
import { noteOf } from '#shared/annotation.ts'
import { parseStamp } from '../storage/hlc.ts'
import { winner } from '../storage/merge.ts'
import type { StoredRecord } from '../storage/record.ts'
import { annotationSchema } from './schemas.ts'

export interface EarlierNote {
  /** Stamp of the version that had this text. */
  hlc: string
  note: string
}

const MOST_EARLIER = 20
/** A text that stood shorter than this (ms) was on its way to the next one. */
const RESTED = 10_000
const earlierSchema = z.array(z.object({ hlc: z.string(), note: z.string() }))

/** The texts before the current one, newest first. */
export function earlierNotes(record: StoredRecord): EarlierNote[] {
  const current = noteIn(record)
  return keptNotes(record).filter(({ note }) => note !== current)
}

/** What to keep as earlier texts when `note` takes the place of what `record` says. */
export function earlierAfter(record: StoredRecord | undefined, note: string, now: number): EarlierNote[] {
  if (record === undefined) return []
  const kept = keptNotes(record)
  const replaced = noteIn(record)
  const rested = now - (parseStamp(record.hlc)?.wall ?? 0) >= RESTED
  // What is written on is contained in what follows.
  if (replaced === '' || note.startsWith(replaced) || !rested) return kept
  return newest([...kept, { hlc: record.hlc, note: replaced }])
}

/**
 * The merge of two versions of a record: the winner, and for a note also the text that lost, among the earlier ones.
 * Commutative, associative and idempotent: the kept texts are the newest of a union.
 */
export function combineVersions(a: StoredRecord, b: StoredRecord): StoredRecord {
  if (a.type !== 'annotation' || b.type !== 'annotation') return winner(a, b)
  const [coreA, coreB] = [withoutEarlier(a), withoutEarlier(b)]
  const standing = winner(coreA, coreB)
  const [won, lost] = standing === coreA ? [a, b] : [b, a]
  const known = keptNotes(won)
  const lostNote = noteIn(lost)
  const isOther = lost.hlc !== won.hlc || lostNote !== noteIn(won)
  const added = isOther && lostNote !== '' ? [{ hlc: lost.hlc, note: lostNote }] : []
  const earlier = newest([...known, ...keptNotes(lost), ...added])
  return JSON.stringify(earlier) === JSON.stringify(known) ? won : { ...won, earlier }
}

function keptNotes(record: StoredRecord): EarlierNote[] {
  if (!('earlier' in record)) return []
  const parsed = earlierSchema.safeParse(record.earlier)
  return parsed.success ? parsed.data : []
}

function withoutEarlier(record: StoredRecord): StoredRecord {
  if (!('earlier' in record)) return record
  const { earlier: _earlier, ...core } = record
  return core
}

function noteIn(record: StoredRecord): string {
  const parsed = annotationSchema.safeParse(record.data)
  return parsed.success ? noteOf(parsed.data) : ''
}

/** One entry a text, at its latest stamp. */
function newest(entries: readonly EarlierNote[]): EarlierNote[] {
  const latest = new Map<string, string>()
  for (const { hlc, note } of entries) if (hlc > (latest.get(note) ?? '')) latest.set(note, hlc)
  return [...latest]
    .map(([note, hlc]) => ({ hlc, note }))
    .sort((a, b) => (a.hlc < b.hlc ? 1 : a.hlc > b.hlc ? -1 : a.note < b.note ? 1 : -1))
    .slice(0, MOST_EARLIER)
}
