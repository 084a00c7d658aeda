import { CircleHelp, MoveRight, Unlink } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Anchor, AnchorReason } from '#shared/anchoring/anchor-state.ts'
import styles from './AnchorState.module.css'

const REASONS = {
  'in-place': 'annotations:why.inPlace',
  'in-place-context-changed': 'annotations:why.inPlace',
  'context-intact-elsewhere': 'annotations:why.inPlace',
  'found-elsewhere': 'annotations:why.foundElsewhere',
  'white-space-changed': 'annotations:why.typography',
  'typography-changed': 'annotations:why.typography',
  'wording-changed': 'annotations:why.wording',
  'same-occurrence': 'annotations:why.sameOccurrence',
  'between-neighbours': 'annotations:why.betweenNeighbours',
  followed: 'annotations:why.followed',
  'several-places': 'annotations:why.severalPlaces',
  'weak-context': 'annotations:why.weakContext',
  'weak-match': 'annotations:why.weakMatch',
  'position-only': 'annotations:why.positionOnly',
  'too-short': 'annotations:why.tooShort',
  'not-found': 'annotations:why.notFound',
  'nothing-to-find': 'annotations:why.nothingToFind',
} as const satisfies Record<AnchorReason, string>

const ICONS = { moved: MoveRight, uncertain: CircleHelp, orphan: Unlink }

/** Says where a highlight moved, is in doubt or lost, and why; nothing where it stands in its place. */
export function AnchorState({ anchor }: { anchor: Anchor | null }): ReactNode {
  const { t } = useTranslation()
  if (anchor === null || anchor.state === 'exact') return null
  const { state, why, confidence } = anchor
  const Icon = ICONS[state]
  const percent = Math.round(confidence * 100)
  return (
    <p className={styles.state} data-state={state}>
      <Icon size={16} aria-hidden="true" />
      <span>
        {t(REASONS[why])} {state === 'orphan' ? t('annotations:state.kept') : t('annotations:state.sure', { percent })}
      </span>
    </p>
  )
}
