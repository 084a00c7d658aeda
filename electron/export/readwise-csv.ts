import { noteOf, tagsOf } from '#shared/annotation.ts'
import { type ExportedArticle, placeAnnotations } from './exported-article.ts'

/**
 * Rows with the columns of Readwise's import (Highlight, Title, Author, URL, Note, Location, Date) and two more. RFC 4180;
 * a value that a spreadsheet would take for a formula gets an apostrophe in front. Location counts highlights from 1.
 */
export function articleRows(article: ExportedArticle): string {
  const { summary } = article
  const { found, lost } = placeAnnotations(article)
  return [...found, ...lost]
    .map(({ annotation, quote }, i) =>
      [
        quote,
        summary.title,
        summary.byline.join(', '),
        summary.url ?? '',
        noteOf(annotation),
        String(i + 1),
        annotation.created,
        tagsOf(annotation).join(', '),
        annotation.colour,
      ]
        .map(cell)
        .join(','),
    )
    .map((row) => `${row}\r\n`)
    .join('')
}

function cell(value: string): string {
  const text = value.toWellFormed()
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
