import { assertNever } from '#shared/result.ts'
import { parseQuery, type QueryNode } from '#shared/search-query.ts'
import { foldWord, wordsOf } from '#shared/words.ts'
import { type FilterContext, filterMask } from './filters.ts'
import { allowedErrors } from './fuzzy.ts'
import type { IndexView } from './index-view.ts'
import { scorePhrase } from './phrase-scores.ts'
import type { Field } from './search-document.ts'
import { countMatches, type Scores, scoreWord } from './word-scores.ts'

export interface Evaluated {
  /** 0 for no match. */
  scores: Float32Array
  count: number
  /** Nothing has all the words, so these are the nearest. */
  relaxed: boolean
  /** Words that stand in no article and were taken for mistyped ones. */
  corrected: boolean
}

/** A match without a rank: filters. */
const MATCH = 1e-3
/** Of what the words weigh together, a document must have this much when none has all of them. */
const RELAXED_SHARE = 0.5
/** Words in so few documents may be mistyped in those too. */
const RARE = 2

/**
 * Finds the documents that a query asks for, and ranks them.
 * @param fields where words are looked for; null for everywhere
 */
export function evaluate(
  view: IndexView,
  query: string,
  context: FilterContext,
  fields: readonly Field[] | null = null,
): Evaluated {
  const { root } = parseQuery(query)
  const typed = /[\p{Letter}\p{Number}\p{Mark}]$/u.test(query) ? query.length : -1
  const run = new Evaluation(view, { context, typed, fields })
  // Articles in the trash are found only by those who ask for them.
  const living = view.present(root !== null && asksForTrash(root))
  if (root === null) return onlyFiltered(living)
  const { wanted, hard } = partsOf(root)
  for (const node of hard) intersectMask(living, run.scores(node).values)
  const found = wanted.map((node) => run.scores(node))
  if (found.length === 0) return onlyFiltered(living)
  const all = sumWhereAll(found, living)
  if (all.count > 0) return { ...all, relaxed: false, corrected: run.corrected }
  const forgiving = wanted.map((node, index) => run.forgive(node, found[index]))
  const again = sumWhereAll(forgiving, living)
  if (again.count > 0) return { ...again, relaxed: false, corrected: true }
  return { ...sumWhereMost(forgiving, living), relaxed: true, corrected: run.corrected }
}

function onlyFiltered(mask: Uint8Array): Evaluated {
  const { values, count } = scoresOf(mask)
  return { scores: values, count, relaxed: false, corrected: false }
}

/** What must be found (and ranks), and what only narrows. */
function partsOf(root: QueryNode): { wanted: QueryNode[]; hard: QueryNode[] } {
  const nodes = root.kind === 'all' ? root.nodes : [root]
  const narrows = (node: QueryNode): boolean =>
    node.kind === 'not' || (node.kind === 'filter' && node.filter.field !== 'title')
  return { wanted: nodes.filter((node) => !narrows(node)), hard: nodes.filter(narrows) }
}

class Evaluation {
  corrected = false
  private readonly view: IndexView
  private readonly context: FilterContext
  /** Where the word that is still being typed ends; -1 where none is. */
  private readonly typed: number
  private readonly fields: readonly Field[] | null

  constructor(view: IndexView, how: { context: FilterContext; typed: number; fields: readonly Field[] | null }) {
    this.view = view
    this.context = how.context
    this.typed = how.typed
    this.fields = how.fields
  }

  scores(node: QueryNode): Scores {
    switch (node.kind) {
      case 'word':
        return this.word(node.text, node.span.end === this.typed, this.fields)
      case 'phrase':
        return this.phrase(node.text, node.span.end === this.typed)
      case 'filter':
        if (node.filter.field === 'title') return this.word(node.filter.value, node.span.end === this.typed, ['title'])
        return scoresOf(filterMask(this.view, node.filter, this.context))
      case 'not':
        return negated(this.scores(node.node))
      case 'any':
        return node.nodes.map((child) => this.scores(child)).reduce(either)
      case 'all':
        return node.nodes.map((child) => this.scores(child)).reduce(both)
      default:
        return assertNever(node)
    }
  }

  /** The same with typing errors forgiven, where the word is too rare to be believed. */
  forgive(node: QueryNode, found: Scores | undefined): Scores {
    const known = found ?? this.scores(node)
    if (node.kind !== 'word' || known.count > RARE) return known
    const [word] = wordsOf(node.text)
    const errors = word === undefined ? 0 : allowedErrors(word.word.length)
    if (word === undefined || errors === 0) return known
    const forgiven = this.single(word.word, { prefix: false, errors, fields: this.fields })
    return forgiven.count > known.count ? forgiven : known
  }

