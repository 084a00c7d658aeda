import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { HighlightColour } from '#shared/annotation.ts'
import { renderNote } from './article-markdown.ts'
import { articleOf, OPTIONS } from './export-fixtures.ts'
import { splitFrontMatter } from './merge-front-matter.ts'
import { mergeNote, type RenderedNote } from './merge-note.ts'
import { withTabs } from './merge-tokens.ts'
import { noteView } from './note-view.ts'
import type { Preset } from '#shared/export-options.ts'

const SENTENCES = [
  'Harga cabai naik sejak pekan lalu.',
  'Pedagang mengeluh karena pembeli berkurang.',
  'Pemerintah berjanji menambah pasokan.',
  'Petani menunda panen sampai hujan reda.',
  'Jalan menuju pasar rusak sejak musim hujan.',
  'Warga menanam cabai di halaman rumah.',
]
const HTML = `<h2>Harga</h2><p>${SENTENCES.slice(0, 3).join(' ')}</p><h2>Warga</h2><p>${SENTENCES.slice(3).join(' ')}</p>`

interface Mark {
  id: string
  sentence: number
  note: string
  tags: string[]
  colour: HighlightColour
}

const FIRST: Mark[] = [
  { id: 'a', sentence: 0, note: 'Catatan a.', tags: ['satu'], colour: 'yellow' },
  { id: 'b', sentence: 1, note: 'Catatan b\n\ndua paragraf.', tags: [], colour: 'green' },
  { id: 'c', sentence: 3, note: '', tags: [], colour: 'blue' },
  { id: 'd', sentence: 5, note: '- butir satu\n- butir dua', tags: ['dua'], colour: 'pink' },
]

function rendered(marks: readonly Mark[], preset: Preset = 'simak', page = 'Catatan artikel.'): RenderedNote {
  const facts = marks.map(({ sentence, ...rest }) => ({ ...rest, quote: SENTENCES[sentence] ?? '' }))
  const article = articleOf(HTML, [...facts, { id: 'page', note: page }], { title: 'Cabai', byline: ['Siti'] })
  const options = { ...OPTIONS, note: { ...OPTIONS.note, preset } }
  const note = renderNote(noteView(article, options), options)
  if (!note.ok) throw new Error(note.failure.message)
  return note.value
}

const base = rendered(FIRST)

function merge(file: string, marks: readonly Mark[], last: RenderedNote | null = base) {
  return mergeNote(last, file, rendered(marks), OPTIONS.words)
}

function changed(id: string, change: Partial<Mark>): Mark[] {
  return FIRST.map((mark) => (mark.id === id ? { ...mark, ...change } : mark))
}

