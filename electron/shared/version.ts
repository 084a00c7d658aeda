import type { Anchor } from './anchoring/anchor-state.ts'
import { anchorAll } from './anchoring/anchor.ts'
import { type Followed, overlap } from './anchoring/follow.ts'
import { prepare } from './anchoring/prepare.ts'
import { usablePosition } from './anchoring/wanted.ts'
import { type Annotation, isPageNote, type Selector } from './annotation.ts'
import type { ArticleId, ContentHash } from './article.ts'
import { compareUnits } from './compare-units.ts'
import { type Resolution, wordOn } from './resolution.ts'
import { compareTexts, TextMove } from './text-diff.ts'

/** How the highlights of an article came over to a new version: ids of annotations by what became of them. */
export type CarryReport = Record<Anchor['state'], string[]>

/** One version of an article's content; `added` is ISO 8601 in UTC. */
export interface ArticleVersion {
  version: ContentHash
  added: string
  /** The article that came in with it and is part of this one since; the first version has none. */
  from?: ArticleId
  /** When the page says that it was changed, or else published (ISO 8601); absent where it does not say. */
  dated?: string
}

/**
 * The oldest first: by what their pages say of their dates, where all say one; where one only says the day, by days. Else,
 * and for the same date, by when they came in.
 */
export function versionsInOrder<V extends Pick<ArticleVersion, 'version' | 'added' | 'dated'>>(
  versions: readonly V[],
): V[] {
  const byDay = versions.some(({ dated = '' }) => dated.length <= 'yyyy-mm-dd'.length)
  const time = ({ dated = '' }: V): number => Date.parse(byDay ? dated.slice(0, 'yyyy-mm-dd'.length) : dated)
  const areDated = versions.every((one) => Number.isFinite(time(one)))
  return versions.toSorted(
    (a, b) =>
      (areDated ? time(a) - time(b) : 0) || compareUnits(a.added, b.added) || compareUnits(a.version, b.version),
  )
}

/** What came of making an article a version of another. */
export interface JoinedVersion {
  from: ArticleId
  /** The article that has the version now: the one named, or the one that has that one as a version. */
  article: ArticleId
  version: ContentHash
  report: CarryReport
}

/** A new version, and what is to be found in it. */
export interface CarryJob {
  version: ContentHash
  /** Its article text. */
  text: string
  annotations: readonly Annotation[]
  resolutions: readonly Resolution[]
  /** Article texts of the versions that highlights were made in, as far as they are there. */
  old: ReadonlyMap<ContentHash, string>
}

export interface Carried {
  report: CarryReport
  /** By annotation, where the changes between the two texts decided; to be kept, for the old text is not always at hand. */
  followed: Record<string, Followed>
}

/**
 * Finds every highlight in the text of a new version: by its selectors, and where these leave a doubt or could mean
 * another passage, by the changes between the two texts. Nothing is changed; the old version keeps its own.
 */
export function carryOver({ version, text, annotations, resolutions, old }: CarryJob): Carried {
  const highlights = annotations.filter((annotation) => !isPageNote(annotation))
  const index = prepare(text)
  const words = highlights.map((annotation) => wordOn(annotation, resolutions, version))
  const lists = words.map(({ selector }) => selector)
  const found = anchorAll(index, lists)
  const changes = new Changes(text, old)
  const hints = found.map((anchor, at) => {
    const word = words[at]
    return word === undefined || word.version === version ? null : hintFor(anchor, word, changes)
  })
  const settled = hints.every((hint) => hint === null) ? found : anchorAll(index, lists, hints)
  const carried: Carried = { report: { exact: [], moved: [], uncertain: [], orphan: [] }, followed: {} }
  for (const [at, anchor] of settled.entries()) {
    const id = highlights[at]?.id ?? ''
    const hint = hints[at] ?? null
    carried.report[anchor.state].push(id)
    if (hint !== null && !isSame(anchor, found[at])) carried.followed[id] = hint
  }
  return carried
}

/** What is known of a passage where its selectors alone are not enough. */
function hintFor(
  anchor: Anchor,
  { selector, version }: { selector: readonly Selector[]; version: ContentHash },
  changes: Changes,
): Followed | null {
  if (anchor.why === 'in-place') return null
  const position = usablePosition(selector)
  const move = position === null ? null : changes.since(version)
  if (position === null || move === null) return null
  const place = move.passage(position.start, position.end)
  if (place !== null || anchor.state === 'orphan') return place
  const before = move.origin(anchor.start, anchor.end)
  return before === null || overlap(before, position) ? null : 'gone'
}

/** The changes since older versions, each compared once and only where it is asked for. */
class Changes {
  private readonly text: string
  private readonly old: ReadonlyMap<ContentHash, string>
  private readonly moves = new Map<ContentHash, TextMove>()

  constructor(text: string, old: ReadonlyMap<ContentHash, string>) {
    this.text = text
    this.old = old
  }

  since(version: ContentHash): TextMove | null {
    const text = this.old.get(version)
    if (text === undefined) return null
    const move = this.moves.get(version) ?? new TextMove(compareTexts(text, this.text))
    this.moves.set(version, move)
    return move
  }
}

function isSame(a: Anchor, b: Anchor | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
