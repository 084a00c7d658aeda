import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderAlone } from './read-back-fixtures.ts'
import { safeTag } from './safe-tag.ts'

test.each([
  ['ekonomi', 'ekonomi'],
  ['ekonomi rakyat', 'ekonomi-rakyat'],
  ['#politik', 'politik'],
  ['politik/2024', 'politik/2024'],
  ['a_b', 'a_b'],
  ['_a_', 'a'],
  ['C++ & C#', 'C-C'],
  ['朝 市場', '朝-市場'],
  ['👩‍👩‍👧', '👩‍👩‍👧'],
  ['!?', ''],
])('%j becomes %j', (tag, expected) => {
  expect(safeTag(tag)).toBe(expected)
})

test('any tag is one word of plain text', () => {
  const unit = fc.oneof(
    fc.constantFrom('_', '*', '/', '-', '#', ' ', '<', '&', 'a', '1'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  )
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), (tag) => {
      const safe = safeTag(tag)
      expect(safe).not.toMatch(/[\s#]/)
      expect(renderAlone(`Kuning #${safe}`)).toBe(`<p>Kuning #${safe}</p>\n`)
    }),
    { numRuns: 1000 },
  )
})
