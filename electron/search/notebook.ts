import { type Annotation, noteOf, quoteOf, tagsOf } from '#shared/annotation.ts'
import { parseQuery, type QueryFilter, type QueryNode } from '#shared/search-query.ts'
import { isTagUnder } from './filters.ts'
import type { WordMatcher } from './word-matcher.ts'

/**
 * Which annotations of an article that was found belong into the notebook: those in which all words of the query stand,
 * and that have the tags and colours themselves which the query asks of their article.
 */
export function annotationTest(query: string, matcher: WordMatcher): (annotation: Annotation) => boolean {
  const { root } = parseQuery(query)
  const tests = (root === null ? [] : root.kind === 'all' ? root.nodes : [root]).flatMap(testOfNode)
  return (annotation) => {
    if (!tests.every((passes) => passes(annotation))) return false
    if (matcher.isEmpty) return true
    const text = [quoteOf(annotation)?.exact ?? '', noteOf(annotation), ...tagsOf(annotation)].join('\n')
    const found = new Set(matcher.hits(text).map(({ part }) => part))
    return matcher.parts.every((_, part) => found.has(part))
  }
}

type Test = (annotation: Annotation) => boolean

function testOfNode(node: QueryNode): Test[] {
  if (node.kind === 'filter') return testOfFilter(node.filter)
  if (node.kind === 'not' && node.node.kind === 'filter') {
    return testOfFilter(node.node.filter).map((passes) => (annotation: Annotation) => !passes(annotation))
  }
  return []
}

function testOfFilter(filter: QueryFilter): Test[] {
  switch (filter.field) {
    case 'colour':
      return [({ colour }) => colour === filter.value]
    case 'tag': {
      const fits = isTagUnder(filter.value)
      return [(annotation) => tagsOf(annotation).some(fits)]
    }
    case 'has':
      return filter.value === 'note' ? [(annotation) => noteOf(annotation) !== ''] : []
    default:
      return []
  }
}
