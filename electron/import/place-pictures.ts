import type { ImportedArticle, Removal } from '#shared/article.ts'
import { assetNameOf } from '#shared/content-allow-list.ts'
import { textOfContent } from '#shared/html-text.ts'
import { topLevelElements } from './restore-lines.ts'

/** Content as it is shown, and what was left out of it. */
export interface PlacedContent {
  html: string
  removals: Removal[]
}

/** The article with what is shown of it, and the pictures that its new reading has; other texts are not changed. */
export function withPictures(article: ImportedArticle, shown: PlacedContent): ImportedArticle {
  const { html, removals } = placePictures(shown, article.content)
  const named = [html, ...removals.map((removal) => removal.html)].join('')
  const { assets = [], fetched = {}, facts } = article
  return {
    ...article,
    content: html,
    assets: assets.filter(({ name }) => named.includes(name)),
    fetched: Object.fromEntries(Object.entries(fetched).filter(([, name]) => named.includes(name))),
    facts: { ...facts, removals },
  }
}

/** A top-level element of content. */
interface Piece {
  html: string
  text: string
  pictures: ReadonlySet<string>
  /** Of the first image in it, missing or not; null where it has none that says one. */
  alternative: string | null
}

const NONE: Pick<Piece, 'pictures'> = { pictures: new Set() }

/**
 * Puts the pictures of one reading of an original into another: by the paragraphs they stand in or between. The article
 * text stays as it is, so that every highlight does too. Pictures whose surroundings are others there are left out.
 * @param shown content without the pictures, or with some of them
 * @param anew content with pictures, made of the same original, perhaps by another version of Simak
 */
export function placePictures(shown: PlacedContent, anew: string): PlacedContent {
  const [own, other] = [piecesOf(shown.html), piecesOf(anew)]
  const placing = new Placing()
  let [at, otherAt] = [0, 0]
  for (const [index, otherIndex] of [...sameTexts(own, other), [own.length, other.length] as const]) {
    placing.addBetween(own.slice(at, index), other.slice(otherAt, otherIndex))
    const [piece, candidate] = [own[index], other[otherIndex]]
    if (piece !== undefined && candidate !== undefined) placing.add(hasMore(candidate, piece) ? candidate : piece)
    ;[at, otherAt] = [index + 1, otherIndex + 1]
  }
  const html = placing.pieces.map((piece) => piece.html).join('')
  if (textOfContent(html).text !== textOfContent(shown.html).text) return shown
  const removals = shown.removals.map((removal) => ({ ...removal, before: placing.placeOf(removal.before) }))
  return { html, removals }
}

/** What was put together so far, and where in it each piece of the shown content has come to stand. */
class Placing {
  readonly pieces: Piece[] = []
  private readonly places: number[] = []

  add(piece: Piece): void {
    this.places.push(this.pieces.length)
    this.pieces.push(piece)
  }

  /**
   * What stands between two texts: the pictures of the new reading, where it has those that are shown and more; else, as
   * of a page whose other pictures came in a folder beside it, what is shown and then the new ones.
   */
  addBetween(shown: readonly Piece[], anew: readonly Piece[]): void {
    const isBare = [...shown, ...anew].every(({ text }) => text === '')
    const had = joined(shown)
    const fresh = isBare ? anew.filter((piece) => hasMore(piece, NONE) && !sharesAny(piece, had)) : []
    if (isBare && hasMore(joined(anew), had)) {
      const start = this.pieces.length
      for (const at of shown.keys()) this.places.push(Math.min(start + at, start + anew.length))
      this.pieces.push(...anew)
      return
    }
    const filled = new Set(fresh.map(({ alternative }) => alternative))
    for (const piece of shown) {
      const isFrame = piece.alternative !== null && piece.pictures.size === 0
      if (isFrame && filled.has(piece.alternative)) this.places.push(this.pieces.length)
      else this.add(piece)
    }
    this.pieces.push(...fresh)
  }

  placeOf(before: number): number {
    return this.places[before] ?? this.pieces.length
  }
}

function piecesOf(html: string): Piece[] {
  return topLevelElements(html).map((element) => ({
    html: element,
    text: textOfContent(element).text,
    pictures: picturesIn(element),
    alternative: /<img [^>]*?alt="([^"]+)"/.exec(element)?.[1] ?? null,
  }))
}

function picturesIn(html: string): Set<string> {
  const sources = [...html.matchAll(/<img [^>]*?src="([^"]*)"/g)].map((match) => assetNameOf(match[1] ?? ''))
  return new Set(sources.filter((name) => name !== null))
}

function joined(pieces: readonly Piece[]): Pick<Piece, 'pictures'> {
  return { pictures: new Set(pieces.flatMap(({ pictures }) => [...pictures])) }
}

function hasMore({ pictures: more }: Pick<Piece, 'pictures'>, { pictures: fewer }: Pick<Piece, 'pictures'>): boolean {
  return more.size > fewer.size && [...fewer].every((name) => more.has(name))
}

function sharesAny(
  { pictures: some }: Pick<Piece, 'pictures'>,
  { pictures: others }: Pick<Piece, 'pictures'>,
): boolean {
  return [...some].some((name) => others.has(name))
}

/**
 * Pairs of indices of pieces with the same text, both rising: the next one where it is the same, else one whose text is
 * the only such one on its side.
 */
function sameTexts(own: readonly Piece[], other: readonly Piece[]): (readonly [number, number])[] {
  const placesOf = Map.groupBy(other.keys(), (index) => other[index]?.text ?? '')
  const pairs: (readonly [number, number])[] = []
  let from = 0
  for (const [index, { text }] of own.entries()) {
    if (text === '') continue
    const next = nextWithText(other, from)
    const places = placesOf.get(text) ?? []
    const [only = -1] = places.length === 1 ? places : []
    const found = other[next]?.text === text ? next : only
    if (found < from) continue
    pairs.push([index, found])
    from = found + 1
  }
  return pairs
}

function nextWithText(pieces: readonly Piece[], from: number): number {
  let at = from
  while (pieces[at]?.text === '') at += 1
  return at
}
