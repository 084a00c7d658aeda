/**
 * One block of a Markdown file: lines up to an empty one, and the empty lines after it; in an outline every bullet begins
 * another. All tokens one after another are the file, byte for byte. A split inside a code block does no harm: the parts
 * are put together again as they were.
 */
export interface Token {
  text: string
  gap: string
  /** What equality is about: line ends and white space at line ends are an editor's business. */
  key: string
  /** The annotation whose section ends with this block. */
  closes: string | null
  /** A bullet of an outline, which the next one follows without an empty line. */
  tight: boolean
}

/** How a template arranges its notes. */
export interface NoteLayout {
  /** Everything is a bullet (Logseq). */
  outline: boolean
  /** Notes stand in list items. */
  indents: boolean
  /** The name of a highlight stands above its note and labels, so that the labels end its section. */
  nameFirst: boolean
}

export const PLAIN_LAYOUT: NoteLayout = { outline: false, indents: false, nameFirst: false }

/** A block that says which annotation it belongs to: a block id, a comment, a property or the address of a passage. */
const IDENTITY =
  /(?:^|\s)\^((?:hl|note)-[A-Za-z0-9-]+)\s*$|^<!-- ((?:hl|note)-[A-Za-z0-9-]+) -->\s*$|^\s*simak-id:: ((?:hl|note)-[A-Za-z0-9-]+)\s*$/m

const PROPERTY = /^[^\S\n]*simak-id:: (?:hl|note)-/m
const NAME_IN_ITEM = /^[^\S\n]+\S.* \^(?:hl|note)-[A-Za-z0-9-]+$/m
const LABELS = /\(simak:\/\/article\/[^\s()/]+\/([A-Za-z0-9-]+)\)$/
const BULLET = /^[^\S\n]*-(?:[^\S\n]|$)/

/** How the notes of a body are arranged that Simak wrote. */
export function layoutOfBody(body: string): NoteLayout {
  const outline = PROPERTY.test(body)
  let [before, after] = [0, 0]
  let [name, label] = ['', '']
  for (const token of tokensOf(body, { ...PLAIN_LAYOUT, outline })) {
    const labelled = labelOf(token)
    const named = identityOf(token)
    if (labelled !== null && labelled === name) after++
    if (named !== null && named === label) before++
    name = named ?? name
    label = labelled ?? label
  }
  return { outline, indents: outline || NAME_IN_ITEM.test(body), nameFirst: after > before }
}

export function tokensOf(source: string, layout: NoteLayout): Token[] {
  const tokens: Token[] = []
  for (const [found, text = '', gap = ''] of source.matchAll(
    /((?:[^\n]*[^\s][^\n]*(?:\n|$))*)((?:[^\S\n]*(?:\n|$))*)/g,
  )) {
    if (found === '') continue
    const parts = layout.outline ? text.split(/(?<=\n)(?=[^\S\n]*-(?:\s|$))/) : [text]
    for (const [i, part] of parts.entries()) {
      const isLast = i === parts.length - 1
      const tight = layout.outline && (!isLast || (gap === '' && /^(?:\s|-\s)/.test(part)))
      tokens.push(tokenOf(part, isLast ? gap : '', tight))
    }
  }
  if (layout.nameFirst) closeByLabels(tokens)
  return tokens
}

function tokenOf(text: string, gap: string, tight: boolean): Token {
  const key = text.replace(/[^\S\n]*(?:\n|$)/g, '\n').trimEnd()
  return { text, gap, key, closes: identityIn(key), tight }
}

/** A section goes on to the labels of its highlight, where they follow before another one is named. */
function closeByLabels(tokens: readonly Token[]): void {
  let named: Token | null = null
  for (const token of tokens) {
    if (token.closes !== null) named = token
    else if (named !== null && labelOf(token) === named.closes) {
      token.closes = named.closes
      named.closes = null
      named = null
    }
  }
}

function labelOf({ key }: Token): string | null {
  const annotation = LABELS.exec(key)?.[1]
  return annotation === undefined ? null : `hl-${annotation}`
}

export function isBullet({ text }: Token): boolean {
  return BULLET.test(text)
}

export function sourceOf(tokens: readonly Token[]): string {
  return tokens.map(({ text, gap }) => text + gap).join('')
}

