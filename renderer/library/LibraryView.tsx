import { ArrowDownWideNarrow, PanelLeftClose, Search, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleId } from '#shared/article.ts'
import { SORTS, type Sort } from '#shared/settings.ts'
import type { Collection } from '#shared/views.ts'
import { ChoiceMenu } from '../ui/ChoiceMenu.tsx'
import { formatNumber } from '../ui/format.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { AddMenu } from './AddMenu.tsx'
import { ArticleList } from './ArticleList.tsx'
import { EmptyLibrary, NoMatch } from './EmptyStates.tsx'
import { ImportPanel } from './ImportPanel.tsx'
import styles from './LibraryView.module.css'
import { openArticle, searchLibrary } from './library-actions.ts'
import { useLibrary } from './library-store.ts'
import type { ShownArticles } from './use-shown-articles.ts'

export interface LibraryViewProps {
  shown: ShownArticles
  sort: Sort
  onSort(sort: Sort): void
  collections: readonly Collection[]
  onExport(id: ArticleId): void
  onFold(): void
  /** Asks for the address of a page to save. */
  onAddress(): void
  /** What the library is arranged by, above the list. */
  views: ReactNode
  /** Buttons at the bottom. */
  foot: ReactNode
}

/** The sidebar: search, order and list of the articles, and how an import goes. */
export function LibraryView(props: LibraryViewProps) {
  const { shown, sort, onSort, collections, onExport, onFold, onAddress, views, foot } = props
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  return (
    <div className={styles.library}>
      <header className={styles.head}>
        <span className={styles.name}>Simak</span>
        <AddMenu onAddress={onAddress} />
        <IconButton
          label={t('app:hideLibrary')}
          shortcut="["
          icon={<PanelLeftClose size={18} aria-hidden="true" />}
          onClick={onFold}
        />
      </header>
      <SearchField shown={shown} list={list} />
      {views}
      <Order shown={shown} sort={sort} onSort={onSort} />
      <div className={styles.list}>
        <ListOrEmpty shown={shown} list={list} collections={collections} onExport={onExport} />
      </div>
      <ImportPanel />
      <footer className={styles.foot}>{foot}</footer>
    </div>
  )
}

interface ListProps {
  shown: ShownArticles
  /** The element that takes the focus of the list. */
  list: RefObject<HTMLDivElement | null>
}

function SearchField({ shown, list }: ListProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const query = useLibrary((state) => state.query)
  function handleKey(event: KeyboardEvent): void {
    const first = shown.articles?.idAt(0)
    if (event.key === 'ArrowDown' && first !== undefined) list.current?.focus()
    else if (event.key === 'Enter' && query !== '' && first !== undefined) openArticle(first)
    else if (event.key === 'Escape' && query !== '') searchLibrary('')
    else return
    event.preventDefault()
  }
  return (
    <TextField
      ref={field}
      type="search"
      className={styles.search}
      label={t('library:search')}
      placeholder={t('library:searchHint')}
      icon={<Search size={16} aria-hidden="true" />}
      value={query}
      onChange={(event) => searchLibrary(event.target.value)}
      onKeyDown={handleKey}
      end={
        query === '' ? undefined : (
          <IconButton
            small
            className={styles.clear}
            label={t('library:clearSearch')}
            icon={<X size={16} aria-hidden="true" />}
            onClick={() => {
              searchLibrary('')
              field.current?.focus()
            }}
          />
        )
      }
    />
  )
}

function Order({ shown, sort, onSort }: Pick<LibraryViewProps, 'shown' | 'sort' | 'onSort'>) {
  const { t, i18n } = useTranslation()
  const names: Record<Sort, string> = {
    saved: t('library:sort.saved'),
    published: t('library:sort.published'),
    title: t('library:sort.title'),
  }
  const found = shown.articles?.length ?? 0
  const number = (value: number) => formatNumber(value, i18n.language)
  return (
    <div className={styles.order}>
      <span role="status">
        {!shown.narrowed
          ? t('library:count', { count: shown.all })
          : t('library:found', { found: number(found), all: number(shown.all) })}
      </span>
      <ChoiceMenu
        choices={SORTS.map((value) => ({ value, label: names[value] }))}
        value={sort}
        onChange={onSort}
        trigger={
          <button type="button" className={styles.sort} aria-label={t('library:sortBy', { order: names[sort] })}>
            {names[sort]}
            <ArrowDownWideNarrow size={14} aria-hidden="true" />
          </button>
        }
      />
    </div>
  )
}

function ListOrEmpty({
  shown,
  list,
  collections,
  onExport,
}: ListProps & Pick<LibraryViewProps, 'collections' | 'onExport'>) {
  const isImporting = useLibrary(({ importing }) => importing !== null)
  if (shown.articles === null) return null
  // What fills is not called empty, least of all at the first start.
  if (shown.all === 0) return isImporting ? null : <EmptyLibrary />
  if (shown.articles.length === 0) return <NoMatch />
  return (
    <ArticleList
      articles={shown.articles}
      words={shown.words}
      element={list}
      collections={collections}
      onExport={onExport}
    />
  )
}
