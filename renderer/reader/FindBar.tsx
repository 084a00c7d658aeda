import { ArrowDown, ArrowUp, CaseSensitive, Highlighter, ListChecks, Regex, WholeWord, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { edits } from '../annotations/edits.ts'
import { announce } from '../ui/announce.ts'
import { formatNumber } from '../ui/format.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import type { ArticlePage } from './article-page.ts'
import styles from './FindBar.module.css'
import { FindMarks } from './FindMarks.tsx'
import { highlightPassage } from './passage-actions.ts'
import type { FindQuery } from './find-query.ts'
import type { Span } from './text-map.ts'
import { type Found, useFind } from './use-find.ts'

export interface FindBarProps {
  page: ArticlePage
  query: FindQuery
  field: RefObject<HTMLInputElement | null>
  onChange(query: FindQuery): void
  /** With the hit that the reader was at. */
  onClose(hit: Span | null): void
}

/** More highlights at once than anybody wants by one press. */
const MOST_HIGHLIGHTS = 500

/** Finding in the article: hits while typing, their number, and the way from one to the next. */
export function FindBar({ page, query, field, onChange, onClose }: FindBarProps) {
  const { t } = useTranslation()
  const { found, go, startAt } = useFind(page, query)
  const opened = useRef(false)
  useEffect(() => {
    if (opened.current) return
    opened.current = true
    startAt(page.firstVisible())
  }, [page, startAt])
  useShortcuts([
    {
      id: 'reader.findNext',
      keys: ['F3', 'mod+g'],
      message: 'reader:shortcut.findNext',
      inFields: true,
      run: () => go(1),
    },
    {
      id: 'reader.findPrevious',
      keys: ['shift+F3', 'mod+shift+g'],
      message: 'reader:shortcut.findPrevious',
      inFields: true,
      run: () => go(-1),
    },
  ])
  const closeAtHit = () => onClose(found.hits[found.current] ?? null)
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') closeAtHit()
    else if (event.key === 'Enter' && event.altKey) highlightCurrent(page, found)
    else if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div role="search" aria-label={t('reader:find.label')} className={styles.bar} data-find="" onKeyDown={press}>
      <input
        ref={field}
        type="text"
        spellCheck={false}
        autoComplete="off"
        className={styles.field}
        aria-label={t('reader:find.label')}
        placeholder={t('reader:find.hint')}
        value={query.text}
        onChange={(event) => onChange({ ...query, text: event.target.value })}
      />
      <Count found={found} query={query} />
      <Options query={query} onChange={onChange} />
      <span className={styles.divider} />
      <Actions page={page} found={found} go={go} onClose={closeAtHit} />
      <FindMarks page={page} hits={found.hits} current={found.current} />
    </div>
  )
}

function highlightCurrent(page: ArticlePage, found: Found): void {
  const hit = found.hits[found.current]
  if (hit !== undefined) highlightPassage(page, hit, annotationsStore.get().lastColour)
}

function Count({ found, query }: { found: Found; query: FindQuery }) {
  const { t, i18n } = useTranslation()
  const number = (value: number) => formatNumber(value, i18n.language)
  let text = ''
  if (found.problem === 'invalid') text = t('reader:find.invalid')
  else if (found.problem === 'too-slow') text = t('reader:find.tooSlow')
  else if (query.text !== '' && found.hits.length === 0) text = t('reader:find.none')
  else if (query.text !== '') {
    text = t('reader:find.position', { number: number(found.current + 1), count: number(found.hits.length) })
  }
  return (
    <span role="status" className={styles.count} data-none={found.hits.length === 0}>
      {text}
    </span>
  )
}

function Options({ query, onChange }: Pick<FindBarProps, 'query' | 'onChange'>) {
  const { t } = useTranslation()
  const option = (key: 'matchCase' | 'wholeWord' | 'diacritics' | 'pattern', label: string, icon: ReactNode) => (
    <IconButton
      small
      label={label}
      icon={icon}
      aria-pressed={query[key]}
      onClick={() => onChange({ ...query, [key]: !query[key] })}
    />
  )
  return (
    <>
      {option('matchCase', t('reader:find.matchCase'), <CaseSensitive size={16} aria-hidden="true" />)}
      {option('wholeWord', t('reader:find.wholeWord'), <WholeWord size={16} aria-hidden="true" />)}
      {option('diacritics', t('reader:find.diacritics'), <span aria-hidden="true">é</span>)}
      {option('pattern', t('reader:find.pattern'), <Regex size={16} aria-hidden="true" />)}
    </>
  )
}

interface ActionsProps {
  page: ArticlePage
  found: Found
  go(step: 1 | -1): void
  onClose(): void
}

function Actions({ page, found, go, onClose }: ActionsProps) {
  const { t } = useTranslation()
  const hit = found.hits[found.current]
  const highlightAll = () => {
    const { lastColour } = annotationsStore.get()
    const count = edits.highlightAll(found.hits.slice(0, MOST_HIGHLIGHTS), lastColour)
    const all = found.hits.length
    announce(count < all ? t('reader:find.highlightedFirst', { count, all }) : t('reader:find.highlighted', { count }))
  }
  const button = (label: string, icon: ReactNode, onClick: () => void, shortcut?: string) => (
    <IconButton
      small
      label={label}
      icon={icon}
      disabled={hit === undefined}
      onClick={onClick}
      {...(shortcut === undefined ? {} : { shortcut })}
    />
  )
  return (
    <>
      {button(t('reader:find.previous'), <ArrowUp size={16} aria-hidden="true" />, () => go(-1), 'shift+F3')}
      {button(t('reader:find.next'), <ArrowDown size={16} aria-hidden="true" />, () => go(1), 'F3')}
      {button(t('reader:find.highlight'), <Highlighter size={16} aria-hidden="true" />, () => {
        highlightCurrent(page, found)
      })}
      {button(t('reader:find.highlightAll'), <ListChecks size={16} aria-hidden="true" />, highlightAll)}
      <IconButton small label={t('reader:find.close')} icon={<X size={16} aria-hidden="true" />} onClick={onClose} />
    </>
  )
}
