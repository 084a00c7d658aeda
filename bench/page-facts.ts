/** Whether a page's metadata were found, compared as a reader would compare them. */

/** Null where the page has none or the collection does not say. */
export interface Facts {
  title: string | null
  byline: string | null
  published: string | null
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** The same words; the outlet's name behind or before the title makes no difference. */
export function isSameTitle(own: string, gold: string): boolean {
  const [a, b] = [wordsOf(own).join(' '), wordsOf(gold).join(' ')]
  if (a === b) return true
  const [short, long] = a.length < b.length ? [own, gold] : [gold, own]
  const rest = long.startsWith(short) ? long.slice(short.length) : ''
  if (/^\s*[|»·:[–—-]/.test(rest)) return true
  const parts = long.split(/\s+[|»·:–—-]+\s+|:\s+/).map((part) => wordsOf(part).join(' '))
  return parts.includes(wordsOf(short).join(' '))
}

/** The names of people in it are the same, whatever stands around them. */
export function isSameByline(own: readonly string[], gold: string): boolean {
  const said = wordsOf(gold).join(' ')
  return own.length > 0 && own.every((name) => said.includes(wordsOf(name).join(' ')))
}

/** The same day, give or take the zone that one of them leaves out. */
export function isSameDay(own: string | null, gold: string): boolean {
  if (own === null) return false
  const difference = Math.abs(Date.parse(own) - Date.parse(gold))
  return difference <= 14 * 3600_000 || own.slice(0, 10) === gold.slice(0, 10)
}
