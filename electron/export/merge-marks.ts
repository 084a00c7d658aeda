import { keysOf } from './merge-hunks.ts'
import { isBullet, type NoteLayout, sourceOf, spaced, type Token, tokensOf } from './merge-tokens.ts'

/** What a merged file says of itself, in the reader's language. */
export interface MergeWords {
  deleted: string
  conflictHere: string
  conflictSimak: string
  /** Names of colours as they stand in label lines. */
  colours: Readonly<Record<string, string>>
}

const START = /^<!-- simak:conflict (?:(?:hl|note)-[A-Za-z0-9-]+)? -->$/
const END = /^<!-- simak:conflict-end -->$/
const OURS = /^<!-- simak:conflict-simak -->$/
const START_MARK = '<!-- simak:conflict '
const DELETED = /^<!-- simak:deleted (\S*) -->\n[^\S\n]*\*([^*\n]*)\*$/

interface Conflict {
  id: string
  theirs: readonly Token[]
  ours: readonly Token[]
}

/**
 * Both texts of a note, each under a sentence that says where it comes from; comments tell Simak the same. In a list they
 * are as far in as the note, in an outline bullets like it.
 */
export function conflictTokens({ id, theirs, ours }: Conflict, words: MergeWords, layout: NoteLayout): Token[] {
  const lead = leadOf([...theirs, ...ours], layout)
  const marks = (...lines: string[]): Token[] =>
    tokensOf(lines.map((line) => `${lead}${line}\n${layout.outline ? '' : '\n'}`).join(''), layout)
  return [
    ...marks(`<!-- simak:conflict ${id} -->`, `**${words.conflictHere}**`),
    ...spaced(theirs),
    ...marks('<!-- simak:conflict-simak -->', `**${words.conflictSimak}**`),
    ...spaced(ours),
    ...marks('<!-- simak:conflict-end -->'),
  ]
}

/** What stands before the first word of the blocks. */
function leadOf(tokens: readonly Token[], { indents, outline }: NoteLayout): string {
  const first = tokens.find((token) => !outline || isBullet(token)) ?? tokens[0]
  const indent = indents ? (/^[^\S\n]*/.exec(first?.text ?? '')?.[0] ?? '') : ''
  return outline ? `${indent}- ` : indent
}

/** Without what stands before the first word. */
function bare(key: string): string {
  return key.replace(/^[^\S\n]*(?:- )?/, '')
}

/**
 * The person's side of blocks that hold a conflict of an earlier export; otherwise the blocks themselves.
 * @param known blocks that Simak wrote: in Simak's half of a conflict, only what is not among them is the person's
 */
export function mineOf(
  whole: readonly Token[],
  known: ReadonlySet<string>,
  words: MergeWords,
  layout: NoteLayout,
): Token[] {
  if (!whole.some(({ key }) => key.includes(START_MARK))) return [...whole]
  let half: 'none' | 'mine' | 'simak' = 'none'
  let afterMarker = false
  // Changed by hand, they are the person's words like any others.
  const headings = [`**${words.conflictHere}**`, `**${words.conflictSimak}**`]
  return tokensOf(sourceOf(whole), layout).filter(({ key }) => {
    const mark = bare(key)
    const isMarker = START.test(mark) || OURS.test(mark) || END.test(mark)
    const isHeading = afterMarker && headings.includes(mark)
    if (isMarker) half = START.test(mark) ? 'mine' : OURS.test(mark) ? 'simak' : 'none'
    afterMarker = isMarker && half !== 'none'
    if (isMarker || isHeading) return false
    return half !== 'simak' || !known.has(key)
  })
}

/** Each conflict as one block, so that nothing in it is taken for what stood there before. */
export function withConflictsWhole(tokens: readonly Token[]): Token[] {
  const whole: Token[] = []
  let open: Token[] = []
  for (const token of tokens) {
    if (open.length === 0 && !START.test(bare(token.key))) whole.push(token)
    else open.push(token)
    if (open.length === 0 || !END.test(bare(token.key))) continue
    const closes = open.findLast((one) => one.closes !== null)?.closes ?? null
    const text = sourceOf(open.slice(0, -1)) + token.text
    whole.push({ ...token, text, key: keysOf(open).join('\n\n'), closes })
    open = []
  }
  return [...whole, ...open]
}

/** @param blocks what is marked */
export function deletedMarker(id: string, blocks: readonly Token[], words: MergeWords, layout: NoteLayout): Token[] {
  const lead = leadOf(blocks, layout)
  const below = lead.replace('-', ' ')
  const end = layout.outline ? '' : '\n'
  return tokensOf(`${lead}<!-- simak:deleted ${id} -->\n${below}*${words.deleted}*\n${end}`, layout)
}

/**
 * A marker that says something else was changed by hand, and so was one whose name no section has.
 * @param names of sections
 */
export function isDeletedMarker({ key }: Token, names: ReadonlySet<string>, words: MergeWords): boolean {
  const [, name = '', said] = DELETED.exec(bare(key)) ?? []
  return said === words.deleted && (name === '' || names.has(name))
}
