/**
 * The anchoring functions in the shape that the anchoring benchmark drives. It wants `null` where Simak would not show
 * the highlight as found, so `uncertain` and `orphan` both become `null`.
 */
import { anchor, anchorAll } from '../electron/shared/anchoring/anchor.ts'
import type { Anchor } from '../electron/shared/anchoring/anchor-state.ts'
import { describe } from '../electron/shared/anchoring/describe.ts'
import { type AnchorIndex, prepare } from '../electron/shared/anchoring/prepare.ts'
import type { Selector } from '../electron/shared/annotation.ts'

interface BenchAnchor {
  start: number
  end: number
  score: number
  status: string
}

const adapter = {
  name: 'simak',
  describe,
  prepare,
  anchor(_text: string, selectors: Selector[], index: AnchorIndex): BenchAnchor | null {
    return asBench(anchor(index, selectors))
  },
  anchorAll(_text: string, lists: Selector[][], index: AnchorIndex): (BenchAnchor | null)[] {
    return anchorAll(index, lists).map(asBench)
  },
}

function asBench(found: Anchor): BenchAnchor | null {
  if (found.state === 'orphan' || found.state === 'uncertain') return null
  return { start: found.start, end: found.end, score: found.confidence, status: found.state }
}

// oxlint-disable-next-line import/no-default-export -- the benchmark takes its adapter as the default export
export default adapter
