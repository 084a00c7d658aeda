/**
 * Grapheme boundaries (UAX 29, extended clusters, as Intl.Segmenter knows them) near one offset, without segmenting the
 * whole text. Offsets are UTF-16 code units.
 */
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })
const WINDOW = 256
const FIRST_COMBINING = 0x300
const CR = 0x0d
const LF = 0x0a

/** The last boundary at or before `offset`. */
export function graphemeStart(text: string, offset: number): number {
  return clusterAt(text, offset).start
}

/** The first boundary at or after `offset`. */
export function graphemeEnd(text: string, offset: number): number {
  const cluster = clusterAt(text, offset)
  return cluster.start === offset ? offset : cluster.end
}

/** The cluster that holds the unit at `offset`; the two ends of the text are boundaries with an empty cluster. */
function clusterAt(text: string, offset: number): { start: number; end: number } {
  if (offset <= 0) return { start: 0, end: 0 }
  if (offset >= text.length) return { start: text.length, end: text.length }
  if (isCertainBoundary(text, offset)) return { start: offset, end: offset }
  for (let window = WINDOW; ; window *= 2) {
    const from = certainBoundaryBefore(text, offset, window)
    const to = Math.min(text.length, offset + window)
    const cluster = segmenter.segment(text.slice(from, to)).containing(offset - from)
    if (cluster === undefined) return { start: offset, end: offset }
    const start = from + cluster.index
    const end = start + cluster.segment.length
    const cutOff = (start === from && !isCertainBoundary(text, from)) || (end === to && to < text.length)
    if (!cutOff) return { start, end }
  }
}

function certainBoundaryBefore(text: string, offset: number, window: number): number {
  const last = Math.max(0, offset - window)
  let from = offset - 1
  while (from > last && !isCertainBoundary(text, from)) from--
  return from
}

/** True only where the two neighbouring units alone prove a boundary; covers nearly all Latin and Han text cheaply. */
function isCertainBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  if (before < FIRST_COMBINING && after < FIRST_COMBINING) return !(before === CR && after === LF)
  return before === LF || (isHan(before) && isHan(after))
}

function isHan(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff
}
