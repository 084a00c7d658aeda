import type { TextSpan } from './span.ts'

/** Why an anchor is what it is; words for it belong to the interface. */
export type AnchorReason =
  | 'in-place'
  | 'in-place-context-changed'
  | 'context-intact-elsewhere'
  | 'found-elsewhere'
  | 'white-space-changed'
  | 'typography-changed'
  | 'wording-changed'
  | 'same-occurrence'
  | 'between-neighbours'
  | 'followed'
  | 'several-places'
  | 'weak-context'
  | 'weak-match'
  | 'position-only'
  | 'too-short'
  | 'not-found'
  | 'nothing-to-find'

/**
 * What an annotation's selectors come to on a text now. Computed on opening, never stored.
 * - `exact`: at its old position, or the one place whose quote and context are intact
 * - `moved`: found elsewhere, or with changed wording
 * - `uncertain`: a weak or ambiguous match; `places` are the candidates, best first, the span itself among them
 * - `orphan`: not found; listed, kept and exportable. `guess` is the best place that was refused.
 *
 * Offsets are UTF-16 code units of the article text, at grapheme boundaries, `end` exclusive; `confidence` is 0 to 1.
 */
export type Anchor =
  | { state: 'exact' | 'moved'; start: number; end: number; confidence: number; why: AnchorReason }
  | {
      state: 'uncertain'
      start: number
      end: number
      confidence: number
      why: AnchorReason
      places: readonly TextSpan[]
    }
  | { state: 'orphan'; confidence: 0; why: AnchorReason; guess?: TextSpan }

/** Asks a person where it stands. */
export type AnchorInDoubt = Extract<Anchor, { state: 'uncertain' | 'orphan' }>

/** False while the place has not been looked for. */
export function isInDoubt(anchor: Anchor | null): anchor is AnchorInDoubt {
  return anchor?.state === 'uncertain' || anchor?.state === 'orphan'
}
