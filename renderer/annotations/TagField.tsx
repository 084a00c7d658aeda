import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagsOf } from '#shared/annotation.ts'
import { api } from '../api.ts'
import { annotationsStore } from './annotations-store.ts'
import { tagChoices } from './tags.ts'
import styles from './TagField.module.css'

export interface TagFieldProps {
  label: string
  ref?: RefObject<HTMLInputElement | null>
  className: string | undefined
  focused?: boolean
  /** Tags that are there already: they are not proposed. */
  tags?: readonly string[]
  /** Called with what was typed or chosen, tags separated by commas. */
  onTags(typed: string): void
  /** Backspace in the empty field. */
  onBack?(): void
}

const NONE: readonly string[] = []

/** A field for tags that proposes those of the library: arrows choose one, Enter takes it, Escape closes the list. */
export function TagField({ label, ref, className, focused = false, tags = NONE, onTags, onBack }: TagFieldProps) {
  const [text, setText] = useState('')
  const [active, setActive] = useState(-1)
  const [isClosed, setIsClosed] = useState(false)
  const choices = useTagChoices(text, tags)
  const shown = isClosed ? NONE : choices
  const list = useId()
  const take = (typed: string): void => {
    setText('')
    setActive(-1)
    if (typed.trim() !== '') onTags(typed)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') take(shown[active] ?? text)
    else if (event.key === 'Backspace' && text === '') return onBack?.()
    else if (event.key === 'Escape' && shown.length > 0) {
      // Only the list goes; the next Escape is for what is around the field.
      event.stopPropagation()
      setIsClosed(true)
      setActive(-1)
    } else if (step !== undefined && shown.length > 0) {
      setActive((Math.max(active, step === 1 ? -1 : 0) + step + shown.length) % shown.length)
    } else return undefined
    event.preventDefault()
    return undefined
  }
  return (
    <span className={styles.field}>
      <input
        ref={ref}
        role="combobox"
        aria-label={label}
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-activedescendant={active === -1 ? undefined : `${list}-${active}`}
        aria-autocomplete="list"
        dir="auto"
        value={text}
        // The reader asked for this field by a button or a key.
        autoFocus={focused}
        spellCheck={false}
        autoComplete="off"
        placeholder={label}
        className={className}
        onKeyDown={press}
        onBlur={() => take(text)}
        onChange={({ target }) => {
          if (target.value.includes(',')) return take(target.value)
          setActive(-1)
          setIsClosed(false)
          return setText(target.value)
        }}
      />
      <Choices id={list} choices={shown} active={active} onTake={take} />
    </span>
  )
}

interface ChoicesProps {
  id: string
  choices: readonly string[]
  active: number
  onTake(choice: string): void
}

/** Keys belong to the field, which names the active option. */
function Choices({ id, choices, active, onTake }: ChoicesProps) {
  const { t } = useTranslation()
  if (choices.length === 0) return null
  return (
    <div id={id} role="listbox" aria-label={t('annotations:tags.known')} className={styles.list}>
      {choices.map((choice, index) => (
        <div
          key={choice}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          dir="auto"
          // A press must not take the focus away: that would take what was typed for a tag.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(choice)}
        >
          {choice}
        </div>
      ))}
    </div>
  )
}

/** Tags of the open article and of the library that fit what was typed. */
function useTagChoices(text: string, tags: readonly string[]): string[] {
  const typed = text.trim().replaceAll('"', '')
  const [found, setFound] = useState<{ typed: string; tags: readonly string[] }>({ typed: '', tags: NONE })
  useEffect(() => {
    if (typed === '') return undefined
    let isWanted = true
    // The quotation mark is left open, so that what may follow is asked for.
    void api.call('search:complete', { query: `tag:"${typed}` }).then((reply) => {
      if (isWanted && reply.ok) setFound({ typed, tags: reply.value.map(({ label }) => label) })
    })
    return () => {
      isWanted = false
    }
  }, [typed])
  if (typed === '') return []
  const here = annotationsStore.get().placed.flatMap(({ annotation }) => tagsOf(annotation))
  return tagChoices(typed, [...here, ...found.tags], tags)
}
