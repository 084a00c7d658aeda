import { FIELD_NAMES, parseQuery, type QueryFilter, type QueryNode } from '#shared/search-query.ts'

/** One condition as it is written: `site:kompas.com`, `tag:"a b"`. */
export function clauseOf(field: QueryFilter['field'], value: string): string {
  const written = /[\s()"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value
  return `${FIELD_NAMES[field][0] ?? field}:${written}`
}

/** Adds a condition to the query, or takes it out where it stands there already. */
export function toggleClause(query: string, field: QueryFilter['field'], value: string): string {
  const span = spanOf(query, field, value)
  if (span === null) return `${query.trimEnd()} ${clauseOf(field, value)} `.trimStart()
  return `${query.slice(0, span.start)}${query.slice(span.end).trimStart()}`.trimStart()
}

export function hasClause(query: string, field: QueryFilter['field'], value: string): boolean {
  return spanOf(query, field, value) !== null
}

function spanOf(query: string, field: QueryFilter['field'], value: string): { start: number; end: number } | null {
  const { root } = parseQuery(query)
  const nodes: QueryNode[] = root === null ? [] : root.kind === 'all' ? root.nodes : [root]
  for (const node of nodes) {
    if (node.kind !== 'filter' || node.filter.field !== field) continue
    const { start, end } = node.span
    if (query.slice(start, end).toLowerCase() === clauseOf(field, value).toLowerCase()) return { start, end }
  }
  return null
}