describe('an exported file that was edited by hand', () => {
  test('without any change is the very same', () => {
    expect(merge(base.markdown, FIRST)).toEqual({ markdown: base.markdown, conflicts: [], kept: [], edits: [] })
  })

  test('what only Simak changed is what Simak would export', () => {
    const marks = [
      ...changed('a', { note: 'Baru.', colour: 'purple', tags: ['tiga'] }).filter(({ id }) => id !== 'd'),
      { id: 'e', sentence: 2, note: 'Sisipan', tags: [], colour: 'yellow' as const },
    ]
    expect(merge(base.markdown, marks).markdown).toBe(rendered(marks).markdown)
  })

  test('keeps paragraphs written anywhere, and takes new highlights, notes and colours in', () => {
    const file = base.markdown
      .replace('# Cabai\n', '# Cabai\n\nPengantar saya.\n')
      .replace('^hl-a\n', '^hl-a\n\nPikiran saya di bawah a.\n')
      .replace('## Highlights', 'Sebelum sorotan.\n\n## Highlights')
    const marks = [
      ...changed('a', { note: 'Catatan a, baru.' }),
      { id: 'e', sentence: 2, note: '', tags: [], colour: 'yellow' as const },
    ]
    const { markdown, conflicts } = merge(`${file}\nPenutup saya.\n`, marks)
    for (const own of ['Pengantar saya.', 'Pikiran saya di bawah a.', 'Sebelum sorotan.', 'Penutup saya.']) {
      expect(markdown).toContain(`\n${own}\n`)
    }
    expect(markdown).toContain('Catatan a, baru.')
    expect(markdown).not.toContain('Catatan a.\n')
    expect(markdown.indexOf('^hl-e')).toBeGreaterThan(markdown.indexOf('^hl-b'))
    expect(markdown.indexOf('^hl-e')).toBeLessThan(markdown.indexOf('^hl-c'))
    expect(conflicts).toEqual([])
  })

  test('a highlight deleted in Simak goes, and stays with a mark where something was written in it', () => {
    const file = base.markdown.replace('^hl-b\n', '^hl-b\n\nPikiran saya.\n')
    const { markdown, kept } = merge(
      file,
      FIRST.filter(({ id }) => id !== 'a' && id !== 'b'),
    )
    expect(markdown).not.toContain('^hl-a')
    expect(markdown).toContain('^hl-b\n\nPikiran saya.')
    expect(markdown).toContain('<!-- simak:deleted hl-b -->')
    expect(kept).toEqual(['hl-b'])
    const again = mergeNote(rendered(FIRST.slice(2)), markdown, rendered(FIRST.slice(2)), OPTIONS.words)
    expect(again.markdown).toBe(markdown)
  })

  test('a note changed on both sides becomes a conflict with both texts, once', () => {
    const file = base.markdown.replace('dua paragraf.', 'dua paragraf, oleh saya.')
    const marks = changed('b', { note: 'Dari Simak.' })
    const first = merge(file, marks)
    expect(first.conflicts).toEqual(['hl-b'])
    expect(first.edits).toEqual([{ id: 'hl-b', text: 'Catatan b\n\ndua paragraf, oleh saya.', conflict: true }])
    expect(first.markdown).toContain('dua paragraf, oleh saya.')
    expect(first.markdown).toContain('Dari Simak.')
    const later = changed('b', { note: 'Dari Simak, lagi.' })
    const second = mergeNote(rendered(marks), first.markdown, rendered(later), OPTIONS.words)
    expect(second.markdown.match(/simak:conflict hl-b/g)).toHaveLength(1)
    expect(second.markdown).toContain('Dari Simak, lagi.')
    expect(second.markdown).not.toContain('Dari Simak.\n')
    const taken = changed('b', { note: 'Catatan b\n\ndua paragraf, oleh saya.' })
    const settled = mergeNote(rendered(later), second.markdown, rendered(taken), OPTIONS.words)
    expect(settled.markdown).toBe(rendered(taken).markdown)
  })

  test('a note changed in the file alone stays as it is there, and can be taken back', () => {
    const file = base.markdown.replace('Catatan a.', 'Catatan a, diperbaiki.')
    const { markdown, conflicts, edits } = merge(file, FIRST)
    expect(markdown).toBe(file)
    expect(conflicts).toEqual([])
    expect(edits).toEqual([{ id: 'hl-a', text: 'Catatan a, diperbaiki.', conflict: false }])
  })

  test('what is taken back is the note alone, also where more around it was changed', () => {
    const { edits } = merge(
      base.markdown.replace('- butir satu\n', '- butir baru\n').replace(/\n\n(\^hl-d)/, '\n$1'),
      FIRST,
    )
    expect(edits).toEqual([{ id: 'hl-d', text: '- butir baru\n- butir dua', conflict: false }])
    const wrapped = base.markdown.replace(
      /> Pedagang[\s\S]*\^hl-b/,
      (section) => `> [!note]\n${section.replace(/^/gm, '> ')}`,
    )
    expect(merge(wrapped, FIRST)).toMatchObject({ markdown: wrapped, edits: [] })
  })

  test('a highlight that the person moved stays where it is and is kept up to date there', () => {
    const { head, body } = splitFrontMatter(base.markdown)
    const start = body.indexOf('> Harga cabai')
    const end = body.indexOf('^hl-a\n') + 6
    const file = `${head}${body.slice(0, start)}${body.slice(end + 1)}\n${body.slice(start, end)}`
    const { markdown } = merge(file, changed('a', { note: 'Catatan a, baru.' }))
    expect(markdown.indexOf('^hl-a')).toBeGreaterThan(markdown.indexOf('^hl-d'))
    expect(markdown.match(/\^hl-a/g)).toHaveLength(1)
    expect(markdown).toContain('Catatan a, baru.')
  })

  test('what the person took out stays out', () => {
    const file = base.markdown.replace(/> Petani[\s\S]*?\^hl-c\n\n/, '')
    const { markdown } = merge(file, changed('c', { colour: 'pink' }))
    expect(markdown).not.toContain('hl-c')
  })

  test('Windows line ends stay, and a file without a line end at its end is no change', () => {
    const windows = base.markdown.replace(/\n/g, '\r\n')
    expect(merge(windows, FIRST).markdown).toBe(windows)
    const { markdown } = merge(windows, changed('a', { note: 'Baru.' }))
    expect(markdown).not.toMatch(/(?<!\r)\n/)
    expect(merge(base.markdown.trimEnd(), FIRST).markdown).toBe(base.markdown.trimEnd())
  })

  test('without the last export nothing is lost, and nothing stands twice that is the same', () => {
    const file = base.markdown.replace('^hl-a\n', '^hl-a\n\nPikiran saya.\n')
    const { markdown } = merge(file, changed('c', { colour: 'pink' }), null)
    expect(markdown).toContain('Pikiran saya.')
    expect(markdown.match(/\^hl-c/g)).toHaveLength(1)
    expect(markdown.match(/article\/[a-z]+\/c\)/g)).toHaveLength(1)
    expect(markdown).toContain('Pink')
  })
})

