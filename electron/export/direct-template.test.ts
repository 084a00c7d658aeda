import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PRESETS } from '#shared/export-options.ts'
import { directRender } from './direct-template.ts'
import { presetTemplate } from './presets.ts'
import { block, indent, makeEngine, quoteLines, renderTemplate } from './template-engine.ts'

/** The same cases in every run; many more were tried by hand. */
const SEED = 20261121
const engine = makeEngine()
const filters = {
  block,
  indent: (text: string, width: number | undefined) => indent(text, width ?? 2),
  quote_lines: quoteLines,
}

function direct(source: string, data: object): string | null {
  return directRender(engine.parse(source), filters)?.(data) ?? null
}

/** By an engine that knows no shortcut. */
function slow(source: string, data: object): string {
  try {
    return String(engine.renderSync(engine.parse(source), data))
  } catch (error) {
    return `failed: ${String(error).split('\n')[0]}`
  }
}

const words = fc.constantFrom('', 'kata', 'dua kata', 'satu\ndua\n', '\n\n', '# x')
/** Plain data as a note's, and other things that a template may meet. */
const value = fc.oneof(words, words, words, fc.constantFrom(undefined, null, 7, true, ['a', 'b'], {}, { title: 'x' }))
const highlight = fc.record({ quote: words, note: value, title: value, tags: fc.array(words, { maxLength: 2 }) })
const sections = fc.array(fc.record({ title: words, highlights: fc.array(highlight, { maxLength: 3 }) }), {
  maxLength: 2,
})
const data = fc.record({ title: words, layout: value, links: value, sections })

const place = fc.constantFrom(
  'title',
  'layout',
  'links',
  's.title',
  'h.quote',
  'h.note',
  'h.title',
  'h.none',
  't',
  'none',
)
const odd = fc.constantFrom(
  'h.tags.size',
  'sections.first.title',
  'forloop.index',
  'h["note"]',
  'toString',
  "'x'",
  'empty',
)
const filter = fc.constantFrom(
  '',
  '',
  ' | block',
  ' | indent: 3 | block',
  ' | default: title',
  " | default: 'x'",
  ' | downcase',
)
const output = fc.tuple(fc.oneof({ weight: 6, arbitrary: place }, odd), filter).map(([at, how]) => `{{ ${at}${how} }}`)
const condition = fc.constantFrom(
  "h.note == ''",
  "layout != 'blocks'",
  'h.note',
  "h.none == ''",
  "h.note == '' or t",
  'h.tags',
)
const piece = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    output,
    fc.constantFrom(' ', 'teks\n', '{%- assign t = "lain" -%}', '{% break %}'),
    fc.tuple(condition, tie('part'), tie('part')).map(([on, a, b]) => `{% if ${on} -%}${a}{% else %}${b}{% endif %}`),
    tie('part').map((part) => `{% for t in h.tags -%}${part}{% endfor %}`),
    tie('part').map((part) => `{% for h in sections reversed %}${part}{% endfor %}`),
    fc.tuple(tie('part'), tie('part')).map(([a, b]) => a + b),
  ),
})).part
const source = fc
  .tuple(piece, piece)
  .map(([a, b]) => `{{ title }}{% for s in sections -%}${a}{% for h in s.highlights %}${b}{% endfor %}{% endfor %}`)

test('a template is written as LiquidJS writes it, or left to it', () => {
  fc.assert(
    fc.property(source, data, (template, view) => {
      const written = direct(template, view)
      if (written !== null) expect(written).toBe(slow(template, view))
      const rendered = renderTemplate(makeEngine(), template, view)
      if (rendered.ok) expect(rendered.value).toBe(slow(template, view))
      else expect(slow(template, view)).toContain('failed')
    }),
    { numRuns: 1500, seed: SEED },
  )
})

test('every preset is written directly', () => {
  const made = { block_id: 'hl-1', note: 'Catatan', context: '', hashtags: '', quote: '> Kutipan', callout: '> x' }
  const texts = { passage: 'x', labels: 'y', heading_line: '', footnote: 'z', colour_name: 'k', link_markdown: 'l' }
  const view = {
    ...{
      front_matter: '---\n---',
      title: 'Judul',
      links: '',
      full_text: '',
      author_text: '',
      site_text: '',
      hashtags: '',
    },
    ...{
      layout: 'footnotes',
      citation_key: 'a',
      words: { metadata: 'M', author: 'A', site: 'S', tags: 'T', note: 'N' },
    },
    notes: [{ block_id: 'note-1', markdown: '', hashtags: '#a' }],
    sections: [{ title: 'Sorotan', highlights: [{ ...made, ...texts, tag_texts: ['a', 'b'] }] }],
    highlights: [{ ...made, ...texts, tag_texts: [] }],
  }
  for (const preset of PRESETS) {
    const template = presetTemplate(preset)
    expect(direct(template, view), preset).toBe(slow(template, view))
  }
})

test('a template that runs away is left to the limits of LiquidJS', () => {
  const many = { list: Array.from({ length: 1000 }, () => 'x') }
  expect(direct('{% for a in list %}{{ a }}{% endfor %}', many)).toHaveLength(1000)
  expect(direct('{% for a in list %}{% for b in list %}{{ b }}{% endfor %}{% endfor %}', many)).toBeNull()
})