/** Each block with one empty line after it, whatever stood there before; bullets of an outline with none. */
export function spaced(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    if (token.tight) return token.text.endsWith('\n') ? token : { ...token, text: `${token.text}\n` }
    return token.gap.includes('\n') && token.text.endsWith('\n') ? token : spacedOne(token)
  })
}

/** With an empty line after it, be it a bullet or not. */
export function spacedOne(token: Token): Token {
  const { text } = token
  return { ...token, text: text.endsWith('\n') ? text : `${text}\n`, gap: '\n', tight: false }
}

export function identityOf({ key }: Token): string | null {
  return identityIn(key)
}

function identityIn(key: string): string | null {
  const match = IDENTITY.exec(key)
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null
}

/** For each block the annotation whose section it stands in: the next one that ends. '' after the last. */
export function sectionsOf(tokens: readonly Token[]): string[] {
  const sections = new Array<string>(tokens.length).fill('')
  let current = ''
  for (let i = tokens.length - 1; i >= 0; i--) {
    current = tokens[i]?.closes ?? current
    sections[i] = current
  }
  return sections
}

/** Where the blocks of a section stand, `[start, end)`; the first one where a file has it twice. */
export function sectionSpans(tokens: readonly Token[]): Map<string, { start: number; end: number }> {
  const spans = new Map<string, { start: number; end: number }>()
  let start = 0
  for (const [i, { closes: id }] of tokens.entries()) {
    if (id === null) continue
    if (!spans.has(id)) spans.set(id, { start, end: i + 1 })
    start = i + 1
  }
  return spans
}

/**
 * Where the blocks of a note stand in its section or right after it; in a list item, anywhere before the next ends.
 * @param note the note as it was written into the file
 */
export function noteRegion(
  tokens: readonly Token[],
  id: string,
  note: string,
  layout: NoteLayout,
): { start: number; end: number } | null {
  const wanted = tokensOf(note, layout)
  const span = sectionSpans(tokens).get(id)
  if (span === undefined || wanted.length === 0) return null
  const fits = (at: number): boolean => wanted.every((token, i) => isNoteBlock(tokens[at + i], token, i === 0, layout))
  const found = (at: number) => ({ start: at, end: at + wanted.length })
  for (let at = span.end - 1; at >= span.start; at--) if (fits(at)) return found(at)
  const next = layout.indents ? tokens.findIndex(({ closes }, i) => i >= span.end && closes !== null) : span.end + 1
  for (let at = span.end; at < (next < 0 ? tokens.length : next); at++) if (fits(at)) return found(at)
  return null
}

function isNoteBlock(token: Token | undefined, wanted: Token, isFirst: boolean, layout: NoteLayout): boolean {
  if (token === undefined) return false
  if (!layout.indents) return token.key === wanted.key
  const [flat, note] = [withoutIndent(token.key), withoutIndent(wanted.key)]
  return flat === note || (isFirst && layout.outline && flat === `- ${note}`)
}

/** The text of a note's blocks as it would stand alone. @param isItem the note's first line follows a bullet */
export function noteText(tokens: readonly Token[], layout: NoteLayout, isItem: boolean): string {
  const source = sourceOf(tokens)
  if (!layout.indents) return source.trim()
  const indent = /^[^\S\n]*/.exec(source)?.[0].length ?? 0
  const isBelow = isItem && BULLET.test(source)
  const width = isBelow ? indent + 2 : indent
  const lines = (isBelow ? `${' '.repeat(width)}${source.slice(width)}` : source).split('\n')
  return lines
    .map((line) => line.slice(Math.min(width, line.length - line.trimStart().length)))
    .join('\n')
    .trim()
}

/** An outline as Logseq writes it when it has been edited there: a tab for each level. Two spaces are one in ours. */
export function withTabs(body: string): string {
  let level = 0
  return body.replace(/^( *)(- )?/gm, (_found, spaces: string, bullet: string | undefined) => {
    if (bullet !== undefined) level = Math.floor(spaces.length / 2)
    const tabs = Math.min(level, Math.floor(spaces.length / 2))
    return '\t'.repeat(tabs) + spaces.slice(2 * tabs) + (bullet ?? '')
  })
}

export function withoutIndent(key: string): string {
  return key.replace(/^[^\S\n]+/gm, '')
}
