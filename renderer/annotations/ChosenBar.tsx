import { ClipboardCopy, FileDown, Trash2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { tagsOf } from '#shared/annotation.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { annotationsStore, useAnnotations } from './annotations-store.ts'
import styles from './ChosenBar.module.css'
import { ColourButtons } from './ColourButtons.tsx'
import { copyAnnotations, exportAnnotations } from './copy-annotations.ts'
import type { PlacedAnnotation } from './document-order.ts'
import { edits } from './edits.ts'
import { TagField } from './TagField.tsx'
import { withTags } from './tags.ts'

/** What can be done to several highlights at once; each is one undo step for all of them. */
export function ChosenBar({ article, all }: { article: string; all: readonly PlacedAnnotation[] }) {
  const { t } = useTranslation()
  const chosen = useAnnotations((state) => state.chosen)
  if (chosen.length === 0) return null
  const toEach = (message: string, work: (id: string) => void) => edits.together(message, () => chosen.forEach(work))
  return (
    <div role="toolbar" aria-label={t('annotations:chosen.label')} className={styles.bar}>
      <span className={styles.row}>
        <span role="status">{t('annotations:chosen.count', { count: chosen.length })}</span>
        <button
          type="button"
          className={styles.all}
          onClick={() => annotationsStore.choose(all.map(({ annotation }) => annotation.id))}
        >
          {t('annotations:chosen.all')}
        </button>
        <IconButton
          small
          label={t('annotations:chosen.none')}
          icon={<X size={16} aria-hidden="true" />}
          onClick={() => annotationsStore.choose([])}
        />
      </span>
      <span className={styles.row}>
        <ColourButtons
          value={null}
          onPick={(colour) => toEach('annotations:done.coloured', (id) => edits.recolour(id, colour))}
        />
        <IconButton
          label={t('annotations:copy')}
          icon={<ClipboardCopy size={18} aria-hidden="true" />}
          onClick={() => void copyAnnotations(article, [...chosen])}
        />
        <IconButton
          label={t('annotations:chosen.export')}
          icon={<FileDown size={18} aria-hidden="true" />}
          onClick={() => void exportAnnotations(article, [...chosen])}
        />
        <IconButton
          label={t('annotations:delete')}
          icon={<Trash2 size={18} aria-hidden="true" />}
          onClick={() => {
            toEach('annotations:done.deleted', (id) => edits.delete(id))
            annotationsStore.choose([])
          }}
        />
      </span>
      <TagField
        label={t('annotations:chosen.tag')}
        className={styles.tag}
        onTags={(typed) => toEach('annotations:done.tagged', (id) => addTags(id, typed))}
      />
    </div>
  )
}

function addTags(id: string, typed: string): void {
  const placed = annotationsStore.find(id)
  if (placed !== undefined) edits.setTags(id, withTags(tagsOf(placed.annotation), typed))
}
