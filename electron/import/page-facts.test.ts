import { describe, expect, test } from 'vitest'
import type { ImportFacts } from '#shared/article.ts'
import { clipboardSource } from './clipboard.ts'
import { importBytes } from './import-file.ts'

const P1 = 'Warga lembah membangun jembatan bambu di atas sungai yang meluap setiap musim hujan, dalam dua minggu saja.'
const P2 =
  'Kepala desa mengatakan bahwa jembatan itu akan dipakai anak sekolah dan petani yang pergi ke pasar setiap hari.'

async function factsOf(html: string): Promise<ImportFacts> {
  const result = await importBytes('page.html', new TextEncoder().encode(html))
  if (!result.ok) throw new Error(result.failure.code)
  return result.value.facts
}

function page(above: string, below = '', head = ''): string {
  return `<html><head><title>Warga Bangun Jembatan</title>${head}</head><body><div><h1>Warga Bangun Jembatan</h1>${above}<div><p>${P1}</p><p>${P2}</p><p>${P1} Begitulah.</p></div>${below}</div></body></html>`
}

describe('people of a page', () => {
  test.each<[string, string, string, string[], string[]]>([
    ['a label and a name', '<div>Penulis: Sari Wulandari</div>', '', ['Sari Wulandari'], []],
    ['a label above the name', '<div>Penulis</div><div>: Sari Wulandari</div>', '', ['Sari Wulandari'], []],
    [
      'a writer above and an editor below',
      '<p>Oleh Sari Wulandari</p>',
      '<p>Editor: Budi Hartono</p>',
      ['Sari Wulandari'],
      ['Budi Hartono'],
    ],
    ['a reporter below', '', '<div>Pewarta: Sari Wulandari</div>', ['Sari Wulandari'], []],
    ['a byline with a date behind it', '<div>By Sari Wulandari | 5 May 2023</div>', '', ['Sari Wulandari'], []],
    ['a name that begins like a month', '<div>By Sari Mayor Novak</div>', '', ['Sari Mayor Novak'], []],
    [
      'two people in one line',
      '<div>Penulis Sari Wulandari | Editor Budi Hartono</div>',
      '',
      ['Sari Wulandari'],
      ['Budi Hartono'],
    ],
    ['a date in English', '<div>By Sari Wulandari Nov. 5, 2023</div>', '', ['Sari Wulandari'], []],
    ['an outlet is no person', '<div>Oleh: Redaksi</div>', '', [], []],
  ])('%s', async (_, above, below, byline, editors) => {
    const facts = await factsOf(page(above, below))
    expect(facts.metadata.byline).toEqual(byline)
    expect(facts.more?.editors).toEqual(editors)
  })

  test('what the page says of its people outweighs a link to somebody', async () => {
    const facts = await factsOf(page('<p>Oleh Sari Wulandari</p>', '<a rel="author" href="/b">Budi Hartono</a>'))
    expect(facts.metadata.byline).toEqual(['Sari Wulandari'])
    expect(facts.evidence?.byline?.source).toBe('visible')
  })
})

test.each([
  ['behind the title in the window’s title', '', 'Kabar Lembah'],
  ['nothing that the address does not know', '<link rel="canonical" href="https://koran.example/a">', 'koran.example'],
])('its outlet is %s', async (_, head, site) => {
  const titled = page('', '', head).replace('</title>', ' | Kabar Lembah</title>')
  expect((await factsOf(titled)).metadata.site).toBe(site)
})

describe('dates of a page', () => {
  const stated =
    '<meta property="article:published_time" content="2023-05-06"><meta property="article:modified_time" content="2023-05-07T10:00:00+07:00">'

  test('two that agree are sure, and the visible one adds the hour', async () => {
    const facts = await factsOf(page('<div>Sabtu, 6 Mei 2023 | 17:05 WIB</div>', '', stated))
    expect(facts.metadata.published).toBe('2023-05-06T17:05+07:00')
    expect(facts.evidence?.published).toEqual({ source: 'meta', confidence: 0.98 })
    expect(facts.more?.modified).toBe('2023-05-07T10:00+07:00')
  })

  test('the day that a caption names is not the day the page came out', async () => {
    const above =
      '<div>Rabu, 6 Mei 2020 10:15 WIB</div><figure><figcaption>Pasar Lembah, Selasa (5/5/2020).</figcaption></figure>'
    expect((await factsOf(page(above, ''))).metadata.published).toBe('2020-05-06T10:15+07:00')
  })

  test('when a page was changed is not when it came out, in whatever order it says so', async () => {
    const changed = 'Diperbarui: 7 Mei 2023, 08:00 WIB'
    for (const lines of [`${changed} - Diterbitkan: 6 Mei 2023`, `Diterbitkan: 6 Mei 2023</div><div>${changed}`]) {
      const facts = await factsOf(page(`<div>${lines}</div>`, ''))
      expect(facts.metadata.published).toBe('2023-05-06')
      expect(facts.more?.modified).toBe('2023-05-07T08:00+07:00')
    }
    expect((await factsOf(page(`<div>${changed}</div>`, ''))).metadata.published).toBeNull()
  })

  test('the address is the last to ask', async () => {
    const link = '<link rel="canonical" href="https://kabar.example/read/2023/05/06/123/jembatan">'
    const facts = await factsOf(page('', '', link))
    expect(facts.metadata.published).toBe('2023-05-06')
    expect(facts.evidence?.published?.source).toBe('address')
  })
})

describe('the clipboard', () => {
  const textOf = async (copied: { html: string; text: string }): Promise<string | null> => {
    const source = clipboardSource(copied)
    const bytes = await source?.read()
    return bytes?.ok === true ? `${source?.name}: ${new TextDecoder().decode(bytes.value)}` : null
  }

  test('rich text with structure goes before plain text, with the address Windows gives', async () => {
    const html = `Version:0.9\r\nSourceURL:https://kabar.example/a\r\n<html><body><!--StartFragment--><h1>Judul</h1><p>${P1}</p><!--EndFragment--></body></html>`
    expect(await textOf({ html, text: `Judul\n${P1}` })).toBe(
      `clipboard.html: <!doctype html><html><head><meta charset="utf-8"><link rel="canonical" href="https://kabar.example/a"></head><body><h1>Judul</h1><p>${P1}</p></body></html>`,
    )
  })

  test.each([
    ['colours only', { html: `<div><span style="color:red">${P1}</span></div>`, text: P1 }, `clipboard.txt: ${P1}`],
    ['less than the plain text', { html: '<p>x</p>', text: P1 }, `clipboard.txt: ${P1}`],
    ['nothing', { html: '', text: ' \n' }, null],
  ])('%s', async (_, copied, expected) => {
    expect(await textOf(copied)).toBe(expected)
  })
})
