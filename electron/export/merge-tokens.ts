/**
 * One block of a Markdown file: lines up to an empty one, and the empty lines after it. All tokens one after another are
 * the file, byte for byte. A split inside a code block does no harm: the parts are put together again as they were.
 */
export interface Token {
  text: string
  gap: string
  /** What equality is about: line ends and white space at line ends are an editor's business. */
  key: string
}

/** A block that says which annotation it belongs to: a block id, a comment, a property or the address of a passage. */
const IDENTITY =
  /(?:^|\s)\^((?:hl|note)-[A-Za-z0-9-]+)\s*$|^<!-- ((?:hl|note)-[A-Za-z0-9-]+) -->\s*$|^\s*simak-id:: ((?:hl|note)-[A-Za-z0-9-]+)\s*$/m

export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  for (const [found, text = '', gap = ''] of source.matchAll(
    /((?:[^\n]*[^\s][^\n]*(?:\n|$))*)((?:[^\S\n]*(?:\n|$))*)/g,
  )) {
    if (found !== '') tokens.push(tokenOf(text, gap))
  }
  return tokens
}

function tokenOf(text: string, gap: string): Token {
  return { text, gap, key: text.replace(/[^\S\n]*(?:\n|$)/g, '\n').trimEnd() }
}

export function sourceOf(tokens: readonly Token[]): string {
  return tokens.map(({ text, gap }) => text + gap).join('')
}

/** Each block with one empty line after it, whatever stood there before. */
export function spaced(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => (token.gap.includes('\n') && token.text.endsWith('\n') ? token : spacedOne(token)))
}

function spacedOne({ text, key }: Token): Token {
  return { text: text.endsWith('\n') ? text : `${text}\n`, gap: '\n', key }
}

export function identityOf({ key }: Token): string | null {
  const match = IDENTITY.exec(key)
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null
}

/** For each block the annotation whose section it stands in: the next one that is named. '' after the last. */
export function sectionsOf(tokens: readonly Token[]): string[] {
  const sections = new Array<string>(tokens.length).fill('')
  let current = ''
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i]
    if (token !== undefined) current = identityOf(token) ?? current
    sections[i] = current
  }
  return sections
}

/** Where the blocks of a section stand, `[start, end)`; the first one where a file has it twice. */
export function sectionSpans(tokens: readonly Token[]): Map<string, { start: number; end: number }> {
  const spans = new Map<string, { start: number; end: number }>()
  let start = 0
  for (const [i, token] of tokens.entries()) {
    const id = identityOf(token)
    if (id === null) continue
    if (!spans.has(id)) spans.set(id, { start, end: i + 1 })
    start = i + 1
  }
  return spans
}

/**
 * Where the blocks of a note stand in its section or right after its name.
 * @param note the note as it was written into the file
 */
export function noteRegion(tokens: readonly Token[], id: string, note: string): { start: number; end: number } | null {
  const wanted = tokensOf(note).map(({ key }) => key)
  const span = sectionSpans(tokens).get(id)
  if (span === undefined || wanted.length === 0) return null
  const fits = (at: number): boolean => wanted.every((key, i) => tokens[at + i]?.key === key)
  for (let at = span.end - 1; at >= span.start; at--) if (fits(at)) return { start: at, end: at + wanted.length }
  return fits(span.end) ? { start: span.end, end: span.end + wanted.length } : null
}
