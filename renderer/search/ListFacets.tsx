import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Facets } from '#shared/search-contract.ts'
import { api } from '../api.ts'
import { formatNumber } from '../ui/format.ts'
import { FACET_NAMES } from './FacetList.tsx'
import { facetLabel } from './facet-label.ts'
import { hasClause, toggleClause } from './query-edit.ts'
import styles from './ViewsPanel.module.css'

/** Tags, collections and states have places of their own above. */
const FIELDS = ['site', 'author', 'lang', 'published', 'has', 'colour'] as const satisfies readonly (keyof Facets)[]
/** Values of one kind that are shown; typing finds the others. */
const MOST_VALUES = 5
/** Milliseconds of rest after typing. */
const REST = 150

export interface ListFacetsProps {
  /** What the list is narrowed to now. */
  query: string
  onShow(query: string): void
}

/** How the articles of the list divide; a press narrows the list, another one widens it again. */
export function ListFacets({ query, onShow }: ListFacetsProps) {
  const { t, i18n } = useTranslation()
  const facets = useFacets(query)
  if (facets === null) return null
  return (
    <div role="group" aria-label={t('search:narrow')}>
      {FIELDS.filter((field) => facets[field].length > 0).map((field) => (
        <section key={field}>
          <h3 className={styles.group}>{t(FACET_NAMES[field])}</h3>
          {facets[field].slice(0, MOST_VALUES).map(({ value, count }) => (
            <button
              key={value}
              type="button"
              className={styles.view}
              aria-pressed={hasClause(query, field, value)}
              onClick={() => onShow(toggleClause(query, field, value))}
            >
              <span className={styles.name}>{facetLabel(field, value, t, i18n.language)}</span>
              <span className={styles.count}>{formatNumber(count, i18n.language)}</span>
            </button>
          ))}
        </section>
      ))}
    </div>
  )
}

/** The counts of what the query finds, again whenever the index has taken something in; null until they are there. */
function useFacets(query: string): Facets | null {
  const [facets, setFacets] = useState<Facets | null>(null)
  useEffect(() => {
    let wanted = true
    const ask = async () => {
      const reply = await api.call('search:query', { query, limit: 1, offset: 0, facets: true })
      if (wanted && reply.ok) setFacets(reply.value.facets)
    }
    const timer = setTimeout(() => void ask(), REST)
    const stop = api.on('search:state', () => void ask())
    return () => {
      wanted = false
      clearTimeout(timer)
      stop()
    }
  }, [query])
  return facets
}
