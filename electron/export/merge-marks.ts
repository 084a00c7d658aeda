import { keysOf } from './merge-hunks.ts'
import { sourceOf, spaced, type Token, tokensOf } from './merge-tokens.ts'

/** What a merged file says of itself, in the reader's language. */
export interface MergeWords {
  deleted: string
  conflictHere: string
  conflictSimak: string
  /** Names of colours as they stand in label lines. */
  colours: Readonly<Record<string, string>>
}

const START = /^<!-- simak:conflict (\S*) -->$/
const END = /^<!-- simak:conflict-end -->$/
const OURS = /^<!-- simak:conflict-simak -->$/
const START_MARK = '<!-- simak:conflict '
const DELETED = /^<!-- simak:deleted (\S*) -->\n\*([^*\n]*)\*$/

/** Both texts of a note, each under a sentence that says where it comes from; comments tell Simak the same. */
export function conflictTokens(
  id: string,
  theirs: readonly Token[],
  ours: readonly Token[],
  words: MergeWords,
): Token[] {
  return [
    ...tokensOf(`<!-- simak:conflict ${id} -->\n\n**${words.conflictHere}**\n\n`),
    ...spaced(theirs),
    ...tokensOf(`<!-- simak:conflict-simak -->\n\n**${words.conflictSimak}**\n\n`),
    ...spaced(ours),
    ...tokensOf('<!-- simak:conflict-end -->\n\n'),
  ]
}

/**
 * The person's side of blocks that hold a conflict of an earlier export; otherwise the blocks themselves.
 * @param known blocks that Simak wrote: in Simak's half of a conflict, only what is not among them is the person's
 */
export function mineOf(whole: readonly Token[], known: ReadonlySet<string>, words: MergeWords): Token[] {
  if (!whole.some(({ key }) => key.includes(START_MARK))) return [...whole]
  let half: 'none' | 'mine' | 'simak' = 'none'
  let afterMarker = false
  // Changed by hand, they are the person's words like any others.
  const headings = [`**${words.conflictHere}**`, `**${words.conflictSimak}**`]
  return tokensOf(sourceOf(whole)).filter(({ key }) => {
    const isMarker = START.test(key) || OURS.test(key) || END.test(key)
    const isHeading = afterMarker && headings.includes(key)
    if (isMarker) half = START.test(key) ? 'mine' : OURS.test(key) ? 'simak' : 'none'
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
    if (open.length === 0 && !START.test(token.key)) whole.push(token)
    else open.push(token)
    if (open.length === 0 || !END.test(token.key)) continue
    whole.push({ text: sourceOf(open.slice(0, -1)) + token.text, gap: token.gap, key: keysOf(open).join('\n\n') })
    open = []
  }
  return [...whole, ...open]
}

export function deletedMarker(id: string, words: MergeWords): Token[] {
  return tokensOf(`<!-- simak:deleted ${id} -->\n*${words.deleted}*\n\n`)
}

/** A marker that says something else was changed by hand. */
export function isDeletedMarker({ key }: Token, words: MergeWords): boolean {
  return DELETED.exec(key)?.[2] === words.deleted
}
