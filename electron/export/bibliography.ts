import type { ArticleSummary } from '#shared/article.ts'
import { citationKey } from './citation-key.ts'
import { oneLine } from './markdown.ts'

/** BibTeX for BibLaTeX and Biber: UTF-8, `@online`. A field never holds an unbalanced brace. */
export function articleBibtex(summary: ArticleSummary): string {
  const { title, byline, site, url, published, saved, language } = summary
  const fields: [string, string][] = [
    ['title', `{${bibtexText(title)}}`],
    ['author', byline.map((name) => `{${bibtexText(name)}}`).join(' and ')],
    ['organization', bibtexText(site ?? '')],
    ['date', published?.slice(0, 10) ?? ''],
    ['url', bibtexAddress(url ?? '')],
    ['urldate', saved.slice(0, 10)],
    ['langid', language === 'id' ? 'indonesian' : language?.startsWith('en') === true ? 'english' : ''],
  ]
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}},\n`)
  return `@online{${citationKey(summary)},\n${lines.join('')}}\n`
}

/** One item of CSL-JSON 1.0.2, type `webpage` (`article-newspaper` wants an issue). */
export function articleCsl(summary: ArticleSummary): string {
  const { id, title, byline, site, url, published, saved, language } = summary
  return JSON.stringify({
    id: citationKey(summary),
    type: 'webpage',
    title: oneLine(title),
    author: byline.map((name) => ({ literal: oneLine(name) })),
    ...(site === null ? {} : { 'container-title': oneLine(site) }),
    ...(url === null ? {} : { URL: url.toWellFormed() }),
    ...(published === null ? {} : { issued: dateParts(published) }),
    accessed: dateParts(saved),
    ...(language === null ? {} : { language }),
    custom: { simak_id: id },
  })
}

function dateParts(date: string): { 'date-parts': number[][] } {
  return { 'date-parts': [(/^[\d-]+/.exec(date)?.[0] ?? '').split('-').slice(0, 3).map(Number)] }
}

const BIBTEX_SPECIAL: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

/** Braces in pairs: BibTeX counts them even behind a backslash, so lone ones are named. */
function bibtexText(value: string): string {
  return oneLine(value).replace(/[\\{}~^#$%&_]/g, (character) => {
    if (character === '{') return '\\textbraceleft{}'
    if (character === '}') return '\\textbraceright{}'
    return BIBTEX_SPECIAL[character] ?? `\\${character}`
  })
}

function bibtexAddress(url: string): string {
  return oneLine(url)
    .replace(/[{}\\%\s]/g, (character) => encodeURIComponent(character))
    .replaceAll('%25', '%')
}
