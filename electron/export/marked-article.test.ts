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
