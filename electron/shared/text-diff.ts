import { diffSequences } from './sequence-diff.ts'

/** A stretch that two texts have in common, or that only one of them has; the texts are the parts in their order. */
export interface TextPart {
  kind: 'same' | 'removed' | 'added'
  text: string
  /** Where it stands in the old and in the new text, in UTF-16 code units. */
  old: number
  next: number
}

/** Scripts written without spaces: a character is a word. */
const SINGLE = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*`
/** Ways to take a text apart, the coarsest first; the pieces of each are the text again. */
const LEVELS = [
  /[^\n]*\n|[^\n]+/g,
  /[^\n]+?(?:[.!?…]+["'”’)\]]*\s+|\n|$)|\n/g,
  new RegExp(String.raw`${SINGLE}|(?:(?!${SINGLE})[\p{L}\p{N}])[\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}]+)*|\s|.`, 'gsu'),
] as const

/** Letters up to which words that stayed between two changes are read as part of the change. */
const LEAST_SAME = 3

/**
 * What became of a text: blocks are compared first, then the sentences of changed blocks, then their words (each level
 * with the shortest edit script), so that a long text costs no more than its changes.
 */
export function compareTexts(old: string, next: string): TextPart[] {
  const parts: TextPart[] = []
  compare(parts, { old, next, oldAt: 0, nextAt: 0 }, 0)
  return withoutSplinters(parts)
}

interface Pair {
  old: string
  next: string
  oldAt: number
  nextAt: number
}

function compare(parts: TextPart[], { old, next, oldAt, nextAt }: Pair, level: number): void {
  const [a, b] = [piecesOf(old, level), piecesOf(next, level)]
  const place = { old: oldAt, next: nextAt }
  const same = (from: number, to: number): void => add(parts, 'same', b.slice(from, to).join(''), place)
  let done = 0
  for (const hunk of diffSequences(a, b)) {
    same(done, hunk.from)
    const removed = a.slice(hunk.start, hunk.end).join('')
    const added = b.slice(hunk.from, hunk.to).join('')
    if (removed === '' || added === '' || level === LEVELS.length - 1) {
      add(parts, 'removed', removed, place)
      add(parts, 'added', added, place)
    } else {
      compare(parts, { old: removed, next: added, oldAt: place.old, nextAt: place.next }, level + 1)
      place.old += removed.length
      place.next += added.length
    }
    done = hunk.to
  }
  same(done, b.length)
}

function piecesOf(text: string, level: number): string[] {
  return text.match(LEVELS[level] ?? LEVELS[0]) ?? []
}

/** Appends a stretch at `place` and moves the place behind it. */
function add(parts: TextPart[], kind: TextPart['kind'], text: string, place: { old: number; next: number }): void {
  if (text === '') return
  const last = parts.at(-1)
  if (last?.kind === kind) last.text += text
  else parts.push({ kind, text, old: place.old, next: place.next })
  if (kind !== 'added') place.old += text.length
  if (kind !== 'removed') place.next += text.length
}

/**
 * A space or a short word that two changes have in common by chance is read with them: "went home" for "came back" is
 * one change, not two with a space between. Adjacent changes become one removal and one addition.
 */
function withoutSplinters(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = []
  for (let at = 0; at < parts.length; ) {
    const first = parts[at]
    if (first === undefined) break
    if (first.kind === 'same') {
      result.push(first)
      at++
      continue
    }
    let [removed, added] = ['', '']
    for (; at < parts.length; at++) {
      const part = parts[at]
      if (part === undefined || (part.kind === 'same' && !isSplinter(part.text, parts[at + 1]))) break
      if (part.kind !== 'added') removed += part.text
      if (part.kind !== 'removed') added += part.text
    }
    if (removed !== '') result.push({ kind: 'removed', text: removed, old: first.old, next: first.next })
    if (added !== '') result.push({ kind: 'added', text: added, old: first.old + removed.length, next: first.next })
  }
  return result
}

function isSplinter(text: string, after: TextPart | undefined): boolean {
  return after !== undefined && !text.includes('\n') && (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) <= LEAST_SAME
}

/** Unchanged units beside a passage that say that it is the same one. */
const HELD_BY = 24

/** Where places of the old text stand in the new one. */
export class TextMove {
  private readonly same: readonly TextPart[]
  private readonly length: number

  constructor(parts: readonly TextPart[]) {
    this.same = parts.filter(({ kind }) => kind === 'same')
    const last = parts.at(-1)
    this.length = last === undefined ? 0 : last.old + (last.kind === 'added' ? 0 : last.text.length)
  }

  /**
   * The passage in the new text, where nothing in it has changed; else null. So is one that stands in a short stretch
   * between changes: a few words are found beside anything.
   */
  passage(start: number, end: number): { start: number; end: number } | null {
    const part = this.same.findLast(({ old }) => old <= start)
    return part === undefined ? null : this.moved(part, { start, end }, part.old, part.next)
  }

  /** The same for a passage of the new text: where it stood in the old one. */
  origin(start: number, end: number): { start: number; end: number } | null {
    const part = this.same.findLast(({ next }) => next <= start)
    return part === undefined ? null : this.moved(part, { start, end }, part.next, part.old)
  }

  private moved({ text }: TextPart, { start, end }: { start: number; end: number }, from: number, to: number) {
    if (start >= end || end > from + text.length) return null
    if (text.length < Math.min(this.length, end - start + HELD_BY)) return null
    return { start: start - from + to, end: end - from + to }
  }
}
