import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Annotation, noteOf } from '#shared/annotation.ts'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './NoteEditor.module.css'
import { NoteField } from './NoteField.tsx'
import { NoteText } from './NoteText.tsx'

export interface NoteEditorProps {
  /** For a page note that is not kept yet: its draft. */
  annotation: Annotation
  label: string
  placeholder: string
  words: readonly string[]
  /** Begin with writing. */
  writing?: boolean
  /** Escape was pressed in the field; the note is saved. */
  onEscape?(): void
}

/** The note as it reads, and its source while it is written. */
export function NoteEditor({ annotation, label, placeholder, words, writing = false, onEscape }: NoteEditorProps) {
  const { t } = useTranslation()
  const [isWriting, setIsWriting] = useState(writing)
  const [escaped, setEscaped] = useState(false)
  const note = noteOf(annotation)
  if (isWriting || note === '') {
    return (
      <NoteField
        annotation={annotation}
        label={label}
        placeholder={placeholder}
        focused={isWriting}
        onFocus={() => {
          setIsWriting(true)
          setEscaped(false)
        }}
        onDone={() => setIsWriting(false)}
        onEscape={() => {
          setEscaped(true)
          onEscape?.()
        }}
      />
    )
  }
  return (
    <div className={styles.shown}>
      <NoteText markdown={note} words={words} id={annotation.id} />
      <IconButton
        small
        className={styles.edit}
        // Whoever left the field by Escape stays with the note.
        autoFocus={escaped}
        label={t('annotations:note.edit')}
        icon={<Pencil size={16} aria-hidden="true" />}
        onClick={() => setIsWriting(true)}
      />
    </div>
  )
}
