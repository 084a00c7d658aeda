import { inflateSync } from 'node:zlib'

interface PdfObject {
  dictionary: string
  /** Of a stream, inflated, as Latin-1. */
  content: string
}

/**
 * The text of a PDF as Chromium (Skia) writes one, white space taken out: every glyph that is shown, by its font's
 * ToUnicode map (PDF 32000-1, 9.10), page by page. No other producer's files are read.
 */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const of = (number: string | undefined): PdfObject => objects.get(number ?? '') ?? { dictionary: '', content: '' }
  const fonts = new Map<string, Map<string, string>>()
  for (const { dictionary } of objects.values()) {
    for (const [, list = ''] of dictionary.matchAll(/\/Font\s*<<([^>]*)>>/g)) {
      for (const [, name = '', number = ''] of list.matchAll(/\/(\w+) (\d+) 0 R/g)) {
        const map = /\/ToUnicode (\d+) 0 R/.exec(of(number).dictionary)?.[1]
        fonts.set(name, lettersOf(of(map).content))
      }
    }
  }
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type\s*\/Page\b/.test(dictionary))
  return pages.map(({ dictionary }) => shownText(of(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1]).content, fonts))
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const source = pdf.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length
    const end = source.indexOf('endobj', start)
    const data = /stream\r?\n/.exec(source.slice(start, end))
    const dictionary = source.slice(start, data === null ? end : start + data.index)
    const from = start + (data === null ? 0 : data.index + data[0].length)
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
    const bytes = pdf.subarray(from, from + length)
    const content = data === null ? '' : dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes
    objects.set(match[1] ?? '', { dictionary, content: content.toString('latin1') })
  }
  return objects
}

/** Letters by glyph, both as hexadecimal digits in the file. */
function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, list = ''] of map.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, glyph = '', text = ''] of list.matchAll(/<(\w+)> <(\w+)>/g)) letters.set(glyph, utf16(text))
  }
  for (const [, list = ''] of map.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
    for (const [, first = '', last = '', text = ''] of list.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const start = Number.parseInt(first, 16)
      for (let glyph = start; glyph <= Number.parseInt(last, 16); glyph++) {
        const unit = (Number.parseInt(text, 16) + glyph - start).toString(16).padStart(text.length, '0')
        letters.set(glyph.toString(16).toUpperCase().padStart(first.length, '0'), utf16(unit))
      }
    }
  }
  return letters
}

function utf16(digits: string): string {
  return Buffer.from(digits, 'hex').swap16().toString('utf16le')
}

function shownText(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let letters: ReadonlyMap<string, string> = new Map()
  let text = ''
  for (const [, font, glyphs] of content.matchAll(/\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map()
    for (const glyph of glyphs?.match(/.{4}/g) ?? []) text += letters.get(glyph.toUpperCase()) ?? '\ufffd'
  }
  return text.replace(/\s+/g, '')
}
