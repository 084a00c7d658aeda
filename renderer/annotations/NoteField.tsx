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
  const session = useNoteSession(annotation)
  const field = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    if (!focused || field.current === document.activeElement) return
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [focused])

  const leave = () => {
    // Another window in front is no end of writing.
    if (!document.hasFocus()) return session.flush()
    session.end()
    onDone()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    session.end()
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
        session.type(event.target.value)
      }}
    />
  )
}

/** The writing session of the field; it begins with the first key and ends when the field goes at the latest. */
function useNoteSession(annotation: Annotation): Pick<NoteSession, 'type' | 'flush' | 'end'> {
  const session = useRef<NoteSession | null>(null)
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
  return {
    type: (text) => {
      session.current ??= new NoteSession(edits, annotation)
      session.current.type(text)
    },
    flush: () => session.current?.flush(),
    end: () => {
      session.current?.end()
      session.current = null
    },
  }
}
