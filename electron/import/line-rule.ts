import type { RemovalKind } from '#shared/article.ts'

export interface LineRule {
  kind: RemovalKind
  pattern: RegExp
  /** Longer lines are not touched. */
  maxWords: number
  /** Left out even where the guard against over-cleaning steps in. */
  sure: boolean
  /**
   * Where it may stand: 'head' before the first paragraph of running text, 'lead' there or as that, 'tail' after the
   * last one, 'end' there or among the last blocks, 'edge' in head or tail.
   */
  place?: 'head' | 'lead' | 'tail' | 'end' | 'edge'
}

/** A line that starts a run of lines which go with it. */
export interface SectionRule {
  kind: RemovalKind
  pattern: RegExp
  /** Goes on to the end of the document, running text included (comments), or only over lines that are none. */
  toEnd: boolean
}

export function rule(
  kind: RemovalKind,
  pattern: RegExp,
  options: Partial<Omit<LineRule, 'kind' | 'pattern'>> = {},
): LineRule {
  return { kind, pattern, maxWords: 40, sure: false, ...options }
}

export const SURE = { sure: true } as const
