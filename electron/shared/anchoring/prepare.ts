const WHITE_SPACE = /\s+/g
const WHITE_SPACE_UNIT = /\s/

/** A text without its white space; `offsets[i]` is where unit i of `folded` stands in the text. */
interface Skeleton {
  folded: string
  offsets: Int32Array
}

/** A text made ready for many anchors. The skeleton is made at its first use: most quotes stand where they stood. */
export class AnchorIndex {
  readonly text: string
  private made: Skeleton | null = null

  constructor(text: string) {
    this.text = text
  }

  get skeleton(): Skeleton {
    this.made ??= makeSkeleton(this.text)
    return this.made
  }
}

export function prepare(text: string): AnchorIndex {
  return new AnchorIndex(text)
}

/** Removes all white space (ECMAScript's \s, so no-break spaces and line separators too). */
export function foldWhiteSpace(text: string): string {
  return text.replace(WHITE_SPACE, '')
}

/** The index in `offsets` of the first skeleton unit at or after the text offset `at`. */
export function skeletonOffset(skeleton: Skeleton, at: number): number {
  let low = 0
  let high = skeleton.offsets.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((skeleton.offsets[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

function makeSkeleton(text: string): Skeleton {
  const folded = foldWhiteSpace(text)
  const offsets = new Int32Array(folded.length)
  let next = 0
  for (let at = 0; at < text.length; at++) if (!isWhiteSpace(text, at)) offsets[next++] = at
  return { folded, offsets }
}

function isWhiteSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit > 0x20 && unit < 0x7f) return false
  return WHITE_SPACE_UNIT.test(text.charAt(at))
}
