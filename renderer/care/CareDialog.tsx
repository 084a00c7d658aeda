import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Annotation } from '#shared/annotation.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { BackupsSection } from './BackupsSection.tsx'
import styles from './CareDialog.module.css'
import { FolderSection } from './FolderSection.tsx'
import { TrashSection } from './TrashSection.tsx'

const PARTS = ['restore', 'trash', 'folder'] as const
export type CarePart = (typeof PARTS)[number]

export interface CareDialogProps {
  open: boolean
  /** What is wanted first. */
  first: CarePart
  onClose(): void
  onNoteBack(annotation: Annotation): void
}

/** Looking after the library: bringing back from a backup or from the trash, checking it, moving it. */
export function CareDialog({ open, first, onClose, onNoteBack }: CareDialogProps) {
  const { t } = useTranslation()
  const [part, setPart] = useState<CarePart>(first)
  useEffect(() => {
    if (open) setPart(first)
  }, [first, open])
  const names = { restore: t('care:part.restore'), trash: t('care:part.trash'), folder: t('care:part.folder') }
  return (
    <Dialog open={open} onClose={onClose} title={t('care:title')} wide>
      <div className={styles.parts}>
        <SegmentedControl
          label={t('care:title')}
          segments={PARTS.map((value) => ({ value, label: names[value] }))}
          value={part}
          onChange={(value) => setPart(value)}
        />
      </div>
      {part === 'restore' ? <BackupsSection /> : null}
      {part === 'trash' ? <TrashSection onNoteBack={onNoteBack} /> : null}
      {part === 'folder' ? <FolderSection /> : null}
    </Dialog>
  )
}
