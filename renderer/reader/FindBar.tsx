import { ChevronDown, ChevronUp, Highlighter, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prepare } from '#shared/anchoring/prepare.ts'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import type { ArticlePage } from './article-page.ts'
import styles from './FindBar.module.css'
import { findPhrase } from './find-phrase.ts'
import { highlightPassage } from './passage-actions.ts'

/** Finds a phrase in the article; Enter goes on, Shift and Enter back, Alt and Enter highlights it, Escape closes. */
export function FindBar({ page, onClose }: { page: ArticlePage; onClose(): void }) {
  const { t } = useTranslation()
  const [phrase, setPhrase] = useState('')
  const [at, setAt] = useState(0)
  const { places, place } = usePlaces(page, phrase, at)
  const go = (step: 1 | -1) => setAt((at + step + places.length) % Math.max(1, places.length))
  const highlight = () => {
    if (place !== undefined) highlightPassage(page, place, annotationsStore.get().lastColour)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && event.altKey) highlight()
    else if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div role="search" className={styles.bar}>
      <TextField
        label={t('reader:find.label')}
        placeholder={t('reader:find.label')}
        // The reader asked for this field by a key.
        autoFocus
        value={phrase}
        onChange={(event) => {
          setPhrase(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <span role="status" className={styles.count}>
        {phrase === ''
          ? ''
          : t('reader:find.position', { number: places.length === 0 ? 0 : at + 1, count: places.length })}
      </span>
      <IconButton
        label={t('reader:find.previous')}
        disabled={places.length === 0}
        icon={<ChevronUp size={18} aria-hidden="true" />}
        onClick={() => go(-1)}
      />
      <IconButton
        label={t('reader:find.next')}
        disabled={places.length === 0}
        icon={<ChevronDown size={18} aria-hidden="true" />}
        onClick={() => go(1)}
      />
      <IconButton
        label={t('reader:find.highlight')}
        disabled={place === undefined}
        icon={<Highlighter size={18} aria-hidden="true" />}
        onClick={highlight}
      />
      <IconButton label={t('app:close')} icon={<X size={18} aria-hidden="true" />} onClick={onClose} />
    </div>
  )
}

/** The places of the phrase, marked in the article, with the one that is looked at in view. */
function usePlaces(page: ArticlePage, phrase: string, at: number) {
  const { text } = page.map
  const places = useMemo(() => findPhrase(text, prepare(text).skeleton, phrase), [text, phrase])
  const place = places[at]
  useEffect(() => {
    page.highlighter.markSearch(places)
    return () => page.highlighter.markSearch([])
  }, [page, places])
  useEffect(() => {
    if (place === undefined) return
    page.reveal(place)
    page.highlighter.flash(place)
  }, [page, place])
  return { places, place }
}
