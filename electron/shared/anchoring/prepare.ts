import { fingerprint } from './fingerprint.ts'
import { foldText, type Skeleton } from './fold.ts'
import { GramIndex } from './grams.ts'

/** A text made ready for many anchors. Its parts are made at first use: most quotes stand where they stood. */
export class AnchorIndex {
  readonly text: string
  private madeSkeleton: Skeleton | null = null
  private madeGrams: GramIndex | null = null
  private madeFingerprint: string | null = null

  constructor(text: string) {
    this.text = text
  }

  get skeleton(): Skeleton {
    this.madeSkeleton ??= foldText(this.text)
    return this.madeSkeleton
  }

  get grams(): GramIndex {
    this.madeGrams ??= new GramIndex(this.skeleton.folded)
    return this.madeGrams
  }

  get fingerprint(): string {
    this.madeFingerprint ??= fingerprint(this.text)
    return this.madeFingerprint
  }
}

let latest = new AnchorIndex('')

/** Costs nothing for the text that was prepared last: describing and anchoring take turns on one article. */
export function prepare(text: string): AnchorIndex {
  if (latest.text !== text) latest = new AnchorIndex(text)
  return latest
}
