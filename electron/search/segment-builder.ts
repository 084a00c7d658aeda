import { foldWord, forEachWordPlace } from '#shared/words.ts'
import { NumberList } from './byte-writer.ts'
import { DocTableBuilder } from './doc-table.ts'
import { inByteOrder } from './packed-strings.ts'
import { FIELDS, type SearchDocument, textsOf } from './search-document.ts'
import { languageBits, type SegmentSinks, SegmentWriter } from './segment-writer.ts'
import { UNKNOWN, WordTable } from './word-table.ts'

/** Positions left empty between two texts of a field, so that no phrase reaches over. */
const GAP = 8
const NO_TERM = 0xffffffff
const TERMS_A_SLICE = 2000

interface Tokens {
  terms: NumberList
  positions: NumberList
  /** Where each document's tokens end. */
  ends: NumberList
}

/** Takes documents in, and writes them as one segment. */
export class SegmentBuilder {
  private readonly docs = new DocTableBuilder()
  private readonly ids = new Map<string, number>()
  /** Words as they are written, with their terms. */
  private readonly remembered = new WordTable()
  private readonly tokens: Tokens[] = FIELDS.map(() => {
    return { terms: new NumberList(), positions: new NumberList(), ends: new NumberList() }
  })
  private readonly languages: number[] = []

  get count(): number {
    return this.docs.count
  }

  /** Words taken in so far: a measure of the memory in use. */
  get words(): number {
    return this.tokens.reduce((sum, { terms }) => sum + terms.length, 0)
  }

  add(document: SearchDocument): void {
    this.languages.push(languageBits(document.language))
    const lengths = FIELDS.map((field, index) => {
      const tokens = this.tokens[index]
      return tokens === undefined ? 0 : this.addTexts(textsOf(document, field), tokens)
    })
    this.docs.add(document, lengths)
  }

  /** Writes everything, with places to interrupt; answers the file that is loaded whole, in pieces. */
  *write(sinks: SegmentSinks): Generator<void, Uint8Array[]> {
    const writer = new SegmentWriter(sinks, this.count)
    const names = [...this.ids.keys()]
    const sorted = inByteOrder(names)
    yield
    for (const [index, field] of FIELDS.entries()) {
      const tokens = this.tokens[index]
      if (tokens !== undefined) yield* this.writeField(tokens, sorted, writer)
      yield* writer.endField(field)
    }
    return writer.finish(this.docs.finish())
  }

  private addTexts(texts: readonly string[], tokens: Tokens): number {
    let position = 0
    let count = 0
    for (const text of texts) {
      forEachWordPlace(text, (start, end) => {
        const term = this.termOf(text, start, end)
        if (term === NO_TERM) return
        tokens.terms.push(term)
        tokens.positions.push(position)
        position++
        count++
      })
      position += GAP
    }
    tokens.ends.push(tokens.terms.length)
    return count
  }

  private termOf(text: string, start: number, end: number): number {
    const known = this.remembered.get(text, start, end)
    if (known !== UNKNOWN) return known
    const word = foldWord(text.slice(start, end))
    let term = word === '' ? NO_TERM : this.ids.get(word)
    if (term === undefined) {
      term = this.ids.size
      this.ids.set(copied(word), term)
    }
    this.remembered.add(text, start, end, term)
    return term
  }

  /** Counting sort: the tokens of a term stay in the order of their documents and positions. */
  private *writeField(tokens: Tokens, sorted: string[], writer: SegmentWriter): Generator<void, void> {
    const starts = startsOf(tokens.terms.view(), this.ids.size)
    const docs = new Uint32Array(tokens.terms.length)
    const positions = new Uint32Array(tokens.terms.length)
    scatter(tokens, starts, docs, positions)
    yield
    let written = 0
    for (const name of sorted) {
      const term = this.ids.get(name) ?? 0
      // After scattering, a start has moved to the end of its term.
      const from = term === 0 ? 0 : (starts[term - 1] ?? 0)
      const end = starts[term] ?? 0
      if (from === end) continue
      this.writeTerm(name, docs.subarray(from, end), positions.subarray(from, end), writer)
      written++
      if (written % TERMS_A_SLICE === 0) yield
    }
  }

  private writeTerm(name: string, docs: Uint32Array, positions: Uint32Array, writer: SegmentWriter): void {
    writer.startTerm(name)
    let at = 0
    while (at < docs.length) {
      const doc = docs[at] ?? 0
      let end = at + 1
      while (end < docs.length && docs[end] === doc) end++
      writer.posting(doc, end - at, this.languages[doc] ?? 0)
      let last = 0
      for (; at < end; at++) {
        const position = positions[at] ?? 0
        writer.positions.varint(position - last)
        last = position
      }
    }
    writer.endTerm()
  }
}

/** A piece of a text keeps the whole text in memory; a copy does not. */
function copied(piece: string): string {
  return Buffer.from(piece, 'utf16le').toString('utf16le')
}

function startsOf(terms: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1)
  for (let at = 0; at < terms.length; at++) {
    const next = (terms[at] ?? 0) + 1
    starts[next] = (starts[next] ?? 0) + 1
  }
  for (let term = 1; term <= count; term++) starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0)
  return starts
}

function scatter(tokens: Tokens, starts: Uint32Array, docs: Uint32Array, positions: Uint32Array): void {
  const terms = tokens.terms.view()
  const places = tokens.positions.view()
  const ends = tokens.ends.view()
  let doc = 0
  for (let at = 0; at < terms.length; at++) {
    while (at >= (ends[doc] ?? 0)) doc++
    const term = terms[at] ?? 0
    const to = starts[term] ?? 0
    starts[term] = to + 1
    docs[to] = doc
    positions[to] = places[at] ?? 0
  }
}
