import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HighlightColour } from '#shared/annotation.ts'
import type { FullText, HighlightLayout, Preset } from '#shared/export-options.ts'
import { renderNote } from './article-markdown.ts'
import { articleOf, OPTIONS } from './export-fixtures.ts'
import { splitFrontMatter } from './merge-front-matter.ts'
import { mergeNote, type RenderedNote } from './merge-note.ts'
import { noteView } from './note-view.ts'

/** What editors, synchronisers and people in a hurry do to a file: all of it, on both sides, over several exports. */

const SENTENCES = ['Harga cabai naik.', 'Pedagang mengeluh.', 'Pemerintah berjanji.', 'Petani menunda panen.']
const HTML = `<h2>Harga</h2><p>${SENTENCES.slice(0, 2).join(' ')}</p><h2>Warga</h2><p>${SENTENCES.slice(2).join(' ')}</p>`

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
  { id: 'c', sentence: 3, note: '- butir satu\n- butir dua', tags: ['dua'], colour: 'pink' },
]

type Form = Partial<{ preset: Preset; layout: HighlightLayout; fullText: FullText }>

function rendered(marks: readonly Mark[], form: Form = {}): RenderedNote {
  const facts = marks.map(({ sentence, ...rest }) => ({ ...rest, quote: SENTENCES[sentence] ?? '' }))
  const article = articleOf(HTML, [...facts, { id: 'page', note: 'Catatan artikel.' }], { title: 'Cabai' })
  const options = { ...OPTIONS, note: { ...OPTIONS.note, ...form } }
  const note = renderNote(noteView(article, options), options)
  if (!note.ok) throw new Error(note.failure.message)
  return note.value
}

interface Edit {
  at: number
  to: number
  word: string
}

const isMine = (text: string | undefined): boolean => /[km]ataku/.test(text ?? '')

function spliced(parts: string[], at: number, glue: string, change: (parts: string[], i: number) => void): string {
  change(parts, at % Math.max(1, parts.length))
  return parts.join(glue)
}

const blocksOf = (body: string): string[] => body.split(/\n\n+/)
const LINES = ['', '> ', '- ', '    ', '# ', '```\n', '<!-- simak:conflict ', '[^1]: ', 'key:: ']

/** Each puts `word` in, or moves about what is there; none takes a person's word out. */
const BODY_EDITS: ((body: string, edit: Edit) => string)[] = [
  (body, edit) => spliced(blocksOf(body), edit.at, '\n\n', (parts, i) => parts.splice(i, 0, `${edit.word} di sini.`)),
  (body, edit) =>
    spliced(body.split('\n'), edit.at, '\n', (parts, i) => {
      parts.splice(i, 0, `${LINES[edit.to % LINES.length] ?? ''}${edit.word}`)
    }),
  (body, edit) => spliced(body.split(' '), edit.at, ' ', (parts, i) => parts.splice(i, 0, edit.word)),
  (body, { at, word }) => {
    const place = (at * 7) % (body.length + 1)
    return body.slice(0, place) + word + body.slice(place)
  },
  (body, edit) =>
    spliced(blocksOf(body), edit.at, '\n\n', (parts, i) => {
      if (!isMine(parts[i])) parts.splice(i, 1)
    }),
  (body, edit) =>
    spliced(body.split('\n'), edit.at, '\n', (parts, i) => {
      if (!isMine(parts[i])) parts.splice(i, 1)
    }),
  (body, edit) =>
    spliced(blocksOf(body), edit.at, '\n\n', (parts, i) => {
      const section = parts.slice(i, i + 4)
      parts.splice(edit.to % (parts.length + 1), 0, ...section)
    }),
  (body, edit) =>
    spliced(blocksOf(body), edit.at, '\n\n', (parts, i) => {
      const section = parts.splice(i, 4)
      parts.splice(edit.to % (parts.length + 1), 0, ...section)
    }),
  (body, edit) =>
    spliced(blocksOf(body), edit.at, '\n\n', (parts, i) => parts.splice(i, 2, parts.slice(i, i + 2).join('\n'))),
  (body, edit) =>
    spliced(body.split(' '), edit.at, ' ', (parts, i) => parts.splice(i, 2, parts.slice(i, i + 2).join('\n\n'))),
  (body) => body.trimEnd(),
  (body) => body.replace(/\r?\n/g, '\r\n'),
  (body, { at }) => body.replace(/\r?\n/g, (_end, place: number) => ((place + at) % 2 === 0 ? '\n' : '\r\n')),
  (body, { at }) => body.replace(/\n/g, (_end, place: number) => ((place + at) % 3 === 0 ? '  \n' : '\n')),
  (body) => body.normalize('NFD'),
]

const HEAD_EDITS: ((head: string, word: string) => string)[] = [
  (head, word) => head.replace('---\n', `---\n${word}: ${word}\n`),
  (head, word) => head.replace('\nstatus:', `\n# ${word}\nstatus:`),
  (head, word) => head.replace(/\ntags:\n/, `\ntags:\n  - ${word}\n`),
  (head, word) => head.replace(/\ntags:[^]*?\nstatus/, `\ntags: [${word}, satu]  # ${word}\nstatus`),
  (head, word) => head.replace(/\nstatus: .*/, `\nstatus: |\n  ${word}\n  dua`),
  (head, word) => head.replace(/\nhighlights: .*/, `$& # ${word}`),
  (head, word) => head.replace(/---\s*$/, `- ${word}\n---\n`),
  (head, word) => head.replace(/---\s*$/, `rusak: [ ${word}\n---\n`),
  (head) => (head.startsWith('\ufeff') ? head : `\ufeff${head}`),
]

