import { useVirtualizer } from '@tanstack/react-virtual'
import { FileDown, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleId } from '#shared/article.ts'
import type { Request } from '#shared/ipc-contract.ts'
import type { NotebookEntry } from '#shared/search-contract.ts'
import { parseQuery, positiveTexts } from '#shared/search-query.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { ChoiceMenu } from '../ui/ChoiceMenu.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { formatDate } from '../ui/format.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { MarkedText } from '../ui/MarkedText.tsx'
import { TextField } from '../ui/TextField.tsx'
import {
  entryTexts,
  GROUPINGS,
  type Grouping,
  type NotebookRow,
  notebookRows,
  type Order,
  ORDERS,
} from '#shared/notebook-rows.ts'
import { facetLabel } from './facet-label.ts'
import styles from './NotebookView.module.css'

export interface NotebookViewProps {
  /** The search it starts with. */
  start: string
  onOpen(article: ArticleId, annotation: string): void
  onClose(): void
}

/** Annotations that are read at once; a narrower search shows the others. */
const MOST = 5000
/** Milliseconds of rest after typing. */
const REST = 150
const USUAL_ROW = 96

/** All annotations of the library, or of a search, as one stream. */
export function NotebookView({ start, onOpen, onClose }: NotebookViewProps) {
  const { t } = useTranslation()
  const [query, setQuery] = useState(start)
  const [grouping, setGrouping] = useState<Grouping>('article')
  const [order, setOrder] = useState<Order>('place')
  const { entries, more } = useEntries(query)
  const rows = useMemo(() => notebookRows(entries ?? [], grouping, order), [entries, grouping, order])
  const words = useMemo(() => wordsOfQuery(query), [query])
  const open: NotebookViewProps['onOpen'] = (...place) => {
    onClose()
    onOpen(...place)
  }
  const groupings = {
    article: t('search:group.article'),
    tag: t('search:group.tag'),
    colour: t('search:group.colour'),
    date: t('search:group.date'),
  }
  const orders = { newest: t('search:order.newest'), oldest: t('search:order.oldest'), place: t('search:order.place') }
  return (
    <section className={styles.notebook} aria-label={t('search:notebook.title')} data-notebook="">
      <header className={styles.head}>
        <h1 className={styles.title}>{t('search:notebook.title')}</h1>
        <TextField
          type="search"
          className={styles.field}
          label={t('search:notebook.filter')}
          placeholder={t('search:hint')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Choice<Grouping>
          label={t('search:notebook.groupBy')}
          names={groupings}
          values={GROUPINGS}
          value={grouping}
          onChange={setGrouping}
        />
        <Choice<Order>
          label={t('search:notebook.orderBy')}
          names={orders}
          values={ORDERS}
          value={order}
          onChange={setOrder}
        />
        <ExportButton request={{ query, grouping, order }} disabled={entries === null || entries.length === 0} />
        <IconButton label={t('search:notebook.close')} icon={<X size={18} aria-hidden="true" />} onClick={onClose} />
      </header>
      <Status entries={entries} more={more} />
      <Stream rows={rows} grouping={grouping} words={words} onOpen={open} />
    </section>
  )
}

/** How many there are, or how the first one comes here. */
function Status({ entries, more }: { entries: readonly NotebookEntry[] | null; more: boolean }) {
  const { t } = useTranslation()
  if (entries === null) return null
  const count = entries.length
  if (count === 0) return <p className={styles.empty}>{t('search:notebook.empty')}</p>
  return (
    <p role="status" className={styles.status}>
      {more ? t('search:notebook.first', { count }) : t('search:notebook.count', { count })}
    </p>
  )
}

function wordsOfQuery(query: string): string[] {
  return positiveTexts(parseQuery(query).root).map(({ text }) => text)
}

function useEntries(query: string): { entries: readonly NotebookEntry[] | null; more: boolean } {
  const [state, setState] = useState<{ entries: readonly NotebookEntry[] | null; more: boolean }>({
    entries: null,
    more: false,
  })
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(async () => {
      const reply = await api.call('notebook:read', { query, limit: MOST })
      if (wanted && reply.ok) setState(reply.value)
    }, REST)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [query])
  return state
}

interface ChoiceProps<Value extends string> {
  label: string
  names: Record<Value, string>
  values: readonly Value[]
  value: Value
  onChange(value: Value): void
}

function Choice<Value extends string>({ label, names, values, value, onChange }: ChoiceProps<Value>) {
  return (
    <ChoiceMenu
      choices={values.map((choice) => ({ value: choice, label: names[choice] }))}
      value={value}
      onChange={onChange}
      trigger={
        <button type="button" className={styles.choice} aria-label={`${label}: ${names[value]}`}>
          {names[value]}
        </button>
      }
    />
  )
}

function ExportButton({ request, disabled }: { request: Request<'notebook:export'>; disabled: boolean }) {
  const { t } = useTranslation()
  return (
    <IconButton
      label={t('search:notebook.export')}
      icon={<FileDown size={18} aria-hidden="true" />}
      disabled={disabled}
      onClick={() => void exportNotebook(request, (path, count) => t('search:notebook.exported', { path, count }))}
    />
  )
}

async function exportNotebook(
  request: Request<'notebook:export'>,
  words: (path: string, count: number) => string,
): Promise<void> {
  const reply = await api.call('notebook:export', request)
  if (!reply.ok) announce(failureMessage(reply.failure))
  else if (reply.value !== null) announce(words(reply.value.path, reply.value.count))
}

interface StreamProps {
  rows: readonly NotebookRow[]
  grouping: Grouping
  words: readonly string[]
  onOpen(article: ArticleId, annotation: string): void
}

function Stream({ rows, grouping, words, onOpen }: StreamProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_ROW,
    overscan: 8,
    getItemKey: (index) => `${rows[index]?.kind ?? ''} ${rows[index]?.key ?? index}`,
  })
  return (
    <div ref={scroller} className={styles.scroller}>
      <div className={styles.space} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          return row === undefined ? null : (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.slot}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.kind === 'group' ? (
                <Group row={row} grouping={grouping} />
              ) : (
                <Entry entry={row.entry} words={words} onOpen={onOpen} />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Group({ row, grouping }: { row: Extract<NotebookRow, { kind: 'group' }>; grouping: Grouping }) {
  const { t, i18n } = useTranslation()
  let { name } = row
  if (grouping === 'tag' && name === '') name = t('search:group.none')
  else if (grouping === 'date') name = formatDate(name, i18n.language, 'long')
  else if (grouping === 'colour') name = facetLabel('colour', name, t, i18n.language)
  return (
    <h2 className={styles.group}>
      {name} <span className={styles.count}>{row.count}</span>
    </h2>
  )
}

function Entry({ entry, words, onOpen }: { entry: NotebookEntry } & Omit<StreamProps, 'rows' | 'grouping'>) {
  const { i18n } = useTranslation()
  const { quote, note, tags } = entryTexts(entry)
  return (
    <button
      type="button"
      className={styles.entry}
      data-colour={entry.annotation.colour}
      onClick={() => onOpen(entry.article, entry.annotation.id)}
    >
      {quote === '' ? null : <MarkedText text={quote} words={words} className={styles.quote} />}
      {note === '' ? null : <MarkedText text={note} words={words} className={styles.note} />}
      <span className={styles.facts}>
        {[entry.title, ...tags.map((tag) => `#${tag}`), formatDate(entry.annotation.created, i18n.language)].join(
          ' · ',
        )}
      </span>
    </button>
  )
}
