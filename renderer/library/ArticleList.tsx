import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { Collection } from '#shared/views.ts'
import { ContextMenu } from '../ui/Menu.tsx'
import styles from './ArticleList.module.css'
import { ArticleMenuItems } from './ArticleMenuItems.tsx'
import { ArticleRow } from './ArticleRow.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import { openArticle, removeArticle } from './library-actions.ts'
import { useLibrary } from './library-store.ts'
import { movedIndex } from './list-keys.ts'
import type { ShownList } from './shown-list.ts'

export interface ArticleListProps {
  articles: ShownList
  /** Marked in the rows. */
  words: readonly string[]
  element: RefObject<HTMLDivElement | null>
  collections: readonly Collection[]
  onExport(id: ArticleId): void
}

/** Pixels of a row with a title of two lines; the real height is measured. */
const USUAL_ROW = 86
/** Rows that are made beyond the visible ones. */
const OVERSCAN = 8

/**
 * The windowed list: a listbox that keeps the focus itself and names the active row, since rows come and go while
 * the list scrolls.
 */
export function ArticleList({ articles, words, element, collections, onExport }: ArticleListProps) {
  const { t } = useTranslation()
  const opened = useLibrary((state) => state.opened)
  const rows = useVirtualizer({
    count: articles.length,
    getScrollElement: () => element.current,
    estimateSize: () => USUAL_ROW,
    overscan: OVERSCAN,
    getItemKey: (index) => articles.idAt(index) ?? index,
  })
  const [active, choose] = useActiveRow(articles, opened, rows)
  const article = articles.at(active)

  function handleKey(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || article === undefined) return
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / USUAL_ROW))
    const index = movedIndex(event.key, active, articles.length, page)
    if (index !== null) choose(articles.at(index))
    else if (event.key === ' ') openArticle(article.id)
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) openMenuAt(rowId(article))
    else return
    event.preventDefault()
  }

  useListShortcuts(element, article, articles)

  const listbox = (
    <div
      ref={element}
      role="listbox"
      tabIndex={0}
      aria-label={t('library:list')}
      aria-activedescendant={article === undefined ? undefined : rowId(article)}
      className={styles.list}
      onKeyDown={handleKey}
    >
      <Rows articles={articles} words={words} rows={rows} opened={opened} active={active} onChoose={choose} />
    </div>
  )
  return (
    <ContextMenu target={listbox}>
      {article === undefined ? null : (
        <ArticleMenuItems article={article} articles={articles} collections={collections} onExport={onExport} />
      )}
    </ContextMenu>
  )
}

/** What the keys do with the active row while the list has the focus. */
function useListShortcuts(
  list: RefObject<HTMLDivElement | null>,
  article: ArticleSummary | undefined,
  articles: ShownList,
): void {
  const when = () => article !== undefined && document.activeElement === list.current
  const open = () => (article === undefined ? undefined : openArticle(article.id))
  const remove = () => void (article === undefined ? undefined : removeArticle(article, articles))
  useShortcuts([
    { id: 'library.open', keys: ['Enter'], message: 'library:shortcut.open', when, run: open },
    { id: 'library.remove', keys: ['Delete'], message: 'library:shortcut.remove', when, run: remove },
  ])
}

type ListVirtualizer = Virtualizer<HTMLDivElement, Element>

/** Index of the row the keys act on, and how to choose another; the article that is opened elsewhere becomes it. */
function useActiveRow(
  articles: ShownList,
  opened: ArticleId | null,
  rows: ListVirtualizer,
): [active: number, choose: (article: ArticleSummary | undefined) => void] {
  const [chosen, setChosen] = useState(opened)
  useEffect(() => setChosen(opened), [opened])
  const found = articles.indexOf(chosen)
  useEffect(() => {
    if (found >= 0) rows.scrollToIndex(found, { align: 'auto' })
  }, [found, rows])
  return [Math.max(0, found), (article) => setChosen(article?.id ?? null)]
}

interface RowsProps {
  articles: ShownList
  words: readonly string[]
  rows: ListVirtualizer
  opened: ArticleId | null
  active: number
  onChoose(article: ArticleSummary): void
}

function Rows({ articles, words, rows, opened, active, onChoose }: RowsProps) {
  return (
    <div role="presentation" className={styles.space} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const article = articles.at(index)
        if (article === undefined) return null
        return (
          <div
            key={key}
            ref={rows.measureElement}
            role="presentation"
            data-index={index}
            className={styles.slot}
            style={{ transform: `translateY(${start}px)` }}
          >
            <ArticleRow
              id={rowId(article)}
              article={article}
              words={words}
              isOpen={article.id === opened}
              isActive={index === active}
              place={{ position: index + 1, size: articles.length }}
              onPoint={() => onChoose(article)}
              onOpen={() => openArticle(article.id)}
              onMenu={() => openMenuAt(rowId(article))}
            />
          </div>
        )
      })}
    </div>
  )
}

function rowId({ id }: ArticleSummary): string {
  return `row-${id}`
}

/** Opens the context menu as the secondary button would, below the start of the row. */
function openMenuAt(row: string): void {
  const element = document.getElementById(row)
  if (element === null) return
  const { left, bottom } = element.getBoundingClientRect()
  element.dispatchEvent(
    new MouseEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      clientX: left + 20,
      clientY: bottom - 8,
      button: 2,
    }),
  )
}
