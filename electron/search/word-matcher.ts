import { parseQuery, positiveTexts } from '#shared/search-query.ts'
import { wordsOf } from '#shared/words.ts'
import { allowedErrors } from './fuzzy.ts'
import { stemKeys } from './stems.ts'

/** A stretch of a text that the query means; `part` says which of its words or phrases. */
export interface Hit {
  start: number
  end: number
  part: number
}

interface Part {
  words: string[]
  phrase: boolean
  /** The last word may go on. */
  open: boolean
  keys: ReadonlySet<string>
}

const MOST_KNOWN = 50_000

/** Finds in a text what the index found the text by: the words themselves, their other forms, phrases. */
export class WordMatcher {
  readonly parts: readonly Part[]
  private readonly keys = new Map<string, readonly string[]>()

  constructor(query: string) {
    const typing = /[\p{Letter}\p{Number}\p{Mark}]$/u.test(query)
    const texts = positiveTexts(parseQuery(query).root)
    this.parts = texts.flatMap(({ text, phrase }, index) => {
      const words = wordsOf(text).map(({ word }) => word)
      const [first] = words
      if (first === undefined) return []
      const single = words.every((word) => word === first)
      const open = typing && index === texts.length - 1
      return [{ words: single ? [first] : words, phrase: phrase || !single, open, keys: keysOf(single ? first : '') }]
    })
  }

  get isEmpty(): boolean {
    return this.parts.length === 0
  }

  /** In text order; of a word that does not stand there, those it may be mistyped for. */
  hits(text: string): Hit[] {
    const words = wordsOf(text)
    const hits: Hit[] = []
    for (const [part, wanted] of this.parts.entries()) {
      const before = hits.length
      for (let at = 0; at < words.length; at++) {
        const length = this.lengthAt(words, at, wanted)
        if (length === 0) continue
        hits.push({ start: words[at]?.start ?? 0, end: words[at + length - 1]?.end ?? 0, part })
      }
      if (hits.length === before) hits.push(...looseHits(words, wanted, part))
    }
    return hits.toSorted((a, b) => a.start - b.start || b.end - a.end)
  }

  /** How many words from `at` on are the part; 0 where it does not stand there. */
  private lengthAt(words: readonly { word: string }[], at: number, part: Part): number {
    if (!part.phrase) return this.isForm(words[at]?.word ?? '', part) ? 1 : 0
    const last = part.words.length - 1
    for (const [offset, wanted] of part.words.entries()) {
      const word = words[at + offset]?.word
      const same = part.open && offset === last ? word?.startsWith(wanted) === true : word === wanted
      if (!same) return 0
    }
    return part.words.length
  }

  private isForm(word: string, part: Part): boolean {
    const [wanted = ''] = part.words
    if (word === wanted || part.keys.has(word) || (part.open && word.startsWith(wanted))) return true
    return this.keysOf(word).some((key) => part.keys.has(key))
  }

  private keysOf(word: string): readonly string[] {
    const known = this.keys.get(word)
    if (known !== undefined) return known
    const keys = [...stemKeys(word, 'id'), ...stemKeys(word, 'en')]
    if (this.keys.size > MOST_KNOWN) this.keys.clear()
    this.keys.set(word, keys)
    return keys
  }
}

function keysOf(word: string): ReadonlySet<string> {
  return new Set(word === '' ? [] : [word, ...stemKeys(word, 'id'), ...stemKeys(word, 'en')])
}

/** The words of a phrase by themselves, and words within the typing errors that the index forgives. */
function looseHits(words: readonly { word: string; start: number; end: number }[], part: Part, number: number): Hit[] {
  return words
    .filter(({ word }) => part.words.some((wanted) => word === wanted || isNear(word, wanted)))
    .map(({ start, end }) => ({ start, end, part: number }))
}

/** Damerau-Levenshtein distance (optimal string alignment) within what is forgiven. */
export function isNear(word: string, wanted: string): boolean {
  const errors = allowedErrors(wanted.length)
  if (errors === 0 || Math.abs(word.length - wanted.length) > errors) return false
  let [before, row]: [number[], number[]] = [[], Array.from({ length: wanted.length + 1 }, (_, at) => at)]
  for (let at = 1; at <= word.length; at++) {
    const next = [at]
    for (let to = 1; to <= wanted.length; to++) {
      const same = word[at - 1] === wanted[to - 1]
      let least = Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + (same ? 0 : 1))
      const swapped = at > 1 && to > 1 && word[at - 1] === wanted[to - 2] && word[at - 2] === wanted[to - 1]
      if (swapped) least = Math.min(least, (before[to - 2] ?? 0) + 1)
      next.push(least)
    }
    ;[before, row] = [row, next]
  }
  return (row[wanted.length] ?? errors + 1) <= errors
}
