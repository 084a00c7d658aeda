import { X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './TagEditor.module.css'
import { TagField } from './TagField.tsx'
import { withTags } from './tags.ts'

export interface TagEditorProps {
  tags: readonly string[]
  focused?: boolean
  onChange(tags: string[]): void
}

/** Tags as chips; Enter or a comma ends one, Backspace in the empty field takes the last one away. */
export function TagEditor({ tags, focused = false, onChange }: TagEditorProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const add = (typed: string) => {
    const next = withTags(tags, typed)
    if (next.length !== tags.length) onChange(next)
  }
  const drop = (tag: string) => {
    onChange(tags.filter((other) => other !== tag))
    field.current?.focus()
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
      <TagField
        ref={field}
        label={t('annotations:tags.label')}
        className={styles.field}
        focused={focused}
        tags={tags}
        onTags={add}
        onBack={() => {
          const last = tags.at(-1)
          if (last !== undefined) drop(last)
        }}
      />
    </div>
  )
}
