import { useTranslation } from 'react-i18next'
import type { Facets } from '#shared/search-contract.ts'
import { FacetGroups } from './FacetGroups.tsx'
import styles from './SearchDialog.module.css'
import { search, useSearch } from './search-session.ts'
import { useViews } from './views-store.ts'

const FIELDS: readonly (keyof Facets)[] = ['site', 'author', 'tag', 'in', 'lang', 'published', 'is', 'has', 'colour']
const MOST_VALUES = 6
const LOOK = {
  heading: styles.facetName,
  button: styles.facet,
  value: styles.facetValue,
  count: styles.facetCount,
}

/** The facets beside the results of the search. */
export function FacetList() {
  const { t } = useTranslation()
  const facets = useSearch((state) => state.facets)
  const query = useSearch((state) => state.query)
  const collections = useViews((state) => state.collections)
  if (facets === null) return null
  const nameOf = (field: keyof Facets, value: string): string =>
    field === 'in' ? (collections.find(({ id }) => id === value)?.name ?? value) : value
  return (
    <div role="group" className={styles.facets} aria-label={t('search:narrow')}>
      <FacetGroups
        facets={facets}
        fields={FIELDS}
        most={MOST_VALUES}
        query={query}
        nameOf={nameOf}
        look={LOOK}
        onQuery={search}
      />
    </div>
  )
}
