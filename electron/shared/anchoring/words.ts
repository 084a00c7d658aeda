import { IDEOGRAPHS_FROM, type Skeleton } from './fold.ts'

const SEPARATOR = /[\p{White_Space}\p{P}]/u

/**
 * Whether a word begins at unit `at` of a skeleton: white space or punctuation stood before it in the text, or it or
 * the unit before is an ideograph. The end of the skeleton counts as the beginning of a word too.
 */
export function startsWord(text: string, { folded, offsets }: Skeleton, at: number): boolean {
  if (at <= 0 || at >= folded.length) return true
  if (folded.charCodeAt(at) >= IDEOGRAPHS_FROM || folded.charCodeAt(at - 1) >= IDEOGRAPHS_FROM) return true
  const before = offsets[at - 1] ?? 0
  const own = offsets[at] ?? 0
  return own > before + 1 && SEPARATOR.test(text.slice(before + 1, own))
}
