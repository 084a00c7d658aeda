import { type Annotation, HIGHLIGHT_COLOURS, noteOf, positionOf, quoteOf, tagsOf } from './annotation.ts'
import type { NotebookEntry } from './search-contract.ts'
import { compareUnits } from './compare-units.ts'
import { assertNever } from './result.ts'

export const GROUPINGS = ['article', 'tag', 'colour', 'date'] as const
export type Grouping = (typeof GROUPINGS)[number]
export const ORDERS = ['newest', 'oldest', 'place'] as const
export type Order = (typeof ORDERS)[number]

/** A heading, or an annotation below it: the notebook as one stream. */
export type NotebookRow =
  | { kind: 'group'; key: string; name: string; count: number }
  | { kind: 'entry'; key: string; entry: NotebookEntry }

/**
 * The stream of the notebook: groups in an order that fits them, annotations as asked for within each. An annotation
 * with several tags stands under each of them; one without stands last, under ''.
 */
export function notebookRows(entries: readonly NotebookEntry[], grouping: Grouping, order: Order): NotebookRow[] {
  const groups = new Map<string, { name: string; entries: NotebookEntry[] }>()
  for (const entry of entries) {
    for (const { key, name } of groupsOf(entry, grouping)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { name, entries: [entry] })
      else group.entries.push(entry)
    }
  }
  const sorted =
    grouping === 'article' ? [...groups] : [...groups].toSorted(([a], [b]) => compareGroups(a, b, grouping))
  return sorted.flatMap(([key, group]): NotebookRow[] => [
    { kind: 'group', key, name: group.name, count: group.entries.length },
    ...group.entries
      .toSorted((a, b) => compareEntries(a, b, order))
      .map((entry): NotebookRow => ({ kind: 'entry', key: `${key} ${entry.annotation.id}`, entry })),
  ])
}

function groupsOf({ article, title, annotation }: NotebookEntry, grouping: Grouping): { key: string; name: string }[] {
  switch (grouping) {
    case 'article':
      return [{ key: article, name: title }]
    case 'tag': {
      const tags = tagsOf(annotation)
      return tags.length === 0 ? [{ key: '', name: '' }] : tags.map((tag) => ({ key: tag, name: tag }))
    }
    case 'colour':
      return [{ key: annotation.colour, name: annotation.colour }]
    case 'date': {
      const day = annotation.created.slice(0, 10)
      return [{ key: day, name: day }]
    }
    default:
      return assertNever(grouping)
  }
}

function compareGroups(a: string, b: string, grouping: Grouping): number {
  if (grouping === 'colour') return colourAt(a) - colourAt(b)
  if (grouping === 'date') return a < b ? 1 : -1
  if (a === '' || b === '') return a === '' ? 1 : -1
  return a.localeCompare(b)
}

function colourAt(colour: string): number {
  return HIGHLIGHT_COLOURS.findIndex((known) => known === colour)
}

function compareEntries(a: NotebookEntry, b: NotebookEntry, order: Order): number {
  switch (order) {
    case 'newest':
      return compareUnits(b.annotation.created, a.annotation.created)
    case 'oldest':
      return compareUnits(a.annotation.created, b.annotation.created)
    case 'place':
      return compareUnits(a.article, b.article) || placeOf(a.annotation) - placeOf(b.annotation)
    default:
      return assertNever(order)
  }
}

function placeOf(annotation: Annotation): number {
  return positionOf(annotation)?.start ?? -1
}

/** What an annotation says in the stream. */
export function entryTexts({ annotation }: NotebookEntry): { quote: string; note: string; tags: string[] } {
  return { quote: quoteOf(annotation)?.exact ?? '', note: noteOf(annotation), tags: tagsOf(annotation) }
}
