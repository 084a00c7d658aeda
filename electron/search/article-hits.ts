import { noteOf, quoteOf, tagsOf } from '#shared/annotation.ts'
import type { AnnotationHit, ArticleHits, PassageHit, Snippet } from '#shared/search-contract.ts'
import type { ArticleDetails } from './article-document.ts'
import type { Hit, WordMatcher } from './word-matcher.ts'

/** UTF-16 code units of a snippet, about three lines of a list. */
const SNIPPET = 180
/** Shown before the first hit. */
const LEAD = 50
const MOST_PASSAGES = 3
const MOST_ANNOTATIONS = 5

/** Where in an article the words of a query stand, with enough text around to be understood. */
export function hitsOf(id: string, details: ArticleDetails, matcher: WordMatcher): ArticleHits {
  return {
    id,
    title: { text: details.title, marks: marksOf(matcher.hits(details.title)) },
    passages: passagesOf(details.text, matcher.hits(details.text)),
    annotations: annotationHits(details, matcher).slice(0, MOST_ANNOTATIONS),
  }
}

/** Up to three stretches with the most different words of the query, in text order; the beginning where none has any. */
function passagesOf(text: string, hits: readonly Hit[]): PassageHit[] {
  if (hits.length === 0) return text === '' ? [] : [{ ...cut(text, 0, []), start: 0, end: 0 }]
  const windows = hits.map((first, index) => {
    const inside = hits.slice(index, index + 40).filter(({ end }) => end <= first.start + SNIPPET - LEAD)
    return { first, inside, worth: new Set(inside.map(({ part }) => part)).size * 100 + inside.length }
  })
  const chosen: typeof windows = []
  for (const window of windows.toSorted((a, b) => b.worth - a.worth || a.first.start - b.first.start)) {
    if (chosen.length === MOST_PASSAGES) break
    const apart = chosen.every(({ first }) => Math.abs(first.start - window.first.start) > SNIPPET)
    if (apart) chosen.push(window)
  }
  return chosen
    .toSorted((a, b) => a.first.start - b.first.start)
    .map(({ first }) => ({ ...cut(text, first.start - LEAD, hits), start: first.start, end: first.end }))
}

/** A piece of the text that begins and ends with a whole word, its blocks joined. */
function cut(text: string, wanted: number, hits: readonly Hit[]): Snippet {
  let start = Math.max(0, wanted)
  if (start > 0) {
    const space = text.slice(start, start + LEAD).search(/\s/)
    start += space + 1
  }
  let end = Math.min(text.length, start + SNIPPET)
  if (end < text.length) end = Math.max(start + SNIPPET / 2, text.lastIndexOf(' ', end))
  const marks = hits
    .filter((hit) => hit.start >= start && hit.end <= end)
    .map((hit) => ({ start: hit.start - start, end: hit.end - start }))
  return { text: text.slice(start, end).replaceAll('\n', ' '), marks: apart(marks) }
}

function marksOf(hits: readonly Hit[]): Snippet['marks'] {
  return apart(hits.map(({ start, end }) => ({ start, end })))
}

/** Marks that do not overlap: a word of two parts of the query is marked once. */
function apart(marks: Snippet['marks']): Snippet['marks'] {
  let last = 0
  return marks.filter(({ start, end }) => {
    if (start < last) return false
    last = end
    return true
  })
}

function annotationHits({ annotations }: ArticleDetails, matcher: WordMatcher): AnnotationHit[] {
  if (matcher.isEmpty) return []
  return annotations.flatMap((annotation): AnnotationHit[] => {
    const parts = [
      { part: 'note', text: noteOf(annotation) },
      { part: 'quote', text: quoteOf(annotation)?.exact ?? '' },
      { part: 'tag', text: tagsOf(annotation).join(', ') },
    ] as const
    for (const { part, text } of parts) {
      const hits = text === '' ? [] : matcher.hits(text)
      const [first] = hits
      if (first !== undefined) return [{ id: annotation.id, part, ...cut(text, first.start - LEAD, hits) }]
    }
    return []
  })
}
