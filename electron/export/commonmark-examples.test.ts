import { tests } from 'commonmark-spec'
import { describe, expect, test } from 'vitest'
import { type Preset, PRESETS } from '#shared/export-options.ts'
import { articleOf, noteOfArticle, OPTIONS } from './export-fixtures.ts'
import { articleTextOf } from './exported-article.ts'
import { readBack, renderAlone } from './read-back-fixtures.ts'

/** Example 173 leaves an HTML block open to the end of the file: in its place it has to be closed. */
const CLOSED: Readonly<Record<number, string>> = { 173: '</style>\n' }
const EXAMPLES = tests.map(({ markdown, html, number }) => ({
  number,
  markdown: markdown.replaceAll('\u2192', '\t'),
  html: html.replaceAll('\u2192', '\t'),
}))

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

test('there are 652', () => expect(EXAMPLES).toHaveLength(652))

test('each example as a note comes back through an independent parser as it is alone, and nothing else changes', () => {
  for (const { number, markdown } of EXAMPLES) {
    const notes = [
      { id: 'a', quote: 'Satu.', note: markdown },
      { id: 'b', quote: 'Dua.', note: 'ujung' },
    ]
    const page = [
      { id: 'p', note: markdown },
      { id: 'q', note: markdown },
    ]
    const read = readBack(noteOfArticle(articleOf('<p>Satu.</p><p>Dua.</p>', [...notes, ...page])))
    const alone = renderAlone(markdown) + (CLOSED[number] ?? '')
    expect([number, read.highlights.get('hl-a')]).toMatchObject([number, { quote: 'Satu.', note: alone }])
    expect([number, read.highlights.get('hl-b')]).toMatchObject([number, { quote: 'Dua.', note: '<p>ujung</p>\n' }])
    // The first page note stands right behind the links of the article.
    expect([number, read.pageNotes.get('note-p')?.endsWith(`</p>\n${alone}`)]).toEqual([number, true])
    expect([number, read.pageNotes.get('note-q')]).toEqual([number, alone])
  }
})

test.each<[string, (example: { markdown: string; html: string }) => string]>([
  ['the page it makes', ({ html }) => html],
  ['its source as a paragraph', ({ markdown }) => `<p>${escaped(markdown)}</p>`],
  ['its source as code', ({ markdown }) => `<pre>${escaped(markdown)}</pre>`],
  ['its source as lines', ({ markdown }) => `<p>${escaped(markdown).replaceAll('\n', '<br>')}</p>`],
  ['its source as paragraphs', ({ markdown }) => `<p>${escaped(markdown).replaceAll('\n', '</p><p>')}</p>`],
])('each example as a passage comes back as it was: %s', (_kind, content) => {
  for (const example of EXAMPLES) {
    const html = content(example)
    const text = articleTextOf(html)
    if (text.trim() === '') continue
    const read = readBack(noteOfArticle(articleOf(html, [{ id: 'a', quote: text }])))
    expect([example.number, read.highlights.get('hl-a')?.quote]).toEqual([example.number, text.trim()])
  }
})

/** Where in the rendered file the last passage begins, and all that follows. */
function endOf(note: string, quote: string, preset: Preset): string {
  const html = `<pre>${escaped(quote)}</pre><p>Ujung berkas.</p>`
  const annotations = [
    { id: 'a', quote: articleTextOf(`<pre>${escaped(quote)}</pre>`), note },
    { id: 'z', quote: 'Ujung berkas.', note: 'akhir' },
  ]
  const options = { ...OPTIONS, note: { ...OPTIONS.note, preset } }
  const rendered = renderAlone(noteOfArticle(articleOf(html, annotations), options))
  return rendered.slice(rendered.lastIndexOf('Ujung berkas.'))
}

describe.each(PRESETS.filter((preset) => preset !== 'custom'))('in %s', (preset) => {
  test('each example as a passage and as a note leaves the end of the file as it was', () => {
    const plain = endOf('catatan', 'kutipan', preset)
    for (const { number, markdown } of EXAMPLES.filter(({ markdown: source }) => source.trim() !== '')) {
      expect([number, endOf(markdown, markdown, preset)]).toEqual([number, plain])
    }
  })
})
