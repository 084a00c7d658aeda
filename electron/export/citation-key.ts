import type { ArticleSummary } from '#shared/article.ts'

const WORDS_THAT_NAME_NOTHING = new Set('a an the di ke dari dan yang untuk pada in on of to for and'.split(' '))

/**
 * A key for citations: family name, year, first telling word of the title, and four characters of the article's id, so
 * that two articles never share one. The same at every export; letters and digits only.
 */
export function citationKey({ id, byline, title, published, saved }: ArticleSummary): string {
  const family = plain((byline[0] ?? '').trim().split(/\s+/).at(-1) ?? '') || 'anonim'
  const year = /^\d{4}/.exec(published ?? '')?.[0] ?? saved.slice(0, 4)
  const word =
    title
      .split(/\s+/)
      .map(plain)
      .find((one) => one !== '' && !WORDS_THAT_NAME_NOTHING.has(one)) ?? ''
  return `${family}${year}${word}-${id.slice(0, 4)}`.slice(0, 80)
}

function plain(word: string): string {
  return word
    .toWellFormed()
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
    .slice(0, 30)
}