describe('an outline that was edited by hand', () => {
  const outline = rendered(FIRST, 'logseq')
  const mergeOutline = (file: string, marks: readonly Mark[]) =>
    mergeNote(outline, file, rendered(marks, 'logseq'), OPTIONS.words)
  const plain = (marks: readonly Mark[]): string => rendered(marks, 'logseq').markdown

  test('takes only what changed in Simak in, bullet by bullet', () => {
    const mine = (text: string): string =>
      text
        .replace('    - Catatan a', '    - Tanya saya\n    - Catatan a')
        .replace('> Pedagang mengeluh', '> Pedagang *sungguh* mengeluh')
        .replace('simak-id:: hl-d\n', 'simak-id:: hl-d\n    collapsed:: true\n')
    const marks = changed('a', { note: 'Catatan a, baru.', colour: 'purple' })
    const { markdown, conflicts } = mergeOutline(mine(outline.markdown), marks)
    expect(markdown).toBe(mine(plain(marks)))
    expect(conflicts).toEqual([])
  })

  test('a note changed on both sides becomes a conflict of bullets, and can be taken back', () => {
    const file = outline.markdown.replace('- Catatan a.', '- Catatan saya.')
    const { markdown, conflicts, edits } = mergeOutline(file, changed('a', { note: 'Catatan a, baru.' }))
    expect(conflicts).toEqual(['hl-a'])
    expect(edits).toEqual([{ id: 'hl-a', text: 'Catatan saya.', conflict: true }])
    const lines = markdown.slice(markdown.indexOf('simak-id:: hl-a')).split('\n').slice(1, 9)
    expect(lines.every((line) => line.startsWith('    - '))).toBe(true)
    const kept = mergeOutline(outline.markdown.replace('dua paragraf.', 'tiga paragraf.'), FIRST)
    expect(kept.edits).toEqual([{ id: 'hl-b', text: 'Catatan b\n\ntiga paragraf.', conflict: false }])
  })

  test('a deleted highlight goes, and stays with a mark that is a bullet where something was written in it', () => {
    const without = FIRST.filter(({ id }) => id !== 'c')
    expect(mergeOutline(outline.markdown, without).markdown).toBe(plain(without))
    const file = outline.markdown.replace('simak-id:: hl-c\n', 'simak-id:: hl-c\n    - Kata saya\n')
    const { markdown, kept } = mergeOutline(file, without)
    expect(kept).toEqual(['hl-c'])
    expect(markdown).toMatch(/\n {2}- <!-- simak:deleted hl-c -->\n {4}\*.*\*\n(?: {2}- ### Warga\n)? {2}- > Petani/)
    expect(markdown).toContain('\n    - Kata saya\n')
  })

  test('tabs, as Logseq writes them, stay tabs', () => {
    const { head, body } = splitFrontMatter(outline.markdown)
    const file = head + withTabs(body)
    expect(file).toContain('\n\t- > Harga')
    expect(file).toContain('\n\t  simak-id:: hl-a\n\t\t- Catatan a.')
    expect(mergeOutline(file, FIRST).markdown).toBe(file)
    const marks = changed('a', { note: 'Catatan a, baru.', colour: 'purple' })
    const next = splitFrontMatter(plain(marks))
    expect(mergeOutline(file, marks).markdown).toBe(next.head + withTabs(next.body))
  })
})

describe('the names of highlights', () => {
  test('above a note, what is written below one is not part of the next', () => {
    const named = rendered(FIRST, 'obsidian')
    const file = named.markdown.replace('Green · ', 'Green · checked · ')
    const without = FIRST.filter(({ id }) => id !== 'c')
    const { markdown, kept } = mergeNote(named, file, rendered(without, 'obsidian'), OPTIONS.words)
    expect(kept).toEqual([])
    expect(markdown).toContain('Green · checked · ')
    expect(markdown).not.toContain('hl-c')
  })

  test('in list items, their notes can be taken back', () => {
    const listed = rendered(FIRST, 'readwise')
    const file = listed.markdown.replace('dua paragraf.', 'tiga paragraf.')
    const { edits } = mergeNote(listed, file, listed, OPTIONS.words)
    expect(edits).toEqual([{ id: 'hl-b', text: 'Catatan b\n\ntiga paragraf.', conflict: false }])
  })
})

describe('front matter', () => {
  const file = base.markdown
    .replace('---\n', '---\naliases: [ "Cabai" ,  Lombok ]   # punya saya\n')
    .replace('title: Cabai', 'title: Cabai   # judul saya')
    .replace('\nstatus:', '\nrating:   5\n# ulasan\nstatus:')

  test('keys that are not ours keep every byte', () => {
    const { markdown } = merge(file, changed('a', { tags: ['satu', 'baru'] }))
    const { head } = splitFrontMatter(markdown)
    expect(head).toContain('aliases: [ "Cabai" ,  Lombok ]   # punya saya\n')
    expect(head).toContain('rating:   5\n# ulasan\n')
    expect(head).toContain('title: Cabai   # judul saya\n')
    expect(parse(head.replace(/---\n/g, ''))).toMatchObject({ tags: ['satu', 'baru', 'dua'] })
  })

  test('tags added and removed on either side count', () => {
    const edited = base.markdown.replace(/tags:\n(?: {2}- .*\n)+/, 'tags: [dua, punyaku]\n')
    const { markdown } = merge(edited, changed('a', { tags: ['satu', 'baru'] }))
    expect(parse(splitFrontMatter(markdown).head.replace(/---\n/g, ''))).toMatchObject({
      tags: ['dua', 'punyaku', 'baru'],
    })
  })
})

type Edit =
  | { kind: 'insert'; at: number }
  | { kind: 'append'; at: number }
  | { kind: 'delete'; at: number }
  | { kind: 'move'; at: number; to: number }
  | { kind: 'property' }

const place = fc.nat({ max: 60 })
const editsByHand = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('insert' as const), at: place }),
    fc.record({ kind: fc.constant('append' as const), at: place }),
    fc.record({ kind: fc.constant('delete' as const), at: place }),
    fc.record({ kind: fc.constant('move' as const), at: place, to: place }),
    fc.record({ kind: fc.constant('property' as const) }),
  ),
  { maxLength: 6 },
)

