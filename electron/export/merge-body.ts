import type { Hunk } from '#shared/sequence-diff.ts'
import { changesOf, type Group, groupsOf, keysOf, type Region } from './merge-hunks.ts'
import {
  conflictTokens,
  deletedMarker,
  isDeletedMarker,
  mineOf,
  type MergeWords,
  withConflictsWhole,
} from './merge-marks.ts'
import { followMoves } from './merge-moves.ts'
import {
  identityOf,
  isBullet,
  layoutOfBody,
  type NoteLayout,
  noteRegion,
  noteText,
  sectionsOf,
  sourceOf,
  spaced,
  spacedOne,
  type Token,
  tokensOf,
  withoutIndent,
  withTabs,
} from './merge-tokens.ts'

/** A note's Markdown by its block id, as an exported file holds it. */
export type Notes = Readonly<Record<string, string>>

export interface MergeSide {
  body: string
  notes: Notes
}

/** A note that was changed in the file: what it says there, and whether Simak changed it too. */
export interface NoteEdit {
  id: string
  text: string
  conflict: boolean
}

export interface MergedBody {
  body: string
  /** Block ids of notes that both sides changed. */
  conflicts: string[]
  /** Block ids of highlights that are gone in Simak and kept because the person wrote in them. */
  kept: string[]
  edits: NoteEdit[]
}

/**
 * Merges what a person made of an exported file with what Simak would export now.
 *
 * Guarantee: a block that stands in `theirs` and not in `base` is in the result. Blocks are compared with `base` on both
 * sides; what only one side changed is taken from it; insertions at one place are both kept, the person's first; a note
 * changed on both sides becomes a conflict with both texts; a highlight that Simak has no more goes, unless the person
 * wrote in its section: then it stays, marked.
 */
export function mergeBodies(base: MergeSide | null, theirs: string, ours: MergeSide, words: MergeWords): MergedBody {
  const layout = layoutOfBody([ours.body, base?.body ?? ''].find((body) => SOME_NAME.test(body)) ?? '')
  const written = layout.outline && /^\t+- /m.test(theirs) ? withTabs : (body: string) => body
  const next = tokensOf(written(ours.body), layout)
  const now = withConflictsWhole(tokensOf(theirs, layout))
  const old = base === null ? commonOf(now, next, words) : tokensOf(written(base.body), layout)
  const merges: Merge[] = []
  const run = (parts: MergeParts): Token[] => {
    const merge = new Merge(parts, { old: base?.notes ?? {}, ours: ours.notes }, words, layout)
    merges.push(merge)
    return merge.run()
  }
  const merged = run({ ...followMoves({ old, now, next }, run, words), old })
  const names = new Set(now.flatMap((token) => identityOf(token) ?? []))
  const tokens = withAllWritten(merged, { now, old }, (token, known) =>
    isDeletedMarker(token, names, words) ? [] : mineOf([token], known, words, layout),
  )
  const edits = new Map(merges.flatMap((merge) => merge.edits()).map((edit) => [edit.id, edit]))
  return {
    body: sourceOf(tokens),
    conflicts: [...new Set(merges.flatMap(({ conflicts }) => conflicts))],
    kept: [...new Set(merges.flatMap(({ kept }) => kept))],
    edits: [...edits.values()],
  }
}

/**
 * The guarantee, whatever the steps before came to: a block that the person wrote and that is missing goes back, after
 * what stood before it. It takes sections moved on both sides at once to get here.
 */
function withAllWritten(
  merged: readonly Token[],
  { now, old }: { now: readonly Token[]; old: readonly Token[] },
  writtenIn: (token: Token, known: ReadonlySet<string>) => Token[],
): Token[] {
  const result = [...merged]
  const known = new Set(keysOf(old))
  let place = 0
  for (const token of now) {
    const at = result.findIndex(({ key }) => key === token.key)
    if (at >= 0) place = at + 1
    if (at >= 0 || token.key === '' || known.has(token.key)) continue
    for (const mine of writtenIn(token, known)) {
      if (result.some(({ key }) => key === mine.key || key.split('\n\n').includes(mine.key))) continue
      result.splice(place, 0, ...spaced([mine]))
      place++
    }
  }
  return result
}

