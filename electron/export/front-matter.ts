import { stringify } from 'yaml'
import type { ArticleSummary } from '#shared/article.ts'
import type { PlacedAnnotations } from './exported-article.ts'
import { wellFormed } from './markdown.ts'

interface FrontMatterFacts {
  summary: ArticleSummary
  placed: PlacedAnnotations
  exported: string
  status: string
  tags: readonly string[]
  citationKey: string | null
}

/** The facts of an article as YAML between its fences. Reads alike under YAML 1.1 and 1.2. */
export function frontMatter({ summary, placed, exported, status, tags, citationKey }: FrontMatterFacts): string {
  const facts = {
    simak_id: summary.id,
    title: wellFormed(summary.title),
    author: summary.byline.map(wellFormed),
    ...present({ site: summary.site, url: summary.url, published: summary.published }),
    saved: summary.saved,
    exported,
    ...present({ language: summary.language, citation_key: citationKey }),
    tags: [...tags],
    status,
    highlights: placed.found.length + placed.lost.length,
  }
  return `---\n${stringify(facts, { lineWidth: 0, blockQuote: false, compat: 'yaml-1.1' })}---`
}

function present(facts: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => (value === null ? [] : [[key, wellFormed(value)]])),
  )
}
