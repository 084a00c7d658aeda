import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleId } from '#shared/article.ts'
import type { AnnotationHit, ArticleHits, PassageHit } from '#shared/search-contract.ts'
import { MarkedRanges } from '../ui/MarkedRanges.tsx'
import styles from './SearchDialog.module.css'

/** One thing that can be opened: an article, a passage of it, or an annotation in it. */
export type ResultChoice =
  | { kind: 'article'; article: ArticleId; hits: ArticleHits }
  | { kind: 'passage'; article: ArticleId; passage: PassageHit }
  | { kind: 'annotation'; article: ArticleId; annotation: AnnotationHit }

/** The results in the order of the list: each article, then what was found in it. */
export function resultChoices(hits: readonly ArticleHits[]): ResultChoice[] {
  return hits.flatMap((found): ResultChoice[] => [
    { kind: 'article', article: found.id, hits: found },
    ...found.annotations.map((annotation): ResultChoice => ({ kind: 'annotation', article: found.id, annotation })),
    ...found.passages.map((passage): ResultChoice => ({ kind: 'passage', article: found.id, passage })),
  ])
}

export interface ResultListProps {
  choices: readonly ResultChoice[]
  /** Number of the first choice: commands stand before. */
  first: number
  active: number
  onChoose(index: number): void
}

export function ResultList({ choices, first, active, onChoose }: ResultListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.getElementById(`search-choice-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div ref={list} role="presentation">
      {choices.map((choice, at) => {
        const index = first + at
        return (
          <div
            key={keyOf(choice)}
            id={`search-choice-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            data-result={choice.kind}
            className={`${styles.choice} ${styles[choice.kind] ?? ''}`}
            onClick={() => onChoose(index)}
          >
            <Choice choice={choice} />
          </div>
        )
      })}
    </div>
  )
}

function Choice({ choice }: { choice: ResultChoice }) {
  const { t } = useTranslation()
  switch (choice.kind) {
    case 'article':
      return <MarkedRanges text={choice.hits.title.text} marks={choice.hits.title.marks} className={styles.title} />
    case 'passage':
      return <MarkedRanges text={choice.passage.text} marks={choice.passage.marks} className={styles.snippet} />
    case 'annotation': {
      const names = { note: t('search:part.note'), quote: t('search:part.quote'), tag: t('search:part.tag') }
      return (
        <>
          <span className={styles.part}>{names[choice.annotation.part]}</span>
          <MarkedRanges text={choice.annotation.text} marks={choice.annotation.marks} className={styles.snippet} />
        </>
      )
    }
  }
}

function keyOf(choice: ResultChoice): string {
  if (choice.kind === 'article') return choice.article
  return `${choice.article} ${choice.kind === 'passage' ? choice.passage.start : choice.annotation.id}`
}
