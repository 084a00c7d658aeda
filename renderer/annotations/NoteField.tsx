import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type Annotation, noteOf } from '#shared/annotation.ts'
import { edits } from './edits.ts'
import styles from './NoteEditor.module.css'
import { NoteSession } from './note-session.ts'

export interface NoteFieldProps {
  annotation: Annotation
  label: string
  placeholder: string
  focused: boolean
  onFocus(): void
  /** The field lost the focus; the note is saved. */
  onDone(): void
  onEscape: (() => void) | undefined
}

/** The Markdown source of a note, saved while it is typed. */
export function NoteField({ annotation, label, placeholder, focused, onFocus, onDone, onEscape }: NoteFieldProps) {
  const [text, setText] = useState(() => noteOf(annotation))
  const session = useRef<NoteSession | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)

  const begin = () => {
    session.current ??= new NoteSession(edits, annotation)
    return session.current
  }
  const end = () => {
    session.current?.end()
    session.current = null
  }
  useEffect(() => {
    const flush = () => session.current?.flush()
    window.addEventListener('beforeunload', flush)
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('beforeunload', flush)
      window.removeEventListener('pagehide', flush)
      session.current?.end()
      session.current = null
    }
  }, [])
  useEffect(() => {
    if (!focused || field.current === document.activeElement) return
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [focused])

  const leave = () => {
    // Another window in front is no end of writing.
    if (!document.hasFocus()) return session.current?.flush()
    end()
    onDone()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    end()
    onDone()
    onEscape?.()
  }
  return (
    <textarea
      ref={field}
      dir="auto"
      rows={2}
      value={text}
      aria-label={label}
      placeholder={placeholder}
      className={styles.field}
      onFocus={onFocus}
      onBlur={leave}
      onKeyDown={press}
      onChange={(event) => {
        setText(event.target.value)
        begin().type(event.target.value)
      }}
    />
  )
}
