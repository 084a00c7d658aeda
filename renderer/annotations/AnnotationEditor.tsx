import { ClipboardCopy, Trash2, Underline } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isPageNote, tagsOf } from '#shared/annotation.ts'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './AnnotationEditor.module.css'
import { AnchorState } from './AnchorState.tsx'
import { copyAnnotations } from './copy-annotations.ts'
import { ColourButtons } from './ColourButtons.tsx'
import { deleteAnnotation } from './delete-annotation.ts'
import { DoubtChoices } from './DoubtChoices.tsx'
import type { PlacedAnnotation } from './document-order.ts'
import { EarlierTexts } from './EarlierTexts.tsx'
import { edits } from './edits.ts'
import { NoteEditor } from './NoteEditor.tsx'
import { TagEditor } from './TagEditor.tsx'

export interface AnnotationEditorProps {
  placed: PlacedAnnotation
  words: readonly string[]
  wanted: 'card' | 'note' | 'tags'
  /** More buttons at the end of the first row. */
  end?: ReactNode
  onClose(): void
}

/** Everything that can be changed about one annotation. */
export function AnnotationEditor({ placed, words, wanted, end, onClose }: AnnotationEditorProps) {
  const { t } = useTranslation()
  const { annotation, anchor } = placed
  return (
    <div className={styles.editor}>
      <div className={styles.row}>
        {isPageNote(annotation) ? null : (
          <ColourButtons value={annotation.colour} onPick={(colour) => edits.recolour(annotation.id, colour)} />
        )}
        {isPageNote(annotation) ? null : (
          <IconButton
            label={t('annotations:underline')}
            shortcut="u"
            aria-pressed={annotation.style === 'underline'}
            icon={<Underline size={18} aria-hidden="true" />}
            onClick={() => edits.restyle(annotation.id, annotation.style === 'underline' ? 'wash' : 'underline')}
          />
        )}
        <span className={styles.space} />
        <EarlierTexts annotation={annotation} />
        <IconButton
          label={t('annotations:copy')}
          icon={<ClipboardCopy size={18} aria-hidden="true" />}
          onClick={() => void copyAnnotations(annotation.target.source, [annotation.id])}
        />
        <IconButton
          label={t('annotations:delete')}
          shortcut="Delete"
          icon={<Trash2 size={18} aria-hidden="true" />}
          onClick={() => deleteAnnotation(annotation.id)}
        />
        {end}
      </div>
      <AnchorState anchor={anchor} />
      <DoubtChoices placed={placed} />
      <NoteEditor
        key={`${annotation.id} ${wanted}`}
        annotation={annotation}
        label={t('annotations:note.label')}
        placeholder={t('annotations:note.placeholder')}
        words={words}
        writing={wanted === 'note'}
        onEscape={onClose}
      />
      <TagEditor
        key={annotation.id}
        tags={tagsOf(annotation)}
        focused={wanted === 'tags'}
        onChange={(tags) => edits.setTags(annotation.id, tags)}
      />
    </div>
  )
}
