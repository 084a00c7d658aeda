import { findNear } from './fuzzy.ts'
import { FIELD_AT, type IndexView } from './index-view.ts'
import { type Field, FIELDS } from './search-document.ts'
import type { FieldIndex, Segment } from './segment.ts'
import { ENGLISH, INDONESIAN } from './segment-writer.ts'
import { stemKeys } from './stems.ts'

/** A score for each document of the view; 0 is no match. */
export interface Scores {
  values: Float32Array
  /** Documents that match. */
  count: number
}

export interface WordQuery {
  /** Folded. */
  word: string
  /** Words that only start so count too. */
  prefix: boolean
  /** Typing errors that are forgiven. */
  errors: number
  /** Null for all. */
  fields: readonly Field[] | null
  /** Other forms of the word count too. */
  forms: boolean
}

/** What a match is worth by how it came about; the word itself is worth 1. */
const WORTH = { form: 0.55, begun: 0.3, begunBesideExact: 0.06, near: [1, 0.4, 0.2] } as const
/** BM25 (Robertson and Zaragoza, 2009): saturation, and per field the weight and how much its length counts. */
const SATURATION = 1.2
const WEIGHTS: Record<Field, { boost: number; length: number }> = {
  title: { boost: 2.6, length: 0.3 },
  people: { boost: 1.6, length: 0.2 },
  notes: { boost: 1.6, length: 0.4 },
  text: { boost: 1, length: 0.6 },
}
/** Of the terms near a mistyped word, as many are tried in one field of a segment. */
const MOST_NEAR = 12

interface Expansion {
  /** Term to worth. */
  terms: Map<number, number>
  /** Range of the terms that start with the word; empty where that is not wanted. */
  begun: [first: number, end: number]
}

/** Scores all documents for one word. */
export function scoreWord(view: IndexView, query: WordQuery): Scores {
  const values = new Float32Array(view.total)
  const keys = query.forms ? formKeys(query.word) : []
  const exact = { count: 0 }
  const fields = query.fields ?? FIELDS
  const plans = view.segments.map((segment) => fields.map((field) => expand(segment.fields[field], query, keys)))
  for (const segmentPlans of plans) {
    for (const [at, plan] of segmentPlans.entries()) {
      const field = fields[at]
      if (field !== undefined && plan.terms.size > 0) exact.count++
    }
  }
  const begunWorth = exact.count > 0 ? WORTH.begunBesideExact : WORTH.begun
  for (const [index, segment] of view.segments.entries()) {
    for (const [at, field] of fields.entries()) {
      const plan = plans[index]?.[at]
      if (plan !== undefined) addTerms(view, segment, index, field, plan, values)
    }
  }
  const certain = countMatches(values)
  if (query.prefix) {
    for (const [index, segment] of view.segments.entries()) {
      for (const [at, field] of fields.entries()) {
        const plan = plans[index]?.[at]
        if (plan !== undefined) addBegun(view, segment, index, field, plan, { query, worth: begunWorth, values })
      }
    }
  }
  const count = query.prefix ? countMatches(values) : certain
  weigh(values, rarity(view.living, certain > 0 ? certain : count))
  return { values, count }
}

/** Inverse document frequency, always positive: a match with a rank of 0 would be none. */
export function rarity(documents: number, matching: number): number {
  // Documents that were removed still match until they are written out.
  return Math.log(1 + (Math.max(documents, matching) - matching + 0.5) / (matching + 0.5))
}

export function countMatches(values: Float32Array): number {
  let count = 0
  for (let at = 0; at < values.length; at++) if ((values[at] ?? 0) > 0) count++
  return count
}

export function weigh(values: Float32Array, factor: number): void {
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) * factor
}

interface FormKey {
  key: string
  name: string
  language: number
}

function formKeys(word: string): FormKey[] {
  const indonesian = [word, ...stemKeys(word, 'id')].map((key) => ({ key, name: `i${key}`, language: INDONESIAN }))
  const english = [word, ...stemKeys(word, 'en')].map((key) => ({ key, name: `e${key}`, language: ENGLISH }))
  return [...indonesian, ...english]
}

