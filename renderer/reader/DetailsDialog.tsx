import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FactSource } from '#shared/article.ts'
import type { OpenedArticle } from '#shared/opened-article.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { TextField } from '../ui/TextField.tsx'
import {
  correctionsIn,
  FACT_FIELDS,
  type FactField,
  type FactTexts,
  factsOf,
  problemOf,
  surenessOf,
  textsOf,
} from './article-facts.ts'
import styles from './DetailsDialog.module.css'
import { EncodingChoice } from './EncodingChoice.tsx'

export interface DetailsDialogProps {
  article: OpenedArticle
  onClose(): void
  onReplace(article: OpenedArticle): void
}

/** What is known of the article, where it is from, and the reader's corrections. Mounted while it is open. */
export function DetailsDialog({ article, onClose, onReplace }: DetailsDialogProps) {
  const { t } = useTranslation()
  const { summary, details } = article
  const before = textsOf(factsOf(summary, details))
  const found = details.found === null ? null : textsOf(details.found)
  const [texts, setTexts] = useState<FactTexts>(before)
  const isGood = FACT_FIELDS.every((field) => problemOf(field, texts[field]) === null)

  const save = async (): Promise<void> => {
    const { corrections, asFound } = correctionsIn(texts, before, found)
    const replaced = await api.call('article:correct-metadata', { id: summary.id, corrections, asFound })
    if (!replaced.ok) return announce(failureMessage(replaced.failure))
    onReplace(replaced.value)
    onClose()
    return undefined
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('reader:details.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('reader:details.cancel')}</Button>
          <Button look="primary" disabled={!isGood} onClick={() => void save()}>
            {t('reader:details.save')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('reader:details.hint')}</p>
      <EncodingChoice id={summary.id} title={summary.title} onChosen={onClose} />
      <div className={styles.fields}>
        {FACT_FIELDS.map((field) => (
          <FactRow
            key={field}
            field={field}
            article={article}
            text={texts[field]}
            found={found?.[field] ?? null}
            onChange={(text) => setTexts({ ...texts, [field]: text })}
          />
        ))}
      </div>
    </Dialog>
  )
}

interface FactRowProps {
  field: FactField
  article: OpenedArticle
  text: string
  found: string | null
  onChange(text: string): void
}

function FactRow({ field, article, text, found, onChange }: FactRowProps) {
  const { t } = useTranslation()
  const problem = problemOf(field, text)
  const name = t(FIELD_NAMES[field])
  return (
    <div className={styles.field}>
      <span className={styles.name}>{name}</span>
      <TextField
        label={name}
        dir="auto"
        value={text}
        aria-invalid={problem !== null}
        placeholder={field === 'byline' ? t('reader:details.field.bylineHint') : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className={styles.about}>
        {problem === null ? <Evidence field={field} article={article} /> : t(PROBLEMS[problem])}
        {found === null || found === text.trim() ? null : (
          <Button look="quiet" className={styles.back} onClick={() => onChange(found)}>
            {t('reader:details.asFoundHint', { value: found === '' ? t('reader:details.nothing') : found })}
          </Button>
        )}
      </span>
    </div>
  )
}

function Evidence({ field, article: { details } }: { field: FactField; article: OpenedArticle }) {
  const { t } = useTranslation()
  if (field in details.corrections) return <span>{t('reader:details.corrected')}</span>
  const evidence = details.evidence[field]
  if (evidence === undefined) return null
  const sure = t(SURENESS[surenessOf(evidence.confidence)])
  return <span>{t('reader:details.evidence', { source: t(SOURCES[evidence.source]), sure })}</span>
}

const FIELD_NAMES = {
  title: 'reader:details.field.title',
  subtitle: 'reader:details.field.subtitle',
  byline: 'reader:details.field.byline',
  site: 'reader:details.field.site',
  url: 'reader:details.field.url',
  published: 'reader:details.field.published',
  modified: 'reader:details.field.modified',
  language: 'reader:details.field.language',
} as const satisfies Record<FactField, string>

const PROBLEMS = {
  titleNeeded: 'reader:details.titleNeeded',
  notADate: 'reader:details.notADate',
  notAnAddress: 'reader:details.notAnAddress',
} as const

const SOURCES = {
  header: 'reader:details.source.header',
  package: 'reader:details.source.package',
  'json-ld': 'reader:details.source.json-ld',
  meta: 'reader:details.source.meta',
  microdata: 'reader:details.source.microdata',
  visible: 'reader:details.source.visible',
  text: 'reader:details.source.text',
  address: 'reader:details.source.address',
  file: 'reader:details.source.file',
} as const satisfies Record<FactSource, string>

const SURENESS = {
  high: 'reader:details.sure.high',
  middle: 'reader:details.sure.middle',
  low: 'reader:details.sure.low',
} as const
