import type { HighlightColour } from '#shared/annotation.ts'
import type { ArticleId } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Grouping, NotebookRow } from '#shared/notebook-rows.ts'
import { assertNever, ok, type Result } from '#shared/result.ts'
import type { Locale } from '#shared/settings.ts'
import { annotationsInOrder, headingMarkdown } from './export/article-markdown.ts'
import type { ExportedArticle } from './export/exported-article.ts'

export interface NotebookWords {
  locale: Locale
  colours: Record<HighlightColour, string>
  /** Above annotations without a tag. */
  untagged: string
}

/** Annotations that follow each other in the stream and are of one article: they share the line with their source. */
interface Run {
  heading: string | null
  article: ArticleId
  ids: string[]
}

/**
 * The stream of the notebook as Markdown, in the order of its rows. Groups have headings, except articles: there the line
 * with the source says it.
 */
export async function notebookMarkdown(
  rows: readonly NotebookRow[],
  grouping: Grouping,
  words: NotebookWords,
  open: (article: ArticleId) => Promise<Result<ExportedArticle, Failure>>,
): Promise<Result<string, Failure>> {
  const parts: string[] = []
  for (const { heading, article, ids } of runsOf(rows, (name) => headingOf(name, grouping, words))) {
    const opened = await open(article)
    if (!opened.ok) return opened
    if (heading !== null) parts.push(headingMarkdown(heading))
    parts.push(annotationsInOrder(opened.value, ids))
  }
  return ok(`${parts.map((part) => part.trimEnd()).join('\n\n')}\n`)
}

function runsOf(rows: readonly NotebookRow[], headingFor: (name: string) => string | null): Run[] {
  const runs: Run[] = []
  let heading: string | null = null
  let isNewGroup = false
  for (const row of rows) {
    if (row.kind === 'group') {
      heading = headingFor(row.name)
      isNewGroup = true
      continue
    }
    const { article, annotation } = row.entry
    const last = runs.at(-1)
    if (last !== undefined && !isNewGroup && last.article === article) last.ids.push(annotation.id)
    else runs.push({ heading: isNewGroup ? heading : null, article, ids: [annotation.id] })
    isNewGroup = false
  }
  return runs
}

function headingOf(name: string, grouping: Grouping, { locale, colours, untagged }: NotebookWords): string | null {
  switch (grouping) {
    case 'article':
      return null
    case 'tag':
      return name === '' ? untagged : name
    case 'colour':
      return Object.entries(colours).find(([colour]) => colour === name)?.[1] ?? name
    case 'date':
      // A day as it was written, wherever the reader is now.
      return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(name))
    default:
      return assertNever(grouping)
  }
}
