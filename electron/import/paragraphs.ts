/** Plain text to paragraphs: line ends, hard wraps and lost breaks. */
import { splitLongLine } from './glued-lines.ts'
import { endsSentence } from './wording.ts'

/** Widths at which editors and mail programs break lines. */
const MIN_WRAP = 45
const MAX_WRAP = 100
/** How much shorter than the widest line a wrapped one may be: a long word did not fit. */
const RAGGED = 22

export const LIST_MARK = /^\s*(?:[-*•·▪►◦‣–]|\d{1,3}[.)]|[a-z][.)])\s+\S/
const QUOTE_MARK = /^\s*>/
const RULE_LINE = /^\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,}|(?:~\s*){3,})$/

/** Paragraphs in order, none empty; white space inside is as it was. */
export function toParagraphs(text: string): string[] {
  const lines = text.replace(/\r\n?|[\u0085\u2028\u2029\f\v]/g, '\n').split('\n')
  const groups = groupByBlankLines(lines)
  const width = wrapWidth(groups)
  const paragraphs = width === null ? groups.flat() : groups.flatMap((group) => joinWrapped(group, width))
  return paragraphs.flatMap((paragraph) => splitLongLine(paragraph.trim())).filter((paragraph) => paragraph !== '')
}

export function isRuleLine(line: string): boolean {
  return RULE_LINE.test(line)
}

function groupByBlankLines(lines: readonly string[]): string[][] {
  const groups: string[][] = [[]]
  for (const line of lines) {
    if (line.trim() !== '') groups.at(-1)?.push(line)
    else if (groups.at(-1)?.length !== 0) groups.push([])
  }
  return groups.filter((group) => group.length > 0)
}

/** The column at which the text was hard-wrapped, null where it was not. */
function wrapWidth(groups: readonly string[][]): number | null {
  const inner = groups.flatMap((group) => group.slice(0, -1).map((line) => line.trimEnd()))
  if (inner.length < 3) return null
  const lengths = inner.map((line) => line.length).toSorted((a, b) => a - b)
  const at = (share: number): number => lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))] ?? 0
  const widest = groups.flat().reduce((most, line) => Math.max(most, line.trimEnd().length), 0)
  if (widest > MAX_WRAP || at(0.5) < MIN_WRAP) return null
  // Lines that are whole sentences each are paragraphs that happen to be short.
  const broken = inner.filter((line) => !endsSentence(line)).length / inner.length
  return broken > 0.5 ? at(0.98) : null
}

function joinWrapped(group: readonly string[], width: number): string[] {
  const joined: string[] = []
  for (const [index, line] of group.entries()) {
    const before = group[index - 1]
    const continues = before !== undefined && wasWrapped(before, line, width)
    if (continues) joined.push(joinLines(joined.pop() ?? '', line.trim()))
    else joined.push(line)
  }
  return joined
}

/** The break before `line` was made by the margin: its first word would not have fitted. */
function wasWrapped(before: string, line: string, width: number): boolean {
  if (LIST_MARK.test(line) || RULE_LINE.test(line) || RULE_LINE.test(before) || QUOTE_MARK.test(line)) return false
  const firstWord = /\S+/.exec(line)?.[0].length ?? 0
  const length = before.trimEnd().length
  if (length + 1 + firstWord > width) return true
  return length >= width - RAGGED && !endsSentence(before)
}

function joinLines(first: string, second: string): string {
  const start = first.trimEnd()
  // A word divided at the margin by a soft hyphen; a plain one may belong to the word.
  return start.endsWith('\u00ad') ? start.slice(0, -1) + second : `${start} ${second}`
}
