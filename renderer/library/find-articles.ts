import { compareUnits } from '#shared/compare-units.ts'
import { assertNever } from '#shared/result.ts'
import type { Locale, Sort } from '#shared/settings.ts'
import type { ArticleTable } from './article-table.ts'
import { fold } from './fold.ts'

/** The words of a query as the reader typed them. */
export function queryWords(query: string): string[] {
  return query.split(/\s+/).filter((word) => word !== '')
}

/** Those of the rows in whose titles, sites or authors every word occurs; all of them where there are no words. */
export function findRows(table: ArticleTable, rows: Uint32Array, words: readonly string[]): Uint32Array {
  const found = table.withWords(words.map(fold).filter((word) => word !== ''))
  return rows.filter((row) => found[row] === 1)
}

/** All rows, newest first, or titles by the alphabet of the reader's language; what has no date comes last. */
export function sortedRows(table: ArticleTable, sort: Sort, locale: Locale): Uint32Array {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const { ids, titles } = table
  const byTitle = (a: number, b: number): number =>
    compare(titles[a] ?? '', titles[b] ?? '') || compareUnits(ids[a] ?? '', ids[b] ?? '')
  const rows = Uint32Array.from({ length: table.size }, (_, row) => row)
  switch (sort) {
    case 'saved':
      return rows.sort((a, b) => newerFirst(table.saved, a, b) || byTitle(a, b))
    case 'published':
      return rows.sort((a, b) => newerFirst(table.published, a, b) || byTitle(a, b))
    case 'title':
      return rows.sort(byTitle)
    default:
      return assertNever(sort)
  }
}

/** What has no date (NaN) comes last. */
function newerFirst(times: Float64Array, a: number, b: number): number {
  const first = times[a] ?? Number.NaN
  const second = times[b] ?? Number.NaN
  if (first > second) return -1
  if (first < second) return 1
  return Number(Number.isNaN(first)) - Number(Number.isNaN(second))
}
