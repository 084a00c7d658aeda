import { useTranslation } from 'react-i18next'
import type { Facets } from '#shared/search-contract.ts'
import type { MessageKey } from '../ui/i18n.ts'
import { formatNumber } from '../ui/format.ts'
import { facetLabel } from './facet-label.ts'
import { hasClause, toggleClause } from './query-edit.ts'
import styles from './SearchDialog.module.css'
import { search, useSearch } from './search-session.ts'
import { useViews } from './views-store.ts'

/** Values of one kind that are shown; typing finds the others. */
const MOST_VALUES = 6

const NAMES = {
  site: 'search:facet.site',
  author: 'search:facet.author',
  tag: 'search:facet.tag',
  in: 'search:facet.in',
  lang: 'search:facet.lang',
  published: 'search:facet.published',
  is: 'search:facet.is',
  has: 'search:facet.has',
  colour: 'search:facet.colour',
} as const satisfies Record<keyof Facets, MessageKey>

/** How what was found divides; a press narrows it, another one widens it again. */
export function FacetList() {
  const { t, i18n } = useTranslation()
  const facets = useSearch((state) => state.facets)
  const query = useSearch((state) => state.query)
  const collections = useViews((state) => state.collections)
  if (facets === null) return null
  const nameOf = (field: keyof Facets, value: string): string =>
    field === 'in' ? (collections.find(({ id }) => id === value)?.name ?? value) : value
  // The keys of NAMES are the facets by its type.
  const fields = (Object.keys(NAMES) as (keyof Facets)[]).filter((field) => facets[field].length > 0)
  return (
    <div role="group" className={styles.facets} aria-label={t('search:narrow')}>
      {fields.map((field) => (
        <section key={field}>
          <h3 className={styles.facetName}>{t(NAMES[field])}</h3>
          {facets[field].slice(0, MOST_VALUES).map(({ value, count }) => {
            const name = nameOf(field, value)
            return (
              <button
                key={value}
                type="button"
                className={styles.facet}
                aria-pressed={hasClause(query, field, name)}
                onClick={() => search(toggleClause(query, field, name))}
              >
                <span className={styles.facetValue}>{facetLabel(field, name, t, i18n.language)}</span>
                <span className={styles.facetCount}>{formatNumber(count, i18n.language)}</span>
              </button>
            )
          })}
        </section>
      ))}
    </div>
  )
}
