import { type IndexView } from './index-view.ts'
import { type Field, FIELDS } from './search-document.ts'
import { forEachPosting, type Segment } from './segment.ts'
import { countMatches, rarity, type Scores, weigh } from './word-scores.ts'

const BOOSTS: Record<Field, number> = { title: 4, people: 2, notes: 2.4, text: 2 }

/**
 * Scores all documents for words that stand one after the other, exactly as written but for case and diacritics.
 * @param words folded, at least one
 * @param open the last word may go on: so it looks while a phrase is typed
 */
export function scorePhrase(
  view: IndexView,
  words: readonly string[],
  open: boolean,
  fields: readonly Field[] | null = null,
): Scores {
  const values = new Float32Array(view.total)
  view.forEach((segment, base) => {
    for (const field of fields ?? FIELDS) {
      phraseInField(segment, field, { words, open }, (doc, times) => {
        const score = (BOOSTS[field] * times * 2.2) / (times + 1.2)
        values[base + doc] = (values[base + doc] ?? 0) + score
      })
    }
  })
  const count = countMatches(values)
  weigh(values, rarity(view.living, count))
  return { values, count }
}

/** A last word that so many words may become says nothing yet. */
const MOST_BEGUN = 64

/** Calls `visit` for each document that has the phrase, with how often it stands there. */
function phraseInField(
  segment: Segment,
  name: Field,
  { words, open }: { words: readonly string[]; open: boolean },
  visit: (doc: number, times: number) => void,
): void {
  const all = words.map((word, at) => termRange(segment, name, word, at, open && at === words.length - 1))
  const last = all.at(-1)
  const isVague = open && all.length > 1 && last !== undefined && last.end - last.first > MOST_BEGUN
  const ranges = isVague ? all.slice(0, -1) : all
  if (ranges.some(({ first, end }) => first >= end)) return
  const [only] = ranges
  if (only !== undefined && ranges.length === 1 && only.end === only.first + 1) {
    // A word by itself, while the next one is begun: where it stands does not matter.
    forEachPosting(segment.readPostings(segment.fields[name], only.first, only.end), visit)
    return
  }
  // The rarest word first: it leaves the fewest documents to look at.
  const order = ranges.toSorted((a, b) => a.size - b.size)
  const candidates = new Uint8Array(segment.count)
  for (const [at, range] of order.entries()) if (!narrow(segment, name, range, at, candidates)) return
  let starts: Float64Array | null = null
  for (const range of order) {
    const here = startsOf(segment, name, range, (doc) => candidates[doc] === order.length)
    starts = starts === null ? here : inBoth(starts, here)
  }
  if (starts !== null) visitRuns(starts, visit)
}

/** Documents of ascending starts, with how many of them are in each. */
function visitRuns(starts: Float64Array, visit: (doc: number, times: number) => void): void {
  for (let at = 0; at < starts.length; ) {
    const doc = Math.floor((starts[at] ?? 0) / PLACES)
    const end = (doc + 1) * PLACES
    let next = at + 1
    while (next < starts.length && (starts[next] ?? 0) < end) next++
    visit(doc, next - at)
    at = next
  }
}

/** Where a phrase may start, as one number: document * PLACES + position. More words no article has. */
const PLACES = 2 ** 26

/** The terms that may stand at one place of the phrase. */
interface TermRange {
  offset: number
  first: number
  end: number
  /** Bytes of their postings. */
  size: number
}

function termRange(segment: Segment, name: Field, word: string, offset: number, open: boolean): TermRange {
  const { terms, postings } = segment.fields[name]
  const term = open ? -1 : terms.find(word)
  const [first, end] = open ? terms.prefixRange(word) : term < 0 ? [0, 0] : [term, term + 1]
  return { offset, first, end, size: (postings[end] ?? 0) - (postings[first] ?? 0) }
}

/** Counts in each document how many of the places were found in it so far; answers whether any has all of them. */
function narrow(
  segment: Segment,
  name: Field,
  { first, end }: TermRange,
  before: number,
  candidates: Uint8Array,
): boolean {
  let any = false
  for (let term = first; term < end; term++) {
    forEachPosting(segment.readPostings(segment.fields[name], term, term + 1), (doc) => {
      if (candidates[doc] !== before) return
      candidates[doc] = before + 1
      any = true
    })
  }
  return any
}

/** Where the phrase would start in the candidates by the words at one of its places, in order. */
function startsOf(
  segment: Segment,
  name: Field,
  { offset, first, end }: TermRange,
  isCandidate: (doc: number) => boolean,
): Float64Array {
  const starts: number[] = []
  const field = segment.fields[name]
  for (let term = first; term < end; term++) {
    const postings = segment.readPostings(field, term, term + 1)
    const positions = segment.readPositions(field, term)
    let at = 0
    forEachPosting(postings, (doc, times) => {
      if (!isCandidate(doc)) {
        for (let count = 0; count < times; at++) if ((positions[at] ?? 0) < 128) count++
        return
      }
      let position = 0
      for (let count = 0; count < times; count++) {
        let byte = positions[at++] ?? 0
        let delta = byte & 127
        for (let shift = 7; byte > 127 && at < positions.length; shift += 7) {
          byte = positions[at++] ?? 0
          delta |= (byte & 127) << shift
        }
        position += delta
        if (position >= offset) starts.push(doc * PLACES + position - offset)
      }
    })
  }
  const found = Float64Array.from(starts)
  // The postings of one term are in order already.
  return end - first > 1 ? found.sort() : found
}

/** What two ascending rows of numbers have in common. */
function inBoth(a: Float64Array, b: Float64Array): Float64Array {
  const common = new Float64Array(Math.min(a.length, b.length))
  let count = 0
  for (let left = 0, right = 0; left < a.length && right < b.length; ) {
    const difference = (a[left] ?? 0) - (b[right] ?? 0)
    if (difference === 0) common[count++] = a[left] ?? 0
    if (difference <= 0) left++
    if (difference >= 0) right++
  }
  return common.subarray(0, count)
}