/**
 * Without a last export all that both have counts as old, so that each side only adds; so does a line with the address
 * of a passage in which no word is a person's: it says what colour and tags were.
 */
function commonOf(now: readonly Token[], next: readonly Token[], { colours }: MergeWords): Token[] {
  const changed = changesOf(now, next, [])
  const addresses = new Set(next.flatMap((token) => addressIn(token) ?? []))
  const ours = new Set(wordsOf([...keysOf(next), ...Object.values(colours)].join(' ')))
  return now.filter((token, i) => {
    const address = addressIn(token)
    const isLabel = address !== null && addresses.has(address) && wordsOf(token.key).every((word) => ours.has(word))
    return isLabel || !changed.some(({ start, end }) => i >= start && i < end)
  })
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/)
}

function addressIn({ key }: Token): string | null {
  return /\(simak:\/\/article\/[^\s()/]+\/[^\s()]+\)$/.exec(key)?.[0] ?? null
}

/** Any name of a section. */
const SOME_NAME = /\b(?:hl|note)-/

interface MergeParts {
  old: readonly Token[]
  now: readonly Token[]
  next: readonly Token[]
}

class Merge {
  readonly conflicts: string[] = []
  readonly kept: string[] = []
  private readonly parts: MergeParts
  private readonly words: MergeWords
  private readonly layout: NoteLayout
  /** Where notes stand in the old blocks, by block id. */
  private readonly regions = new Map<string, Region>()
  private readonly theirs: Hunk[]
  private readonly ours: Hunk[]
  private readonly oldSections: string[]
  private readonly nextSections: string[]
  private readonly notes: { old: Notes; ours: Notes }

  constructor(parts: MergeParts, notes: { old: Notes; ours: Notes }, words: MergeWords, layout: NoteLayout) {
    this.parts = parts
    this.words = words
    this.layout = layout
    this.notes = notes
    for (const [id, note] of Object.entries(notes.old)) {
      const region = noteRegion(parts.old, id, note, layout)
      if (region !== null) this.regions.set(id, region)
    }
    const regions = [...this.regions.values()]
    this.theirs = changesOf(parts.old, parts.now, regions)
    this.ours = changesOf(parts.old, parts.next, regions)
    this.oldSections = sectionsOf(parts.old)
    this.nextSections = sectionsOf(parts.next)
  }

  run(): Token[] {
    const merged: Token[] = []
    let old = 0
    let now = 0
    const keep = (end: number): void => {
      merged.push(...this.parts.now.slice(now, now + end - old))
      now += end - old
      old = end
    }
    for (const group of groupsOf(this.theirs, this.ours)) {
      keep(group.start)
      const grown = group.theirs.reduce((sum, { start, end, from, to }) => sum + to - from - end + start, 0)
      const theirs = this.parts.now.slice(now, now + group.end - group.start + grown)
      merged.push(...this.resolve(group, theirs))
      old = group.end
      now += theirs.length
    }
    keep(this.parts.old.length)
    return spacedInside(merged, this.parts.now.at(-1))
  }

  /** Notes that say something else in the file than the last export wrote there. */
  edits(): NoteEdit[] {
    return [...this.regions].flatMap(([id, region]) => {
      const hunk = this.theirs.find(({ start, end }) => start <= region.start && end >= region.end)
      if (hunk === undefined) return []
      const blocks = this.mine(this.parts.now.slice(hunk.from, hunk.to)).filter(this.noteFilter(hunk, region))
      const text = noteText(blocks, this.layout, this.isItem(id, region))
      if (text === '' || text === this.notes.ours[id]) return []
      return [{ id, text, conflict: this.conflicts.includes(id) }]
    })
  }

  /** In an outline a note begins with a bullet that is none of it. */
  private isItem(id: string, { start }: Region): boolean {
    const first = tokensOf(this.notes.old[id] ?? '', this.layout)[0]
    const written = this.parts.old[start]
    return first !== undefined && written !== undefined && withoutIndent(written.key) !== withoutIndent(first.key)
  }

  /** What stands for the note where more than the note was changed: labels and names are none of it. */
  private noteFilter(hunk: Hunk, region: Region): (token: Token) => boolean {
    const { old } = this.parts
    const others = [...old.slice(hunk.start, region.start), ...old.slice(region.end, hunk.end)]
    const addresses = others.flatMap((token) => addressIn(token) ?? [])
    return (token) => identityOf(token) === null && !addresses.some((address) => token.key.includes(address))
  }

