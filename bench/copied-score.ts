import { draftOfText } from '../electron/import/plain-text.ts'
import type { CopiedGold } from './copied-gold.ts'
import { tokensOf } from './four-grams.ts'

/** What was to go and went, and what was to stay and did not. */
export class CopiedScore {
  boilerplate = 0
  gone = 0
  sentences = 0
  touched = 0
  readonly examples: string[] = []

  add(isArticle: boolean, isKept: boolean, example: string): void {
    this[isArticle ? 'sentences' : 'boilerplate'] += 1
    if (!isArticle && !isKept) this.gone += 1
    if (isArticle && !isKept) this.touched += 1
    if (isArticle !== isKept) this.examples.push(`${isKept ? 'left' : 'touched'}: ${example.slice(0, 160)}`)
  }

  row(): object {
    const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
    return {
      'boilerplate lines': this.boilerplate,
      gone: percent(this.gone / this.boilerplate),
      sentences: this.sentences,
      touched: percent(this.touched / this.sentences),
    }
  }
}

/** Whether a line, counted from 1, was judged to be in one of the ranges. */
export function isIn(ranges: CopiedGold['article'], line: number): boolean {
  return ranges.some(([from, to]) => line >= from && line <= to)
}

/** Sentences with so many words at least. */
export function sentencesOf(text: string, words: number): string[] {
  return [...new Intl.Segmenter('id', { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => tokensOf(sentence).length >= words)
}

/** What is kept of a text that was copied: its title, and its lines one by one. */
export function keptOf(text: string): { title: string; lines: string[] } {
  const draft = draftOfText(text, 'x.txt')
  if (!draft.ok) throw new Error(draft.failure.code)
  const kept = draft.value.blocks.filter((block) => block.removed === null)
  const lines = kept.flatMap(({ html }) =>
    html.split(/<\/(?:li|p|h2)>/).map((piece) => decoded(piece.replace(/<[^>]*>/g, ' '))),
  )
  return { title: draft.value.metadata.title, lines }
}

function decoded(html: string): string {
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}
