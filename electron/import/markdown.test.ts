import { describe, expect, test } from 'vitest'
import { importBytes } from './import-file.ts'
import type { ImportedArticle } from '#shared/article.ts'

async function imported(source: string): Promise<ImportedArticle> {
  const result = await importBytes('note.md', new TextEncoder().encode(source))
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

describe('front matter', () => {
  test('says what it says', async () => {
    const { facts, content } = await imported(
      '---\ntitle: "Sungai: sebuah catatan"\nauthors:\n  - Sari Wulandari\n  - name: Budi Hartono\nsite: Kabar Lembah\nurl: https://lembah.example/sungai\npublished: 2023-05-06\nlanguage: id\n---\n\nAir sungai naik.\n',
    )
    expect(facts.metadata).toEqual({
      title: 'Sungai: sebuah catatan',
      byline: ['Sari Wulandari', 'Budi Hartono'],
      site: 'Kabar Lembah',
      url: 'https://lembah.example/sungai',
      published: '2023-05-06',
      language: 'id',
    })
    expect(content).toBe('<p>Air sungai naik.</p>')
  })

  test('gives relative links their place, and refused ones none', async () => {
    const { content } = await imported(
      '---\ntitle: Sungai\nurl: https://lembah.example/sungai\n---\n\nAir [naik](naik.html), [surut](javascript:alert(1)), [di](<>) [rumah](#rumah) dan [berkas](file:///etc/passwd).\n',
    )
    expect(content).toContain('<a href="https://lembah.example/naik.html">naik</a>')
    expect(content.match(/href/g)).toHaveLength(1)
  })

  test.each<[string, string]>([
    ['broken YAML', '---\ntitle: [a\n---\n\n# The river\n\nIt rose.'],
    ['a rule and a heading', '---\nno map\n---\n\n# The river\n\nIt rose.'],
  ])('%s is text', async (_, source) => {
    const { facts, content } = await imported(source)
    expect(facts.metadata.title).toBe('The river')
    expect(content).toMatch(/^<h2>(?:title: \[a|no map)<\/h2><p>It rose.<\/p>$/)
  })
})

describe('the title', () => {
  test('is the first heading, which is no part of the content', async () => {
    const { facts, content } = await imported('# The *river* rose\n\nIt rose.\n\n## Later\n\nIt fell.')
    expect(facts.metadata.title).toBe('The river rose')
    expect(content).toBe('<p>It rose.</p><h2>Later</h2><p>It fell.</p>')
  })

  test('without a heading is the first sentence', async () => {
    expect((await imported('It rose for three days. Then it fell.')).facts.metadata.title).toBe(
      'It rose for three days',
    )
  })
})

test('what Markdown can say survives', async () => {
  const { content } = await imported(
    '# River\n\n*one* **two** `three` ~~four~~ [five](https://a.example/x "t") <https://b.example/>\n\n> quote\n\n1. a\n2. b\n   - c\n\n```js\nx  <  1\n\ny\n```\n\n| h | i |\n|---|---|\n| j | k |\n\n---\n\nH<sub>2</sub>O ![a wide brown river](https://a.example/p.png)\n',
  )
  expect(content).toContain(
    '<em>one</em> <strong>two</strong> <code>three</code> <del>four</del> <a href="https://a.example/x">five</a>',
  )
  expect(content).toContain('<blockquote><p>quote</p></blockquote>')
  expect(content).toMatch(/<ol>\s*<li>a<\/li>\s*<li>b\s*<ul>\s*<li>c<\/li>\s*<\/ul>\s*<\/li>\s*<\/ol>/)
  expect(content).toContain('<pre><code>x  &lt;  1\n\ny\n</code></pre>')
  expect(content).toMatch(/<th>h<\/th>\s*<th>i<\/th>/)
  expect(content).toContain('<hr>')
  expect(content).toContain('H<sub>2</sub>O')
  expect(content).not.toContain('p.png')
})

test('only sure lines are left out of what somebody wrote', async () => {
  const { facts, content } = await imported(
    '# River\n\nIt rose.\n\nBaca juga: [Panen raya](https://a.example/)\n\n## Tags\n\nA word about tags.',
  )
  expect(facts.removals.map(({ kind, before, html }) => [kind, before, html])).toEqual([
    ['related', 1, '<p>Baca juga: <a href="https://a.example/">Panen raya</a></p>'],
  ])
  expect(content).toBe('<p>It rose.</p><h2>Tags</h2><p>A word about tags.</p>')
})