const edit = fc.record({
  kind: fc.nat({ max: BODY_EDITS.length + 2 }),
  at: fc.nat({ max: 400 }),
  to: fc.nat({ max: 60 }),
})

function byHand(file: string, edits: readonly { kind: number; at: number; to: number }[], mine: string[]): string {
  return edits.reduce((text, { kind, at, to }) => {
    const word = at % 4 === 0 ? `\u2604mataku${mine.length}\u2603` : `kataku${mine.length}x`
    mine.push(word)
    const { head, body } = splitFrontMatter(text)
    const bodyEdit = BODY_EDITS[kind]
    if (bodyEdit !== undefined) return head + bodyEdit(body, { at, to, word })
    return (HEAD_EDITS[at % HEAD_EDITS.length] ?? ((same: string) => same))(head, word) + body
  }, file)
}

const inSimak = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'e'),
  sentence: fc.nat({ max: 3 }),
  note: fc.constantFrom('', 'Baru satu.', 'Baru\n\ndua', '> kutip', '```\nkode'),
  colour: fc.constantFrom<HighlightColour>('yellow', 'green', 'purple'),
  gone: fc.boolean(),
})

const FORMS: Form[] = [
  {},
  { layout: 'callouts', fullText: 'equals' },
  { layout: 'footnotes', fullText: 'mark' },
  { preset: 'obsidian' },
  { preset: 'commonmark' },
  { preset: 'logseq' },
  { preset: 'readwise' },
]

test('nothing a person wrote disappears, whatever was done to the file and to the article', () => {
  const round = fc.record({
    hand: fc.array(edit, { maxLength: 4 }),
    simak: fc.array(inSimak, { maxLength: 2 }),
    forgets: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.constantFrom(...FORMS), fc.array(round, { minLength: 2, maxLength: 3 }), (form, rounds) => {
      const marks = new Map(FIRST.map((mark) => [mark.id, mark]))
      let last = rendered(FIRST, form)
      let file = last.markdown
      const written: string[] = []
      for (const { hand, simak, forgets } of rounds) {
        file = byHand(file, hand, written)
        // An edit may have cut a word in two.
        const mine = written.filter((word) => file.includes(word))
        for (const { gone, ...mark } of simak) {
          if (gone) marks.delete(mark.id)
          else marks.set(mark.id, { tags: [], ...marks.get(mark.id), ...mark })
        }
        const next = rendered([...marks.values()], form)
        const merged = mergeNote(forgets ? null : last, file, next, OPTIONS.words).markdown
        for (const word of mine) expect(merged).toContain(word)
        expect(mergeNote(next, merged, next, OPTIONS.words).markdown).toBe(merged)
        file = merged
        last = next
      }
    }),
    { numRuns: 400 },
  )
})

describe('found by it', () => {
  const base = rendered(FIRST)
  const without = (id: string): Mark[] => FIRST.filter((mark) => mark.id !== id)

  test('a word in the line of labels stays where the last export is not known', () => {
    const file = base.markdown.replace('Yellow ·', 'Yellow penting! ·')
    const merged = mergeNote(null, file, rendered(FIRST.map((mark) => ({ ...mark, colour: 'blue' }))), OPTIONS.words)
    expect(merged.markdown).toContain('penting!')
    expect(merged.markdown.match(/Green/g)).toBeNull()
  })

  test('a sentence of Simak’s that was changed by hand is the person’s', () => {
    const kept = mergeNote(
      base,
      base.markdown.replace('^hl-b\n', '^hl-b\n\nPunyaku.\n'),
      rendered(without('b')),
      OPTIONS.words,
    )
    const changed = kept.markdown.replace('Deleted in Simak.', 'Deleted in Simak, alas.')
    expect(changed).not.toBe(kept.markdown)
    expect(mergeNote(rendered(without('b')), changed, base, OPTIONS.words).markdown).toContain('alas')
  })

  test('a word in the name of a mark of Simak’s stays', () => {
    const kept = mergeNote(
      base,
      base.markdown.replace('^hl-b\n', '^hl-b\n\nPunyaku.\n'),
      rendered(without('b')),
      OPTIONS.words,
    )
    const file = kept.markdown.replace('simak:deleted hl-b', 'simak:deleted penting-hl-b')
    expect(file).not.toBe(kept.markdown)
    for (const last of [null, rendered(without('b'))]) {
      expect(mergeNote(last, file, base, OPTIONS.words).markdown).toContain('penting')
    }
  })

  test('lines of front matter that are no YAML stay, as comments where their key is written anew', () => {
    const file = base.markdown.replace(/\n---\n/, '\n- bukan milik siapa pun\n---\n')
    const { markdown } = mergeNote(base, file, rendered(without('b')), OPTIONS.words)
    expect(markdown).toContain('\n# - bukan milik siapa pun\n---\n')
  })

  test('front matter of a Windows file stays one of Windows', () => {
    const { markdown } = mergeNote(base, base.markdown.replace(/\n/g, '\r\n'), rendered(without('b')), OPTIONS.words)
    expect(markdown).not.toMatch(/(?<!\r)\n/)
  })
})
