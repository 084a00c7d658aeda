import {
  Archive,
  BookMarked,
  ChevronDown,
  ChevronRight,
  Circle,
  Folder,
  FolderPlus,
  Hash,
  NotebookText,
  Search,
  Star,
  Trash2,
  Unlink,
  X,
} from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../ui/format.ts'
import type { MessageKey } from '../ui/i18n.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ListFacets } from './ListFacets.tsx'
import { clauseOf } from './query-edit.ts'
import { tagTree, type TagNode } from './tag-tree.ts'
import {
  addCollection,
  FIXED_VIEWS,
  followViews,
  removeCollection,
  removeSearch,
  saveSearch,
  useViews,
} from './views-store.ts'
import styles from './ViewsPanel.module.css'

export interface ViewsPanelProps {
  /** What the list is narrowed to now. */
  query: string
  onShow(query: string): void
  onNotebook(): void
  /** The trash is no part of the list: it has a place where things come back from it. */
  onTrash(): void
}

const VIEW_NAMES = {
  unread: 'search:view.unread',
  favourite: 'search:view.favourite',
  archived: 'search:view.archived',
  orphan: 'search:view.orphan',
  trashed: 'search:view.trashed',
} as const satisfies Record<(typeof FIXED_VIEWS)[number], MessageKey>

const VIEW_ICONS: Record<(typeof FIXED_VIEWS)[number], ReactNode> = {
  unread: <Circle size={14} aria-hidden="true" />,
  favourite: <Star size={14} aria-hidden="true" />,
  archived: <Archive size={14} aria-hidden="true" />,
  orphan: <Unlink size={14} aria-hidden="true" />,
  trashed: <Trash2 size={14} aria-hidden="true" />,
}

const LISTED_VIEWS = FIXED_VIEWS.filter((state) => state !== 'trashed')

/** What the library is arranged by: a press shows it in the list. Folded away until it is wanted. */
export function ViewsPanel(props: ViewsPanelProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  useEffect(() => followViews(), [])
  return (
    <div className={styles.panel}>
      <button type="button" aria-expanded={open} className={styles.head} onClick={() => setOpen(!open)}>
        {open ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronRight size={14} aria-hidden="true" />}
        {t('search:views')}
      </button>
      {open ? <ViewLists {...props} /> : null}
    </div>
  )
}

function ViewLists({ query, onShow, onNotebook, onTrash }: ViewsPanelProps) {
  const { t } = useTranslation()
  const { collections, searches, tags } = useViews((state) => state)
  const view = (wanted: string, name: string, icon: ReactNode, remove?: () => void) => (
    <View
      key={`${wanted} ${name}`}
      query={wanted}
      name={name}
      icon={icon}
      isShown={query.trim() === wanted}
      onShow={onShow}
      {...(remove === undefined ? {} : { onRemove: remove })}
    />
  )
  return (
    <div className={styles.lists}>
      {LISTED_VIEWS.map((state) => view(clauseOf('is', state), t(VIEW_NAMES[state]), VIEW_ICONS[state]))}
      <TrashView onTrash={onTrash} />
      <button type="button" className={styles.view} onClick={onNotebook}>
        <NotebookText size={14} aria-hidden="true" />
        <span className={styles.name}>{t('search:notebook.title')}</span>
      </button>
      <h3 className={styles.group}>{t('search:collections')}</h3>
      {collections.map((collection) =>
        view(
          clauseOf('in', collection.name),
          collection.name,
          <Folder size={14} aria-hidden="true" />,
          () => void removeCollection(collection),
        ),
      )}
      <NewName
        label={t('search:newCollection')}
        icon={<FolderPlus size={14} aria-hidden="true" />}
        onName={(name) => void addCollection(name)}
      />
      {searches.length === 0 && query.trim() === '' ? null : (
        <h3 className={styles.group}>{t('search:savedSearches')}</h3>
      )}
      {searches.map((search) =>
        view(search.query, search.name, <Search size={14} aria-hidden="true" />, () => void removeSearch(search)),
      )}
      {query.trim() === '' ? null : (
        <NewName
          label={t('search:saveSearch')}
          icon={<BookMarked size={14} aria-hidden="true" />}
          start={query.trim()}
          onName={(name) => void saveSearch(name, query.trim())}
        />
      )}
      {tags.length === 0 ? null : <h3 className={styles.group}>{t('search:tags')}</h3>}
      {tagTree(tags).map((node) => (
        <Tag key={node.tag} node={node} depth={0} query={query} onShow={onShow} />
      ))}
      <ListFacets query={query} onShow={onShow} />
    </div>
  )
}

