import { X } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './TagEditor.module.css'
import { withTags } from './tags.ts'

export interface TagEditorProps {
  tags: readonly string[]
  focused?: boolean
  onChange(tags: string[]): void
}

/** Tags as chips; Enter or a comma ends one, Backspace in the empty field takes the last one away. */
export function TagEditor({ tags, focused = false, onChange }: TagEditorProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)

  const add = (typed: string) => {
    setText('')
    const next = withTags(tags, typed)
    if (next.length !== tags.length) onChange(next)
  }
  const drop = (tag: string) => {
    onChange(tags.filter((other) => other !== tag))
    field.current?.focus()
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const last = tags.at(-1)
    if (event.key === 'Enter') {
      event.preventDefault()
      add(text)
    } else if (event.key === 'Backspace' && text === '' && last !== undefined) drop(last)
  }
  return (
    <div className={styles.tags}>
      {tags.map((tag) => (
        <span key={tag} dir="auto" className={styles.chip}>
          {tag}
          <button
            type="button"
            aria-label={t('annotations:tags.remove', { tag })}
            className={styles.drop}
            onClick={() => drop(tag)}
          >
            <X size={12} aria-hidden="true" />
          </button>
        </span>
      ))}
      <input
        ref={field}
        dir="auto"
        value={text}
        // The reader asked for this field by a button or a key.
        autoFocus={focused}
        spellCheck={false}
        aria-label={t('annotations:tags.label')}
        placeholder={t('annotations:tags.placeholder')}
        className={styles.field}
        onKeyDown={press}
        onBlur={() => add(text)}
        onChange={(event) => (event.target.value.includes(',') ? add(event.target.value) : setText(event.target.value))}
      />
    </div>
  )
}
