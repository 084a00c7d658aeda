import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleVersion } from '#shared/version.ts'
import type { OpenedArticle } from '#shared/opened-article.ts'
import { allPlaced, useAnnotationsInTime } from '../annotations/annotations-store.ts'
import type { PlacedAnnotation } from '../annotations/document-order.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceMenu } from '../ui/ChoiceMenu.tsx'
import styles from './ArticleHeader.module.css'
import { CompareDialog } from './CompareDialog.tsx'
import type { TwinActions } from './twin-actions.ts'
import { useVersionNames } from './version-names.ts'

export interface VersionBarProps {
  article: Pick<OpenedArticle, 'summary' | 'version' | 'base' | 'versions'>
  actions: TwinActions
  onChoose(version: string): void
}

/** Where an article has several versions: which one is shown, and how highlights made in another one came over. */
export function VersionBar({ article, actions, onChoose }: VersionBarProps) {
  const { t } = useTranslation()
  const { summary, version, base, versions } = article
  const placed = useAnnotationsInTime(allPlaced)
  const report = useMemo(() => carried(placed, version), [placed, version])
  const nameOf = useVersionNames(versions)
  const [isComparing, setIsComparing] = useState(false)
  if (versions.length < 2) return null
  const shown = versions.find((one) => one.version === base) ?? versions[0]
  return (
    <div className={styles.leftOut}>
      <ChoiceMenu
        trigger={
          <Button look="quiet" className={styles.small}>
            {shown === undefined ? '' : nameOf(shown)}
          </Button>
        }
        align="start"
        choices={versions.toReversed().map((one) => ({ value: one.version, label: nameOf(one) }))}
        value={base}
        onChange={onChoose}
      />
      <Button look="quiet" className={styles.small} onClick={() => setIsComparing(true)}>
        {t('reader:version.compare')}
      </Button>
      {shown?.from === undefined ? null : <SeparateButton id={summary.id} version={shown} actions={actions} />}
      {report.count === 0 ? null : <span role="note">{t('reader:version.carried', { ...report })}</span>}
      {isComparing ? <CompareDialog article={article} onClose={() => setIsComparing(false)} /> : null}
    </div>
  )
}

interface SeparateButtonProps {
  id: string
  version: ArticleVersion
  actions: TwinActions
}

function SeparateButton({ id, version: { version, from }, actions }: SeparateButtonProps) {
  const { t } = useTranslation()
  return (
    <Button
      look="quiet"
      className={styles.small}
      onClick={() => (from === undefined ? undefined : actions.separate(id, version, from))}
    >
      {t('reader:version.separate')}
    </Button>
  )
}

/** What became of highlights that were made in another version. */
function carried(placed: readonly PlacedAnnotation[], version: string) {
  const report = { count: 0, exact: 0, moved: 0, uncertain: 0, orphan: 0 }
  for (const { annotation, anchor } of placed) {
    if (anchor === null || annotation.target.version === version) continue
    report.count++
    report[anchor.state]++
  }
  return report
}