interface ViewProps {
  query: string
  name: string
  icon: ReactNode
  isShown: boolean
  onShow(query: string): void
  onRemove?(): void
}

/** Pressed once more, a view shows the whole library again. */
function View({ query, name, icon, isShown, onShow, onRemove }: ViewProps) {
  const { t, i18n } = useTranslation()
  const count = useViews((state) => state.counts.get(query))
  return (
    <div className={styles.row}>
      <button type="button" aria-pressed={isShown} className={styles.view} onClick={() => onShow(isShown ? '' : query)}>
        {icon}
        <span className={styles.name}>{name}</span>
        {count === undefined ? null : <span className={styles.count}>{formatNumber(count, i18n.language)}</span>}
      </button>
      {onRemove === undefined ? null : (
        <IconButton
          small
          className={styles.remove}
          label={t('search:remove', { name })}
          icon={<X size={14} aria-hidden="true" />}
          onClick={onRemove}
        />
      )}
    </div>
  )
}

function TrashView({ onTrash }: { onTrash(): void }) {
  const { t, i18n } = useTranslation()
  const count = useViews((state) => state.counts.get(clauseOf('is', 'trashed')))
  return (
    <button type="button" className={styles.view} onClick={onTrash}>
      {VIEW_ICONS.trashed}
      <span className={styles.name}>{t(VIEW_NAMES.trashed)}</span>
      {count === undefined ? null : <span className={styles.count}>{formatNumber(count, i18n.language)}</span>}
    </button>
  )
}

interface TagProps {
  node: TagNode
  depth: number
  query: string
  onShow(query: string): void
}

function Tag({ node, depth, query, onShow }: TagProps) {
  const { i18n } = useTranslation()
  const wanted = clauseOf('tag', node.tag)
  const isShown = query.trim() === wanted
  return (
    <>
      <button
        type="button"
        aria-pressed={isShown}
        data-depth={Math.min(depth, 3)}
        className={styles.view}
        onClick={() => onShow(isShown ? '' : wanted)}
      >
        <Hash size={14} aria-hidden="true" />
        <span className={styles.name}>{node.name}</span>
        <span className={styles.count}>{node.count === 0 ? '' : formatNumber(node.count, i18n.language)}</span>
      </button>
      {node.children.map((child) => (
        <Tag key={child.tag} node={child} depth={depth + 1} query={query} onShow={onShow} />
      ))}
    </>
  )
}

interface NewNameProps {
  label: string
  icon: ReactNode
  start?: string
  onName(name: string): void
}

/** A button that turns into a field for a name. */
function NewName({ label, icon, start = '', onName }: NewNameProps) {
  const [name, setName] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name !== null && name.trim() !== '') onName(name.trim())
    setName(null)
  }
  if (name === null) {
    return (
      <button type="button" className={styles.view} onClick={() => setName(start)}>
        {icon}
        <span className={styles.name}>{label}</span>
      </button>
    )
  }
  return (
    <form onSubmit={submit} className={styles.view}>
      {icon}
      <input
        autoFocus
        aria-label={label}
        maxLength={200}
        className={styles.field}
        value={name}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => setName(null)}
        onKeyDown={(event) => (event.key === 'Escape' ? setName(null) : undefined)}
      />
    </form>
  )
}