function expand(field: FieldIndex, query: WordQuery, keys: readonly FormKey[]): Expansion {
  const terms = new Map<number, number>()
  const add = (term: number, worth: number): void => {
    if ((terms.get(term) ?? 0) < worth) terms.set(term, worth)
  }
  const exact = field.terms.find(query.word)
  if (exact >= 0) add(exact, 1)
  for (const { key, name, language } of keys) {
    const root = field.terms.find(key)
    if (root >= 0 && ((field.languages[root] ?? 0) & language) !== 0) add(root, WORTH.form)
    const group = field.stems.find(name)
    if (group < 0) continue
    for (let at = field.stemStarts[group] ?? 0; at < (field.stemStarts[group + 1] ?? 0); at++) {
      add(field.stemTerms[at] ?? 0, WORTH.form)
    }
  }
  if (query.errors > 0) addNear(field, query, add)
  return { terms, begun: query.prefix ? field.terms.prefixRange(query.word) : [0, 0] }
}

function addNear(field: FieldIndex, query: WordQuery, add: (term: number, worth: number) => void): void {
  const near = findNear(field.terms, query.word, query.errors, query.errors > 1)
  const best = near.toSorted((a, b) => a.errors - b.errors || (field.counts[b.term] ?? 0) - (field.counts[a.term] ?? 0))
  for (const { term, errors } of best.slice(0, MOST_NEAR)) add(term, WORTH.near[errors] ?? 0)
}

function addTerms(
  view: IndexView,
  segment: Segment,
  index: number,
  name: Field,
  plan: Expansion,
  values: Float32Array,
): void {
  const field = segment.fields[name]
  const target = targetOf(view, segment, index, name, values)
  for (const [term, worth] of plan.terms) {
    const bytes = segment.readPostings(field, term, term + 1)
    accumulate(bytes, 0, bytes.length, target, worth)
  }
}

function addBegun(
  view: IndexView,
  segment: Segment,
  index: number,
  name: Field,
  plan: Expansion,
  how: { query: WordQuery; worth: number; values: Float32Array },
): void {
  const field = segment.fields[name]
  const [first, end] = plan.begun
  if (first >= end) return
  const target = targetOf(view, segment, index, name, how.values)
  const set = segment.prefixSet(field, how.query.word)
  if (set !== null) return addSet(set, target, how.worth)
  const bytes = segment.readPostings(field, first, end)
  const offset = field.postings[first] ?? 0
  for (let term = first; term < end; term++) {
    if (plan.terms.has(term)) continue
    accumulate(bytes, (field.postings[term] ?? 0) - offset, (field.postings[term + 1] ?? 0) - offset, target, how.worth)
  }
}

interface Target {
  values: Float32Array
  base: number
  lengths: Uint32Array
  field: number
  boost: number
  /** Saturation for a document without words, and what each word adds to it. */
  fixed: number
  perWord: number
}

function targetOf(view: IndexView, segment: Segment, index: number, name: Field, values: Float32Array): Target {
  const { boost, length } = WEIGHTS[name]
  return {
    values,
    base: view.bases[index] ?? 0,
    lengths: segment.docs.lengths,
    field: FIELD_AT[name],
    boost,
    fixed: SATURATION * (1 - length),
    perWord: (SATURATION * length) / view.means[name],
  }
}

/** Adds the scores of one term's postings. The decoding of `forEachPosting` again: this loop is what a keystroke costs. */
function accumulate(bytes: Uint8Array, from: number, end: number, target: Target, worth: number): void {
  const { values, base, lengths, field, boost, fixed, perWord } = target
  const stride = FIELDS.length
  const weight = worth * boost * (SATURATION + 1)
  let doc = -1
  let at = from
  while (at < end) {
    let byte = bytes[at++] ?? 0
    let value = byte & 127
    for (let shift = 7; byte > 127 && at < end; shift += 7) {
      byte = bytes[at++] ?? 0
      value |= (byte & 127) << shift
    }
    doc += value >>> 1
    let times = 1
    if ((value & 1) === 0) {
      byte = bytes[at++] ?? 0
      times = byte & 127
      for (let shift = 7; byte > 127 && at < end; shift += 7) {
        byte = bytes[at++] ?? 0
        times |= (byte & 127) << shift
      }
    }
    const norm = fixed + perWord * (lengths[doc * stride + field] ?? 0)
    values[base + doc] = (values[base + doc] ?? 0) + (weight * times) / (times + norm)
  }
}

function addSet(set: Uint8Array, { values, base, boost }: Target, worth: number): void {
  const score = boost * worth
  for (let byte = 0; byte < set.length; byte++) {
    let bits = set[byte] ?? 0
    for (let doc = base + byte * 8; bits !== 0; bits >>>= 1, doc++) {
      if ((bits & 1) !== 0) values[doc] = (values[doc] ?? 0) + score
    }
  }
}