  private resolve(group: Group, theirs: readonly Token[]): readonly Token[] {
    if (group.ours.length === 0) return theirs
    const ours = ourBlocks(group, this.parts.next, this.parts.old)
    if (group.theirs.length === 0) return spaced(ours)
    if (sameKeys(theirs, ours)) return theirs
    const old = this.parts.old.slice(group.start, group.end)
    const oldKeys = new Set(keysOf(old))
    const isWritten = theirs.some(({ key }) => key !== '' && !oldKeys.has(key))
    if (old.length === 0) return [...spaced(theirs), ...spaced(ours)]
    if (ours.length === 0) return isWritten ? this.keepDeleted(group, theirs) : []
    const isTakenOut = old.some((token) => {
      const id = identityOf(token)
      return id !== null && !theirs.some((one) => identityOf(one) === id)
    })
    const note = isTakenOut ? null : this.noteIn(group)
    if (note !== null) return this.mergeNote(note, theirs, ours, isWritten)
    if (!isWritten || isTakenOut) return [...spaced(theirs), ...spaced(this.newSections(group, ours))]
    return this.conflict(this.oldSections[group.start] ?? '', theirs, ours)
  }

  private keepDeleted(group: Group, theirs: readonly Token[]): Token[] {
    const id = this.oldSections[group.start] ?? ''
    this.kept.push(id)
    return [...deletedMarker(id, theirs, this.words, this.layout), ...spaced(theirs)]
  }

  private mergeNote(
    id: string,
    theirs: readonly Token[],
    ours: readonly Token[],
    isWritten: boolean,
  ): readonly Token[] {
    if (!isWritten) return spaced(ours)
    const mine = this.mine(theirs)
    return sameKeys(mine, ours) ? spaced(ours) : this.conflict(id, mine, ours)
  }

  private mine(tokens: readonly Token[]): Token[] {
    return mineOf(tokens, new Set(keysOf(this.parts.old)), this.words, this.layout)
  }

  private conflict(id: string, theirs: readonly Token[], ours: readonly Token[]): Token[] {
    this.conflicts.push(id)
    return conflictTokens({ id, theirs, ours }, this.words, this.layout)
  }

  private noteIn(group: Group): string | null {
    for (const [id, { start, end }] of this.regions) if (group.start < end && group.end > start) return id
    return null
  }

  /** A person took these blocks out: only sections that are new come in their place. */
  private newSections(group: Group, ours: readonly Token[]): Token[] {
    const known = new Set(this.oldSections.slice(group.start, group.end))
    const named = new Set(ours.flatMap((token) => identityOf(token) ?? []))
    const from = group.ours[0]?.from ?? 0
    return ours.filter((_, i) => {
      const section = this.nextSections[from + i] ?? ''
      return !known.has(section) && named.has(section)
    })
  }
}

/** Simak's blocks in place of a group: its changes, and the old blocks between them. */
function ourBlocks(group: Group, next: readonly Token[], old: readonly Token[]): Token[] {
  const tokens: Token[] = []
  let at = group.start
  for (const hunk of group.ours) {
    tokens.push(...old.slice(at, hunk.start), ...next.slice(hunk.from, hunk.to))
    at = hunk.end
  }
  return [...tokens, ...old.slice(at, group.end)]
}

function sameKeys(a: readonly Token[], b: readonly Token[]): boolean {
  return keysOf(a).join('\n\n') === keysOf(b).join('\n\n')
}

/** A block without an empty line after it would run into the next; the file ends as it did before. */
function spacedInside(tokens: readonly Token[], end: Token | undefined): Token[] {
  return tokens.map((token, i) => {
    const next = tokens[i + 1]
    if (next !== undefined) {
      if (token.text === '') return token
      return token.tight && !isBullet(next) ? spacedOne(token) : (spaced([token])[0] ?? token)
    }
    if (end === undefined || token.text === '' || token.key === end.key) return token
    return { ...token, text: end.text.endsWith('\n') ? withLineEnd(token.text) : token.text.trimEnd(), gap: end.gap }
  })
}

function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
