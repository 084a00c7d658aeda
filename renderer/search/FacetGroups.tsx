import { useTranslation } from 'react-i18next'
import type { Facets } from '#shared/search-contract.ts'
import { formatNumber } from '../ui/format.ts'
import type { MessageKey } from '../ui/i18n.ts'
import { facetLabel } from './facet-label.ts'
import { hasClause, toggleClause } from './query-edit.ts'

const FACET_NAMES = {
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

export interface FacetGroupsProps {
  facets: Facets
  /** The kinds to show, in their order; those without values are left out. */
  fields: readonly (keyof Facets)[]
  /** Values of one kind that are shown; typing finds the others. */
  most: number
  query: string
  /** What stands in the query for a value; the value itself unless told. */
  nameOf?: (field: keyof Facets, value: string) => string
  /** Names of CSS classes. */
  look: Record<'heading' | 'button' | 'value' | 'count', string | undefined>
  onQuery(query: string): void
}

/** How what was found divides, with counts; a press narrows it, another one widens it again. */
export function FacetGroups({ facets, fields, most, query, nameOf, look, onQuery }: FacetGroupsProps) {
  const { t, i18n } = useTranslation()
  return fields
    .filter((field) => facets[field].length > 0)
    .map((field) => (
      <section key={field}>
        <h3 className={look.heading}>{t(FACET_NAMES[field])}</h3>
        {facets[field].slice(0, most).map(({ value, count }) => {
          const name = nameOf?.(field, value) ?? value
          return (
            <button
              key={value}
              type="button"
              className={look.button}
              aria-pressed={hasClause(query, field, name)}
              onClick={() => onQuery(toggleClause(query, field, name))}
            >
              <span className={look.value}>{facetLabel(field, name, t, i18n.language)}</span>
              <span className={look.count}>{formatNumber(count, i18n.language)}</span>
            </button>
          )
        })}
      </section>
    ))
}