/** What a person does with a file; every word of theirs is unique. */
function byHand(file: string, edits: readonly Edit[], mine: string[]): string {
  let { head, body } = splitFrontMatter(file)
  for (const edit of edits) {
    const word = `kataku${mine.length}x`
    const blocks = body.split(/\n\n+/)
    const at = 'at' in edit ? edit.at % blocks.length : 0
    switch (edit.kind) {
      case 'insert':
        blocks.splice(at, 0, `${word} ditulis di sini.`)
        mine.push(word)
        break
      case 'append':
        blocks[at] = `${blocks[at] ?? ''} ${word}`
        mine.push(word)
        break
      case 'delete':
        if (!/kataku/.test(blocks[at] ?? '')) blocks.splice(at, 1)
        break
      case 'move':
        blocks.splice(edit.to % blocks.length, 0, ...blocks.splice(at, 1))
        break
      case 'property':
        head = head.replace('---\n', `---\n${word}: ${word}\n`)
        mine.push(word)
    }
    body = blocks.join('\n\n')
  }
  return head + body
}

const editsInSimak = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    sentence: fc.nat({ max: 5 }),
    note: fc.constantFrom('', 'Baru satu.', 'Baru\n\ndua', '> kutip', '```\nkode'),
    colour: fc.constantFrom<HighlightColour>('yellow', 'green', 'purple'),
    gone: fc.boolean(),
  }),
  { maxLength: 5 },
)

