/** The tags with those in `typed` (separated by commas) added; a tag that is there already, in any case, is not added. */
export function withTags(tags: readonly string[], typed: string): string[] {
  const result = [...tags]
  for (const part of typed.split(',')) {
    const tag = part.trim().replace(/\s+/g, ' ').replace(/^#+/, '')
    const known = result.some((other) => other.toLocaleLowerCase() === tag.toLocaleLowerCase())
    if (tag !== '' && !known) result.push(tag)
  }
  return result
}

/** Proposals shown at once. */
const MOST_CHOICES = 8

/** Known tags that fit what was typed: those that begin with it first; each once, and none that is there already. */
export function tagChoices(typed: string, known: readonly string[], taken: readonly string[]): string[] {
  const wanted = typed.toLocaleLowerCase()
  const seen = new Set(taken.map((tag) => tag.toLocaleLowerCase()))
  const fitting = known.filter((tag) => {
    const folded = tag.toLocaleLowerCase()
    if (seen.has(folded) || !folded.includes(wanted)) return false
    seen.add(folded)
    return true
  })
  const begins = (tag: string): number => (tag.toLocaleLowerCase().startsWith(wanted) ? 0 : 1)
  return fitting.sort((a, b) => begins(a) - begins(b) || a.localeCompare(b)).slice(0, MOST_CHOICES)
}
