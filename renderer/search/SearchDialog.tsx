import { Dialog as Base } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureMessage } from '../ui/failure-message.ts'
import { formatNumber } from '../ui/format.ts'
import { Keys } from '../ui/Keys.tsx'
import { CommandList, runCommand, useCommands } from './CommandList.tsx'
import { FacetList } from './FacetList.tsx'
import { problemText } from './problem-text.ts'
import { ResultList, type ResultChoice, resultChoices } from './ResultList.tsx'
import styles from './SearchDialog.module.css'
import { currentCompletions, followSearch, search, searchMore, useSearch } from './search-session.ts'

export interface SearchDialogProps {
  open: boolean
  onClose(): void
  /** Opens what was chosen. */
  onChoose(choice: ResultChoice): void
  /** Shows everything that was found in the list of the library. */
  onShowAll(query: string): void
}

/** One field for the whole library, and for the commands of the window. */
export function SearchDialog({ open, onClose, onChoose, onShowAll }: SearchDialogProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup initialFocus={field} data-modal="" aria-label={t('search:label')} className={styles.popup}>
          <SearchContent field={field} onClose={onClose} onChoose={onChoose} onShowAll={onShowAll} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

type ContentProps = Omit<SearchDialogProps, 'open'> & { field: RefObject<HTMLInputElement | null> }

function SearchContent({ field, onClose, onChoose, onShowAll }: ContentProps) {
  const { t } = useTranslation()
  const query = useSearch((state) => state.query)
  const hits = useSearch((state) => state.hits)
  const commands = useCommands(query)
  const choices = useMemo(() => resultChoices(hits), [hits])
  const count = commands.length + choices.length
  const [active, setActive] = useState(0)
  useEffect(() => field.current?.select(), [field])
  useEffect(() => setActive(0), [query])
  useEffect(() => followSearch(), [])
  const choose = (index: number): void => {
    const command = commands[index]
    const choice = choices[index - commands.length]
    onClose()
    if (command !== undefined) runCommand(command)
    else if (choice !== undefined) onChoose(choice)
    else if (query.trim() !== '') onShowAll(query)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive((at) => Math.min(at + 1, Math.max(0, count - 1)))
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1))
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      onClose()
      onShowAll(query)
    } else if (event.key === 'Enter') choose(active)
    else if (event.key !== 'Tab' || event.shiftKey || !complete(query)) return
    event.preventDefault()
  }
  return (
    <div className={styles.content}>
      <Field ref={field} query={query} count={count} active={active} onKeyDown={press} />
      <Completions />
      <Problems />
      <div className={styles.body}>
        <div id="search-results" role="listbox" aria-label={t('search:results')} className={styles.results}>
          <CommandList commands={commands} active={active} onChoose={choose} />
          <ResultList choices={choices} first={commands.length} active={active} onChoose={choose} />
        </div>
        <FacetList />
      </div>
      <Foot onShowAll={() => choose(-1)} />
    </div>
  )
}

interface FieldProps {
  ref: RefObject<HTMLInputElement | null>
  query: string
  count: number
  active: number
  onKeyDown(event: KeyboardEvent): void
}

function Field({ ref, query, count, active, onKeyDown }: FieldProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.head}>
      <Search size={18} aria-hidden="true" className={styles.icon} />
      <input
        ref={ref}
        role="combobox"
        aria-expanded={count > 0}
        aria-controls="search-results"
        aria-activedescendant={count > 0 ? `search-choice-${active}` : undefined}
        aria-label={t('search:label')}
        placeholder={t('search:hint')}
        spellCheck={false}
        autoComplete="off"
        className={styles.field}
        value={query}
        onChange={(event) => search(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

/** Takes the first proposal over; false where there is none. */
function complete(query: string): boolean {
  const [first] = currentCompletions()
  if (first === undefined) return false
  search(`${query.slice(0, first.start)}${first.insert}`)
  return true
}

function Completions() {
  const { t } = useTranslation()
  const query = useSearch((state) => state.query)
  const completions = useSearch((state) => state.completions)
  if (query === '' || completions.length === 0) return null
  return (
    <div role="group" className={styles.completions} aria-label={t('search:completions')}>
      {completions.map(({ label, insert, start }) => (
        <button
          key={label}
          type="button"
          tabIndex={-1}
          className={styles.completion}
          onClick={() => search(`${query.slice(0, start)}${insert}`)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

/** What is wrong with the query, and how it was searched all the same. */
function Problems() {
  const { t } = useTranslation()
  const answer = useSearch((state) => state.answer)
  const failure = useSearch((state) => state.failure)
  const lines = [
    ...(failure === null ? [] : [failureMessage(failure)]),
    ...(answer?.problems.map(problemText) ?? []),
    ...(answer?.relaxed === true && answer.count > 0 ? [t('search:relaxed')] : []),
    ...(answer?.corrected === true ? [t('search:corrected')] : []),
  ]
  if (lines.length === 0) return null
  return (
    <div role="status" className={styles.problems}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}

function Foot({ onShowAll }: { onShowAll(): void }) {
  const { t, i18n } = useTranslation()
  const query = useSearch((state) => state.query)
  const answer = useSearch((state) => state.answer)
  if (query.trim() === '') return <p className={styles.foot}>{t('search:help')}</p>
  const number = (value: number) => formatNumber(value, i18n.language)
  const index = answer?.index
  return (
    <footer className={styles.foot}>
      <span role="status" data-search-count="">
        {answer === null ? '' : t('search:count', { count: answer.count })}
      </span>
      {index?.state === 'building' ? (
        <span>{t('search:building', { done: number(index.done), total: number(index.total) })}</span>
      ) : null}
      <span className={styles.gap} />
      {answer !== null && answer.count > answer.ids.length ? (
        <button type="button" className={styles.completion} onClick={searchMore}>
          {t('search:more')}
        </button>
      ) : null}
      <button type="button" className={styles.completion} onClick={onShowAll}>
        {t('search:showAll')} <Keys shortcut="mod+Enter" />
      </button>
    </footer>
  )
}
