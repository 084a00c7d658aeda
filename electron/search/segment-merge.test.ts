import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIELDS, type SearchDocument } from './search-document.ts'
import { sampleDocument } from './search-fixtures.ts'
import { SegmentBuilder } from './segment-builder.ts'
import { memorySegment } from './segment-files.ts'
import { mergeSegments } from './segment-merge.ts'
import type { FieldIndex, Segment } from './segment.ts'

const word = fc.constantFrom(
  'menulis',
  'tulisan',
  'ditulis',
  'anak2',
  'anak-anak',
  'bringing',
  'brings',
  'news',
  'pengiriman',
  'kirim',
  'é',
)
const document = fc.record({
  title: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
  text: fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
  language: fc.constantFrom('id', 'en', null),
})

function run<T>(work: Generator<void, T>): T {
  let step = work.next()
  while (step.done !== true) step = work.next()
  return step.value
}

function built(documents: readonly SearchDocument[]): Segment {
  const builder = new SegmentBuilder()
  for (const one of documents) builder.add(one)
  return run(memorySegment((sinks) => builder.write(sinks)))
}

/** Each stem with its words, whatever their numbers. */
function stemsOf(field: FieldIndex): Map<string, string[]> {
  return new Map(
    Array.from({ length: field.stems.length }, (_, stem) => {
      const terms = [...field.stemTerms.subarray(field.stemStarts[stem], field.stemStarts[stem + 1])]
      return [field.stems.at(stem), terms.map((term) => field.terms.at(term)).toSorted()]
    }),
  )
}

test('merged segments have the words and stems of one that was built of everything', () => {
  fc.assert(
    fc.property(fc.array(fc.array(document, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), (groups) => {
      const numbered = groups.map((group, at) => group.map((one, n) => sampleDocument(`d${at + 2}${n + 2}`, one)))
      const merged = run(memorySegment((sinks) => mergeSegments(numbered.map(built), sinks)))
      const whole = built(numbered.flat())
      for (const name of FIELDS) {
        const [a, b] = [merged.fields[name], whole.fields[name]]
        expect(a.terms.bytes).toEqual(b.terms.bytes)
        expect(a.counts).toEqual(b.counts)
        expect(a.languages).toEqual(b.languages)
        expect(stemsOf(a)).toEqual(stemsOf(b))
      }
    }),
  )
})

test('words that stand in no document any more have no stems', () => {
  const segment = built([sampleDocument('one', { text: 'menulis' }), sampleDocument('two', { text: 'kirim' })])
  segment.remove(0)
  const merged = run(memorySegment((sinks) => mergeSegments([segment], sinks)))
  expect(merged.fields.text.terms.length).toBe(1)
  expect(stemsOf(merged.fields.text)).toEqual(stemsOf(built([sampleDocument('two', { text: 'kirim' })]).fields.text))
})
