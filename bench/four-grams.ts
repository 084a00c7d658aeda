/**
 * How alike two texts are: overlap of runs of four words, counted as the article extraction benchmark of Zyte
 * (scrapinghub) does: precision and recall are means over pages, F1 is made of these means.
 */
const RUN = 4

export interface Overlap {
  precision: number
  recall: number
}

export function tokensOf(text: string): string[] {
  return text.normalize('NFC').match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []
}

export function overlapOf(own: string, gold: string): Overlap {
  const mine = countRuns(tokensOf(own))
  const theirs = countRuns(tokensOf(gold))
  let common = 0
  for (const [run, count] of mine) common += Math.min(count, theirs.get(run) ?? 0)
  const total = (runs: ReadonlyMap<string, number>): number => [...runs.values()].reduce((a, b) => a + b, 0)
  return { precision: share(common, total(mine)), recall: share(common, total(theirs)) }
}

export function meanF1(overlaps: readonly Overlap[]): number {
  const precision = mean(overlaps.map((overlap) => overlap.precision))
  const recall = mean(overlaps.map((overlap) => overlap.recall))
  return f1({ precision, recall })
}

export function f1({ precision, recall }: Overlap): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length
}

function countRuns(tokens: readonly string[]): Map<string, number> {
  const runs = new Map<string, number>()
  for (let start = 0; start + RUN <= Math.max(tokens.length, RUN); start += 1) {
    const run = tokens.slice(start, start + RUN).join(' ')
    runs.set(run, (runs.get(run) ?? 0) + 1)
  }
  return runs
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
