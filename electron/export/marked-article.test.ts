import { describe, expect, test } from 'vitest'
import type { FullText, HighlightLayout } from '#shared/export-options.ts'
import { articleOf, noteOfArticle, OPTIONS } from './export-fixtures.ts'

const CODE =
  '<p>Satu dua.</p><pre><code>let a = 1\nlet b = 2\n</code></pre><ul><li>Tiga<pre>kode</pre></li></ul><p>Empat lima.</p>'

function fullText(html: string, quotes: string[], fullTextStyle: FullText, layout: HighlightLayout): string {
  const article = articleOf(
    html,
    quotes.map((quote, i) => ({ id: `${i}`, quote })),
  )
  const note = { ...OPTIONS.note, fullText: fullTextStyle, layout }
  const markdown = noteOfArticle(article, { ...OPTIONS, note })
  return markdown.slice(markdown.indexOf('## The whole article')).replace(/^.*\n\n/, '')
}

describe('a passage that ends in code', () => {
  test('has its footnote right below the code, not in the next sentence', () => {
    const text = fullText(CODE, ['dua.\nlet a = 1', 'let b', 'Empat'], 'equals', 'footnotes')
    expect(text).toContain('let b = 2\n\n```\n\n[^hl-0][^hl-1]\n\n')
    expect(text).toContain('\n==Empat==[^hl-2] lima.\n')
  })

  test('keeps its footnote in the list that the code stands in', () => {
    expect(fullText(CODE, ['kode'], 'mark', 'footnotes')).toMatch(/\n {2}```\n {2}kode\n {2}```\n+ {2}\[\^hl-0\]\n/)
  })
})

describe('code in a line', () => {
  const html =
    '<p>Pakai <code>a_b | `c`</code> dan <code>x</code><code>y</code> saja.</p><table><tr><td><code>p|q</code></td></tr></table>'

  test('stays code in passages and in the whole article', () => {
    const article = articleOf(html, [{ id: 'a', quote: 'a_b | `c` dan x' }])
    expect(noteOfArticle(article)).toContain('\n> `` a_b | `c` `` dan `x`\n')
    expect(fullText(html, [], 'equals', 'blocks')).toContain('Pakai `` a_b | `c` `` dan `xy` saja.')
  })

  test('is marked as other words are, also in part', () => {
    expect(fullText(html, ['b | `c` dan x'], 'equals', 'blocks')).toContain(
      '`a_`==`` b | `c` ``== ==dan== ==`x`==`y` saja.',
    )
    expect(fullText(html, ['p|q'], 'mark', 'blocks')).toContain(
      '<mark class="simak-yellow" data-simak="hl-0">`p\\|q`</mark>',
    )
  })
})
