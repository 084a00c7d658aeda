import type { Run } from './chain.ts'
import type { AnchorIndex } from './prepare.ts'
import type { Wanted } from './wanted.ts'
import { startsWord } from './words.ts'

/** Longest stretch in which whole words are looked for, in units, and the most words of one. */
const LONGEST = 120
const MOST_WORDS = 30

/** A word of a skeleton: its first unit and the one after its last. */
interface Word {
  from: number
  to: number
  units: string
}

/** Stretches of the pattern and of the text that may hold the same words. */
interface Gap {
  p: number
  pEnd: number
  t: number
  tEnd: number
}

/**
 * The chain with the whole words that stand, in order, in both of the stretches between two runs. Runs have at least a
 * few units and must be worth their way, so short words between changed ones are no runs of their own.
 */
export function withWordsBetween(index: AnchorIndex, wanted: Wanted, chain: readonly Run[]): Run[] {
  return chain.flatMap((run, at) => {
    const earlier = chain[at - 1]
    if (earlier === undefined) return [run]
    const gap = { p: earlier.p + earlier.length, pEnd: run.p, t: earlier.t + earlier.length, tEnd: run.t }
    return [...commonWords(wordsOf(index, wanted, gap)), run]
  })
}

/** The words that lie wholly in the two stretches; none where there are too many. */
function wordsOf(
  { text, skeleton }: AnchorIndex,
  { pattern, startsWord: starts }: Wanted,
  { p, pEnd, t, tEnd }: Gap,
): [readonly Word[], readonly Word[]] {
  if (pEnd <= p || tEnd <= t || pEnd - p > LONGEST || tEnd - t > LONGEST) return [[], []]
  const wanted = wordsIn(pattern, p, pEnd, starts)
  if (wanted.length === 0 || wanted.length > MOST_WORDS) return [[], []]
  const found = wordsIn(skeleton.folded, t, tEnd, (at) => startsWord(text, skeleton, at))
  return found.length > MOST_WORDS ? [[], []] : [wanted, found]
}

function wordsIn(folded: string, from: number, to: number, starts: (at: number) => boolean): Word[] {
  const words: Word[] = []
  let begin = starts(from) ? from : -1
  for (let at = from + 1; at <= to; at++) {
    if (!starts(at)) continue
    if (begin !== -1) words.push({ from: begin, to: at, units: folded.slice(begin, at) })
    begin = at
  }
  return words
}

/** The longest common subsequence of words, by their units. */
function commonWords([wanted, found]: readonly [readonly Word[], readonly Word[]]): Run[] {
  if (wanted.length === 0 || found.length === 0) return []
  const width = found.length + 1
  const most = new Int32Array((wanted.length + 1) * width)
  const at = (i: number, j: number) => most[i * width + j] ?? 0
  for (let i = wanted.length - 1; i >= 0; i--) {
    for (let j = found.length - 1; j >= 0; j--) {
      const units = wanted[i]?.units ?? ''
      const both = units === found[j]?.units ? at(i + 1, j + 1) + units.length : 0
      most[i * width + j] = Math.max(both, at(i + 1, j), at(i, j + 1))
    }
  }
  const runs: Run[] = []
  for (let i = 0, j = 0; i < wanted.length && j < found.length; ) {
    const [word, other] = [wanted[i], found[j]]
    if (word === undefined || other === undefined) break
    if (word.units === other.units && at(i, j) === at(i + 1, j + 1) + word.units.length) {
      runs.push({ p: word.from, t: other.from, length: word.units.length })
      i++
      j++
    } else if (at(i, j) === at(i + 1, j)) i++
    else j++
  }
  return runs
}