function inSimak(
  marks: readonly Mark[],
  edits: readonly { id: string; sentence: number; note: string; colour: HighlightColour; gone: boolean }[],
): Mark[] {
  const byId = new Map(marks.map((mark) => [mark.id, mark]))
  for (const { gone, ...edit } of edits) {
    if (gone) byId.delete(edit.id)
    else byId.set(edit.id, { tags: [], ...byId.get(edit.id), ...edit })
  }
  return [...byId.values()]
}

describe('for any edits on both sides', () => {
  test.each<Preset>(['simak', 'obsidian', 'commonmark', 'logseq', 'readwise'])(
    'nothing a person wrote disappears, over three exports (%s)',
    (preset) => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(editsByHand, editsInSimak), { minLength: 3, maxLength: 3 }),
          fc.boolean(),
          (rounds, forget) => {
            let marks = FIRST
            let last = rendered(marks, preset)
            let file = last.markdown
            const mine: string[] = []
            for (const [hand, simak] of rounds) {
              file = byHand(file, hand, mine)
              marks = inSimak(marks, simak)
              const next = rendered(marks, preset)
              const merged = mergeNote(forget ? null : last, file, next, OPTIONS.words)
              for (const word of mine) expect(merged.markdown).toContain(word)
              const again = mergeNote(next, merged.markdown, next, OPTIONS.words)
              expect(again.markdown).toBe(merged.markdown)
              file = merged.markdown
              last = next
            }
          },
        ),
        { numRuns: preset === 'simak' ? 500 : 120 },
      )
    },
  )

  test('without a hand in it, the file is what Simak exports', () => {
    fc.assert(
      fc.property(fc.array(editsInSimak, { minLength: 1, maxLength: 3 }), (rounds) => {
        let marks = FIRST
        let last = base
        let file = base.markdown
        for (const simak of rounds) {
          marks = inSimak(marks, simak)
          const next = rendered(marks)
          file = mergeNote(last, file, next, OPTIONS.words).markdown
          last = next
          expect(file).toBe(next.markdown)
        }
      }),
      { numRuns: 300 },
    )
  })
})
