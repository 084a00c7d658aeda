import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inByteOrder, packStrings } from './packed-strings.ts'

const strings = fc.uniqueArray(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[ab]{0,5}$/)), {
  maxLength: 80,
})

test('every string is found where it stands, and no other', () => {
  fc.assert(
    fc.property(strings, fc.string({ unit: 'grapheme' }), (texts, other) => {
      const sorted = inByteOrder(texts)
      const packed = packStrings(sorted)
      expect(packed.length).toBe(sorted.length)
      for (const [index, text] of sorted.entries()) {
        expect(packed.at(index)).toBe(text)
        expect(packed.find(text)).toBe(index)
      }
      expect(packed.find(other)).toBe(sorted.indexOf(other))
    }),
  )
})

test('a prefix range holds exactly what starts so', () => {
  fc.assert(
    fc.property(strings, fc.stringMatching(/^[ab]{0,3}$/), (texts, prefix) => {
      const sorted = inByteOrder(texts)
      const [first, end] = packStrings(sorted).prefixRange(prefix)
      expect(sorted.slice(first, end)).toEqual(sorted.filter((text) => text.startsWith(prefix)))
    }),
  )
})
