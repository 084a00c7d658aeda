import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Facets } from '#shared/search-contract.ts'
import { api } from '../api.ts'
import { FacetGroups } from './FacetGroups.tsx'
import styles from './ViewsPanel.module.css'

/** Tags, collections and states have places of their own above. */
const FIELDS = ['site', 'author', 'lang', 'published', 'has', 'colour'] as const satisfies readonly (keyof Facets)[]
const MOST_VALUES = 5
const LOOK = { heading: styles.group, button: styles.view, value: styles.name, count: styles.count }
/** Milliseconds of rest after typing. */
const REST = 150

export interface ListFacetsProps {
  /** What the list is narrowed to now. */
  query: string
  onShow(query: string): void
}

/** The facets of the list, in the sidebar. */
export function ListFacets({ query, onShow }: ListFacetsProps) {
  const { t } = useTranslation()
  const facets = useFacets(query)
  if (facets === null) return null
  return (
    <div role="group" aria-label={t('search:narrow')}>
      <FacetGroups facets={facets} fields={FIELDS} most={MOST_VALUES} query={query} look={LOOK} onQuery={onShow} />
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
