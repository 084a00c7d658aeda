import { CircleHelp, Unlink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Anchor } from '#shared/anchoring/anchor-state.ts'
import { assertNever } from '#shared/result.ts'
import styles from './AnchorState.module.css'

/** Says where a highlight is in doubt or lost; nothing where it stands in its place. */
export function AnchorState({ anchor }: { anchor: Anchor | null }) {
  const { t } = useTranslation()
  if (anchor === null) return null
  switch (anchor.state) {
    case 'exact':
    case 'moved':
      return null
    case 'uncertain':
      return (
        <p className={styles.state}>
          <CircleHelp size={16} aria-hidden="true" />
          {t('annotations:state.uncertain')}
        </p>
      )
    case 'orphan':
      return (
        <p className={styles.state}>
          <Unlink size={16} aria-hidden="true" />
          {t('annotations:state.orphan')}
        </p>
      )
    default:
      return assertNever(anchor)
  }
}
