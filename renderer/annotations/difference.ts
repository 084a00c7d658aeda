/** A stretch of one of two texts; `same` stands in both. */
export interface Part {
  text: string
  same: boolean
}

/** Words beyond which texts are not compared word by word. */
const MOST_WORDS = 600

/** What two texts have in common, word by word (longest common subsequence), as the parts of each. */
export function differences(a: string, b: string): [Part[], Part[]] {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  if (left.length > MOST_WORDS || right.length > MOST_WORDS)
    return [[{ text: a, same: a === b }], [{ text: b, same: a === b }]]
  const lengths = commonLengths(left, right)
  const parts: [Part[], Part[]] = [[], []]
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    const [one, other] = [left[i], right[j]]
    if (one !== undefined && other !== undefined && isSame(one, other)) {
      add(parts[0], one, true)
      add(parts[1], other, true)
      i++
      j++
    } else if (other === undefined || (one !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      add(parts[0], one ?? '', false)
      i++
    } else {
      add(parts[1], other, false)
      j++
    }
  }
  return parts
}

/** Words with the white space behind them. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+\s*/g) ?? []
}

function isSame(a: string, b: string): boolean {
  return a.trim() === b.trim()
}

function commonLengths(left: readonly string[], right: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1))
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const row = rows[i]
      if (row === undefined) continue
      row[j] = isSame(left[i] ?? '', right[j] ?? '')
        ? at(rows, i + 1, j + 1) + 1
        : Math.max(at(rows, i + 1, j), at(rows, i, j + 1))
    }
  }
  return rows
}

function at(rows: readonly Uint16Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0
}

function add(parts: Part[], text: string, same: boolean): void {
  const last = parts.at(-1)
  if (last?.same === same) last.text += text
  else parts.push({ text, same })
}
