import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedArticle } from '#shared/opened-article.ts'
import { allPlaced, useAnnotationsInTime } from '../annotations/annotations-store.ts'
import type { PlacedAnnotation } from '../annotations/document-order.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceMenu } from '../ui/ChoiceMenu.tsx'
import { formatDate } from '../ui/format.ts'
import styles from './ArticleHeader.module.css'

export interface VersionBarProps {
  article: Pick<OpenedArticle, 'version' | 'versions'>
  onChoose(version: string): void
}

/** Where an article has several versions: which one is shown, and how highlights made in another one came over. */
export function VersionBar({ article: { version, versions }, onChoose }: VersionBarProps) {
  const { t, i18n } = useTranslation()
  const placed = useAnnotationsInTime(allPlaced)
  const report = useMemo(() => carried(placed, version), [placed, version])
  if (versions.length < 2) return null
  const newest = versions.at(-1)?.version
  const shown = versions.find((one) => one.version === version) ?? versions[0]
  const nameOf = ({ version: one, added }: { version: string; added: string }) =>
    t(one === newest ? 'reader:version.newest' : 'reader:version.older', {
      date: formatDate(added, i18n.language, 'long'),
    })
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
        value={shown?.version ?? version}
        onChange={onChoose}
      />
      {report.count === 0 ? null : <span role="note">{t('reader:version.carried', { ...report })}</span>}
    </div>
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
