import { assertNever } from '#shared/result.ts'
import { articleBibtex, articleCsl } from './bibliography.ts'
import type { ExportedArticle } from './exported-article.ts'
import { articlePage } from './html-page.ts'
import { imageAddresses } from './image-addresses.ts'
import type { MarkdownOptions } from './note-view.ts'
import { articleRows } from './readwise-csv.ts'
import { annotationsJsonLd } from './web-annotation.ts'

/** Formats that are made of one article at a time; joinArticles puts those of one file together. */
export type ArticleFormat = 'html' | 'json-ld' | 'csv' | 'bibtex' | 'csl'

/** One article's part; '' where it has none. */
export async function renderArticle(
  article: ExportedArticle,
  format: ArticleFormat,
  options: MarkdownOptions,
): Promise<string> {
  switch (format) {
    case 'html':
      return articlePage(article, options, await imageAddresses(article.images ?? {}))
    case 'json-ld':
      return annotationsJsonLd(article)
    case 'csv':
      return articleRows(article)
    case 'bibtex':
      return articleBibtex(article.summary)
    case 'csl':
      return articleCsl(article.summary)
    default:
      return assertNever(format)
  }
}

/** What stands before, between and after the parts in a file of many articles. */
export function frameOf(format: Exclude<ArticleFormat, 'html'>): { before: string; between: string; after: string } {
  switch (format) {
    case 'json-ld':
      return {
        before: '{\n"@context": "http://www.w3.org/ns/anno.jsonld",\n"@graph": [\n',
        between: ',\n',
        after: '\n]\n}\n',
      }
    case 'csv':
      return { before: `\ufeffHighlight,Title,Author,URL,Note,Location,Date,Tags,Color\r\n`, between: '', after: '' }
    case 'bibtex':
      return { before: '', between: '\n', after: '' }
    case 'csl':
      return { before: '[\n', between: ',\n', after: '\n]\n' }
    default:
      return assertNever(format)
  }
}
