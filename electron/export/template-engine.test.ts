import { describe, expect, test } from 'vitest'
import { CONTEXTS, LAYOUTS, layoutOf, PRESETS } from '#shared/export-options.ts'
import { renderNote } from './article-markdown.ts'
import { articleOf, OPTIONS } from './export-fixtures.ts'
import { splitFrontMatter } from './merge-front-matter.ts'
import { noteView } from './note-view.ts'
import { renderAlone } from './read-back-fixtures.ts'
import { makeEngine, renderTemplate } from './template-engine.ts'

const engine = makeEngine()
const data = { title: 'Cabai', nested: { colour: 'blue' }, list: ['a', 'b'] }

function render(source: string) {
  return renderTemplate(engine, source, data)
}

test.each([
  ['{{ title }}', 'Cabai'],
  ['{% for x in list %}{{ x }};{% endfor %}', 'a;b;'],
  ["{{ 'satu\n\n' | block }}x", 'satu\n\nx'],
  ["{{ '' | block }}x", 'x'],
  ["{{ 'a\nb\n\nc' | indent: 2 }}", 'a\n  b\n\n  c'],
  ["{{ 'a\n\nb' | quote_lines }}", '> a\n>\n> b'],
  ['{{ list | yaml }}', '["a","b"]'],
  ['{{ missing.deep }}', ''],
])('%j becomes %j', (source, made) => {
  expect(render(source)).toEqual({ ok: true, value: made })
})

describe('nothing reaches out of a template', () => {
  test.each([
    '{{ 1 | valueOf }}',
    '{{ title | constructor }}',
    '{% constructor %}',
    "{% include '/etc/passwd' %}",
    "{% render 'package.json' %}",
    "{% layout 'x' %}",
    "{{ 'now' | date: '%Y' | inspect }}",
    "{{ title | where_exp: 'x', 'x.constructor' }}",
  ])('%s is refused', (source) => {
    expect(render(source)).toMatchObject({ ok: false, failure: { line: 1 } })
  })

  test.each([
    '{{ title.constructor }}',
    '{{ nested.__proto__ }}',
    '{{ list.constructor.constructor }}',
    '{{ nested.toString }}',
  ])('%s is nothing', (source) => {
    expect(render(source)).toEqual({ ok: true, value: '' })
  })

  test.each([
    '{%- for i in (1..100000000) -%}{%- endfor -%}',
    "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
  ])('%s is stopped', (source) => {
    expect(render(source).ok).toBe(false)
  })
})

test.each([
  ['a\nb\n{{ title', 3],
  ['{% if title %}\nx', 1],
  ['x\n{{ title | nope }}', 2],
])('a mistake in %j is told with its line', (source, line) => {
  expect(render(source)).toMatchObject({ ok: false, failure: { line } })
})

test.each(PRESETS)('the preset %s says everything of an article', (preset) => {
  const article = articleOf(
    '<p>Harga <b>cabai</b> naik.</p><ul><li>Pertama</li><li>Kedua</li></ul>',
    [
      { id: 'a', quote: 'Harga cabai naik.\nPertama', note: 'Catatan\n\n- satu\n- dua', tags: ['harga pasar'] },
      { id: 'p', note: 'Catatan artikel' },
    ],
    { title: 'Judul *ini*', byline: ['Siti'], site: 'Kabar', url: 'https://contoh.test/' },
  )
  const options = { ...OPTIONS, note: { ...OPTIONS.note, preset } }
  const note = renderNote(noteView(article, options), options)
  const markdown = note.ok ? note.value.markdown : ''
  const id = article.summary.id
  const wanted = [
    `simak_id: ${id}`,
    'Catatan artikel',
    'satu',
    'dua',
    'Pertama',
    `simak://article/${id}/a`,
    'hl-a',
    'harga',
  ]
  for (const part of wanted) expect(markdown).toContain(part)
  expect(markdown).toMatch(/Harga \*\*cabai\*\* naik/)
})

const EVERY = PRESETS.flatMap((preset) =>
  CONTEXTS.flatMap((context) => LAYOUTS.map((layout) => ({ preset, context, layout }))),
)

test.each(EVERY)(
  '$preset, $context, $layout: the passage once, its context and note, the layout if it has it',
  (one) => {
    const article = articleOf('<p>Mula. Harga cabai naik lagi. Akhir.</p>', [
      { id: 'a', quote: 'cabai naik', note: 'Mengapa?' },
    ])
    const options = { ...OPTIONS, note: { ...OPTIONS.note, ...one } }
    const note = renderNote(noteView(article, options), options)
    const markdown = note.ok ? note.value.markdown : ''
    const layout = layoutOf(one)
    const html = renderAlone(splitFrontMatter(markdown).body)
    expect(html.split('Mengapa?')).toHaveLength(2)
    expect(html.includes('Harga cabai naik lagi.')).toBe(one.context !== 'none')
    expect(html.includes('Mula.')).toBe(one.context === 'paragraph')
    expect(markdown.includes('[!')).toBe(layout === 'callouts')
    expect(markdown.includes('\n[^hl-a]: Mengapa?')).toBe(layout === 'footnotes')
  },
)
