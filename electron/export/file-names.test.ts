import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collisionKey, fileNames, MAX_NAME_BYTES } from './file-names.ts'

function first(title: string): string {
  return fileNames(title, 'Tanpa judul').next().value
}

test.each([
  ['Pasar pagi', 'Pasar pagi.md'],
  ['AC/DC: hidup?', 'AC-DC- hidup.md'],
  ['  banyak \n spasi\t', 'banyak spasi.md'],
  ['...', 'Tanpa judul.md'],
  ['', 'Tanpa judul.md'],
  ['..\\..\\rahasia', '-..-rahasia.md'],
  ['/etc/passwd', '-etc-passwd.md'],
  ['CON', '_CON.md'],
  ['nul.txt', '_nul.txt.md'],
  ['Lpt1 ', '_Lpt1.md'],
  ['konsol', 'konsol.md'],
  ['akhir titik.', 'akhir titik.md'],
  ['bersambung …', 'bersambung.md'],
  ['cafe\u0301', 'caf\u00e9.md'],
  ['balik\u202egnp.exe', 'balikgnp.exe.md'],
  ['catatan [1] #2 ^a', 'catatan 1 2 a.md'],
  ['emoji 👩‍👩‍👧', 'emoji 👩‍👩‍👧.md'],
])('%j is written to %j', (title, name) => {
  expect(first(title)).toBe(name)
})

test('further names are numbered', () => {
  const names = fileNames('A', '')
  expect([names.next().value, names.next().value, names.next().value]).toEqual(['A.md', 'A (2).md', 'A (3).md'])
})

test('a long title is cut between graphemes', () => {
  const family = '👩‍👩‍👧'
  const name = first(family.repeat(30))
  expect(name.slice(0, -3).replaceAll(family, '')).toBe('')
  expect(Buffer.byteLength(name)).toBeGreaterThan(80)
})

describe('for any title', () => {
  const unit = fc.oneof(
    fc.constantFrom('.', ' ', '/', '\\', ':', 'C', 'O', 'N', '1', '\0', '\u202e', '\ud800', 'e\u0301', '👩‍👩‍👧'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  )
  const anyTitle = fc.string({ unit, maxLength: 160 })

  test('the name is one every system takes', () => {
    fc.assert(
      fc.property(anyTitle, fc.nat(40), (title, skip) => {
        const names = fileNames(title, 'Tanpa judul')
        for (let n = 0; n < skip; n++) names.next()
        const name = names.next().value
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(MAX_NAME_BYTES)
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]|^[.\s]|[.\s]\.md$/u)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i)
        expect(name).toMatch(/^.+\.md$/u)
        expect(name.isWellFormed()).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  test('names of one title never collide with each other', () => {
    fc.assert(
      fc.property(anyTitle, (title) => {
        const names = fileNames(title, '')
        const keys = Array.from({ length: 12 }, () => collisionKey(names.next().value))
        expect(new Set(keys).size).toBe(12)
      }),
    )
  })
})

test.each([
  ['case', 'Pasar.md', 'PASAR.md'],
  ['Unicode form', 'caf\u00e9.md', 'cafe\u0301.md'],
  ['full case folding', 'straße.md', 'STRASSE.md'],
  ['an invisible character', 'pa\u200dsar.md', 'pasar.md'],
])('names that differ only in %s collide', (_what, a, b) => {
  expect(collisionKey(a)).toBe(collisionKey(b))
})
