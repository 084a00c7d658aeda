import { type Found, found } from './found-facts.ts'
import { collapseSpaces, comparisonKey, countWords } from './wording.ts'

export interface TitleHints {
  /** From JSON-LD. */
  headline: string | null
  /** What the page gives for sharing (og:title). */
  shared: string | null
  site: string | null
}

const MAX_SITE_WORDS = 4
const SEPARATOR = /\s+(?:[|»›•·]|[-–—]{1,2}|::)\s+/

/**
 * The article's title: the heading that the page's other titles confirm, else those titles without the outlet's name.
 */
export function pageTitle(document: Document, hints: TitleHints): Found<string> | null {
  const windowTitle = collapseSpaces(document.querySelector('title')?.textContent ?? '')
  const stated = [hints.headline, hints.shared, windowTitle]
    .map((title) => collapseSpaces(title ?? ''))
    .filter((title) => title !== '')
  const headings = [...document.querySelectorAll('h1, [itemprop="headline"]')].map((heading) =>
    collapseSpaces(heading.textContent),
  )
  const { headline } = hints
  // Two of the page's own titles against what is printed large, which may be a shorter one for its front page.
  if (headline !== null && sameAs(headings, headline) === undefined && confirms(windowTitle, headline))
    return found(withoutSite(collapseSpaces(headline), hints.site), 'json-ld')
  const confirmed =
    stated.map((title) => sameAs(headings, title)).find((heading) => heading !== undefined) ??
    headings.find((heading) => countWords(heading) >= 1 && stated.some((title) => confirms(title, heading)))
  if (confirmed !== undefined) return found(withoutSite(confirmed, hints.site), 'visible', 0.98)
  const [best] = stated
  if (best !== undefined) {
    const source = hints.headline !== null ? 'json-ld' : 'meta'
    return found(withoutSite(best, hints.site), source, best === windowTitle ? 0.7 : 0.85)
  }
  return found(
    headings.find((heading) => heading !== ''),
    'visible',
    0.6,
  )
}

/** The outlet's name behind the title in the window's title, where the rest is what is printed large; null without. */
export function siteOfTitle(document: Document, host: string | null): string | null {
  const parts = collapseSpaces(document.querySelector('title')?.textContent ?? '').split(SEPARATOR)
  const headings = [...document.querySelectorAll('h1')].map((heading) => collapseSpaces(heading.textContent))
  const name = parts.at(-1) ?? ''
  const rest = parts[0] ?? ''
  if (parts.length < 2 || countWords(name) > MAX_SITE_WORDS || countWords(name) === 0) return null
  if (sameAs(headings, rest) === undefined) return null
  // Where the address is known, its name must be in it: else it may be a section's.
  return host === null || comparisonKey(host).replace(/ /g, '').includes(comparisonKey(name).replace(/ /g, ''))
    ? name
    : null
}

function sameAs(headings: readonly string[], title: string): string | undefined {
  const key = comparisonKey(title)
  return headings.find((heading) => comparisonKey(heading) === key)
}

/** `title` is `heading`, with or without an outlet's name around it. */
function confirms(title: string, heading: string): boolean {
  const key = comparisonKey(title)
  const part = comparisonKey(heading)
  if (title.split(SEPARATOR).some((piece) => comparisonKey(piece) === part)) return true
  return (
    key === part || (key.includes(part) && countWords(heading) >= 3) || (part.includes(key) && countWords(title) >= 4)
  )
}

/** "Title - Site", "Site: Title" and "Title | Section | Site" to "Title". */
export function withoutSite(title: string, site: string | null): string {
  const parts = title.split(SEPARATOR)
  if (parts.length > 1) {
    const longest = parts.toSorted((a, b) => countWords(b) - countWords(a))[0] ?? title
    const last = parts.at(-1) ?? ''
    const first = parts[0] ?? ''
    if (namesSite(last, site) || (countWords(last) <= 3 && countWords(longest) >= 4))
      return withoutSite(title.slice(0, title.lastIndexOf(last)).replace(/[\s|»›•·:–—-]+$/, ''), site)
    if (namesSite(first, site)) return withoutSite(title.slice(first.length).replace(/^[\s|»›•·:–—-]+/, ''), site)
  }
  const colon = /^([^:]{3,30}):\s+(.+)$/.exec(title)
  return colon !== null && namesSite(colon[1] ?? '', site) ? (colon[2] ?? title) : title
}

function namesSite(part: string, site: string | null): boolean {
  if (/^\S+\.(?:com|co\.id|id|net|org|tv|co)\b/i.test(part)) return true
  if (site === null) return false
  const bare = (text: string): string => comparisonKey(text).replace(/ /g, '')
  return bare(part) !== '' && (bare(part).includes(bare(site)) || bare(site).includes(bare(part)))
}