  private word(text: string, typed: boolean, fields: readonly Field[] | null): Scores {
    const words = wordsOf(text).map(({ word }) => word)
    const [first] = words
    if (first === undefined) return anything(this.view)
    // `negara-negara` is a plural, not two words.
    if (words.every((word) => word === first)) return this.forms(first, typed && words.length === 1, fields)
    const together = scorePhrase(this.view, words, typed, fields)
    if (together.count > 0) return together
    return words.map((word) => this.forms(word, false, fields)).reduce(both)
  }

  private phrase(text: string, open: boolean): Scores {
    const words = wordsOf(text).map(({ word }) => word)
    const [first] = words
    // One word in quotes is that word and no other form of it.
    if (first !== undefined && words.length === 1) {
      return scoreWord(this.view, { word: first, prefix: open, errors: 0, fields: this.fields, forms: false })
    }
    return words.length === 0 ? anything(this.view) : scorePhrase(this.view, words, open, this.fields)
  }

  private forms(word: string, prefix: boolean, fields: readonly Field[] | null): Scores {
    const found = this.single(word, { prefix, errors: 0, fields })
    const errors = allowedErrors(word.length)
    if (found.count > 0 || errors === 0) return found
    const near = this.single(word, { prefix: false, errors, fields })
    if (near.count > 0) this.corrected = true
    return near
  }

  private single(word: string, how: { prefix: boolean; errors: number; fields: readonly Field[] | null }): Scores {
    return scoreWord(this.view, { word: foldWord(word), forms: true, ...how })
  }
}

function asksForTrash(node: QueryNode): boolean {
  if (node.kind === 'filter') return node.filter.field === 'is' && node.filter.value === 'trashed'
  return (node.kind === 'all' || node.kind === 'any') && node.nodes.some(asksForTrash)
}

function scoresOf(mask: Uint8Array): Scores {
  const values = new Float32Array(mask.length)
  let count = 0
  for (let doc = 0; doc < mask.length; doc++) {
    if (mask[doc] === 0) continue
    values[doc] = MATCH
    count++
  }
  return { values, count }
}

/** A word without letters (`-`, `&`) asks for nothing. */
function anything(view: IndexView): Scores {
  return { values: new Float32Array(view.total).fill(MATCH), count: view.total }
}

function negated({ values, count }: Scores): Scores {
  return { values: values.map((value) => (value > 0 ? 0 : MATCH)), count: values.length - count }
}

function either(a: Scores, b: Scores): Scores {
  const values = a.values.map((value, doc) => value + (b.values[doc] ?? 0))
  return { values, count: countMatches(values) }
}

function both(a: Scores, b: Scores): Scores {
  const values = new Float32Array(a.values.length)
  let count = 0
  for (let doc = 0; doc < values.length; doc++) {
    const [left, right] = [a.values[doc] ?? 0, b.values[doc] ?? 0]
    if (left <= 0 || right <= 0) continue
    values[doc] = left + right
    count++
  }
  return { values, count }
}

function intersectMask(mask: Uint8Array, values: Float32Array): void {
  for (let doc = 0; doc < mask.length; doc++) if ((values[doc] ?? 0) <= 0) mask[doc] = 0
}

function sumWhereAll(parts: readonly Scores[], mask: Uint8Array): { scores: Float32Array; count: number } {
  const scores = new Float32Array(mask.length)
  let count = 0
  for (let doc = 0; doc < mask.length; doc++) {
    if (mask[doc] === 0) continue
    let sum = 0
    for (const { values } of parts) {
      const value = values[doc] ?? 0
      if (value <= 0) {
        sum = 0
        break
      }
      sum += value
    }
    if (sum === 0) continue
    scores[doc] = sum
    count++
  }
  return { scores, count }
}

/** Documents with at least half of what the words weigh; having more of the words counts twice. */
function sumWhereMost(parts: readonly Scores[], mask: Uint8Array): { scores: Float32Array; count: number } {
  const scores = new Float32Array(mask.length)
  const weights = parts.map(({ count }) => (count === 0 ? 0 : Math.log(1 + mask.length / count)))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let count = 0
  for (let doc = 0; doc < mask.length; doc++) {
    if (mask[doc] === 0) continue
    let [sum, weight] = [0, 0]
    for (const [index, { values }] of parts.entries()) {
      const value = values[doc] ?? 0
      if (value <= 0) continue
      sum += value
      weight += weights[index] ?? 0
    }
    if (weight === 0 || weight < whole * RELAXED_SHARE) continue
    scores[doc] = sum * (weight / whole) ** 2
    count++
  }
  return { scores, count }
}
