import { existsSync, readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText } from './encoding.ts'

const TEXT = 'Kafé di tepi sungai: “selamat datang”, kata Zoë – dan €5 cukup.'
const CORPUS = new URL('../../../shared/corpora/encodings/', import.meta.url)

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), littleEndian)
  return bytes
}

function windows1252(text: string): Uint8Array {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte]),
  )
  return Uint8Array.from(text, (character) => table.get(character) ?? 0x3f)
}

describe('encodings', () => {
  test.each<[string, Uint8Array]>([
    ['UTF-8', new TextEncoder().encode(TEXT)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${TEXT}`)],
    ['UTF-16LE with a mark', utf16(`\ufeff${TEXT}`, true)],
    ['UTF-16BE with a mark', utf16(`\ufeff${TEXT}`, false)],
    ['UTF-16LE without a mark', utf16(TEXT, true)],
    ['UTF-16BE without a mark', utf16(TEXT, false)],
    ['windows-1252', windows1252(TEXT)],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)?.text).toBe(TEXT)
  })

  test('a page says its charset', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('<meta charset="iso-8859-2"><p>'), 0xb1, 0xe6])
    expect(decodeText(bytes, 'html')).toEqual({ text: '<meta charset="iso-8859-2"><p>ąć', encoding: 'iso-8859-2' })
  })

  test('a page that was re-saved as UTF-8 is read as that whatever it says', () => {
    expect(decodeText(new TextEncoder().encode('<meta charset="windows-1252"><p>Kafé'), 'html')?.text).toContain('Kafé')
  })

  test('an unknown charset does no harm', () => {
    expect(decodeText(new TextEncoder().encode('<meta charset="nonsense"><p>Cafe'), 'html')?.text).toContain('Cafe')
  })

  test.each<[string, number[]]>([
    ['NUL bytes at odd places', [0x41, 0x42, 0x00, 0x43, 0x44, 0x00, 0x00, 0x45, 0x46]],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]],
    ['many control characters', Array.from({ length: 200 }, (_, index) => (index % 5 === 0 ? 0x01 : 0x41))],
  ])('no text: %s', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBeNull()
  })

  test('letters that stand where no writer puts them make a doubt, however sure the detector is of the language', () => {
    const text = 'Mereka menulis kisah naïve di café itu, lalu pulang sebelum hujan turun di kota.'
    const ofMac = Uint8Array.from(text, (letter) => ({ ï: 0x95, é: 0x8e })[letter] ?? letter.charCodeAt(0))
    expect(decodeText(ofMac)?.doubt?.other).toMatchObject({
      encoding: 'macintosh',
      sample: expect.stringContaining('naïve di café'),
    })
    const asUsual = Uint8Array.from(
      'Mereka menulis “kisah” naïve di café itu – lalu pulang sebelum hujan turun di kota.',
      (letter) => {
        return { '“': 0x93, '”': 0x94, '–': 0x96 }[letter] ?? letter.charCodeAt(0)
      },
    )
    const usual = decodeText(asUsual)
    expect(usual?.encoding).toBe('windows-1252')
    expect(usual?.doubt?.other.encoding).not.toBe('macintosh')
  })

  test('whatever is valid in UTF-8 comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const clean = text.replace(/[\p{Cc}\ufeff]/gu, 'x')
        expect(decodeText(new TextEncoder().encode(clean))?.text).toBe(clean)
      }),
      { examples: [['\ufffd ']] },
    )
  })
})

describe.skipIf(!existsSync(CORPUS))('the encodings of ../shared', () => {
  const LABELS: Readonly<Record<string, string>> = {
    ascii: 'utf-8',
    'utf-8': 'utf-8',
    'utf-8-sig': 'utf-8',
    'UTF-16LE': 'utf-16le',
    'UTF-16BE': 'utf-16be',
    'UTF-16': 'utf-16be',
    'windows-1252': 'windows-1252',
    'iso-8859-1': 'windows-1252',
    'windows-1251-russian': 'windows-1251',
    'KOI8-R': 'koi8-r',
    SHIFT_JIS: 'shift_jis',
    'EUC-KR': 'euc-kr',
    GB2312: 'gbk',
    Big5: 'big5',
  }

  test.each(Object.entries(LABELS))('%s', (folder, label) => {
    const base = new URL(`${folder}/`, CORPUS)
    const files = readdirSync(base)
    const right = files.filter((file) => {
      const bytes = readFileSync(new URL(file, base))
      const text = new TextDecoder(label).decode(bytes)
      return decodeText(bytes, /html?$|xml$/.test(file) ? 'html' : 'none')?.text === text
    })
    expect(right.length).toBeGreaterThanOrEqual(files.length >= 10 ? files.length - 1 : files.length)
  })
})

describe('doubt', () => {
  const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

  test('a short text is offered in the two likeliest encodings, around the first letter they read otherwise', () => {
    const decoded = decodeText(latin('They wrote a naïve story in the café.'))
    expect(decoded?.doubt?.used.sample).toContain('naïve')
    expect(decoded?.doubt?.other.sample).toContain('story')
    expect(decoded?.doubt?.other.sample).not.toContain('naïve')
    expect(decoded?.doubt?.used.encoding).toBe(decoded?.encoding)
  })

  test.each([
    ['UTF-8', new TextEncoder().encode('They wrote a naïve story in the café.')],
    ['ASCII', latin('They wrote a story in the house.')],
    ['a declared encoding', latin('<meta charset="windows-1252"><p>naïve</p>')],
  ])('%s is beyond doubt', (_, bytes) => {
    expect(decodeText(bytes, 'html')?.doubt).toBeUndefined()
  })

  test("the reader's word is taken, and no doubt is left", () => {
    const bytes = latin('They wrote a na\u0095ve story.')
    expect(decodeText(bytes, 'none', 'macintosh')).toEqual({
      text: 'They wrote a naïve story.',
      encoding: 'macintosh',
    })
    expect(decodeText(bytes, 'none', 'no-such-encoding')).toBeNull()
  })
})
