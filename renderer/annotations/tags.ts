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
