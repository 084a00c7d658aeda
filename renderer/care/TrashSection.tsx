import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Annotation, noteOf } from '#shared/annotation.ts'
import type { Trash } from '#shared/library-care.ts'
import type { Failure } from '#shared/failure.ts'
import type { DeletedView } from '#shared/views.ts'
import type { Result } from '#shared/result.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import styles from './CareDialog.module.css'
import { useAsked } from './use-asked.ts'

/**
 * What was deleted; each thing can come back, and everything can be emptied.
 * @param onNoteBack told of an annotation that is there again: its article may be open
 */
export function TrashSection({ onNoteBack }: { onNoteBack(annotation: Annotation): void }) {
  const { t } = useTranslation()
  const [trash, lookAgain] = useAsked('library:trash', null)
  if (trash === null) return <p aria-busy="true">{t('care:reading')}</p>
  if (!trash.ok) return <p role="alert">{failureMessage(trash.failure)}</p>
  const { articles, annotations, views } = trash.value
  async function say(reply: Result<null, Failure>, done: string): Promise<void> {
    announce(reply.ok ? done : failureMessage(reply.failure))
    await lookAgain()
  }
  const bringBack = async (id: string, title: string) =>
    await say(await api.call('library:put-back', { id }), t('care:trash.back', { title }))
  const bringBackNote = async (annotation: Annotation, title: string) => {
    const reply = await api.call('annotation:save', annotation)
    if (reply.ok) onNoteBack(annotation)
    await say(reply, t('care:trash.back', { title }))
  }
  const bringBackView = async (view: DeletedView) => {
    const { kind, id, name } = view
    const put =
      kind === 'search'
        ? api.call('views:put-search', { id, name, query: view.query })
        : api.call('views:put-collection', { id, name })
    await say(await put, t('care:trash.back', { title: name }))
  }
  if (articles.length + annotations.length + views.length === 0) return <p>{t('care:trash.empty')}</p>
  return (
    <>
      <p className={styles.hint}>{t('care:trash.hint')}</p>
      <EmptyButton trash={trash.value} onEmptied={(reply) => void say(reply, t('care:trash.emptied'))} />
      <ul className={styles.list} aria-label={t('care:part.trash')}>
        {articles.map(({ id, title }) => (
          <li key={id} className={styles.row}>
            <span>{title}</span>
            <Button onClick={() => void bringBack(id, title)}>{t('care:trash.bringBack')}</Button>
          </li>
        ))}
        {views.map((view) => (
          <DeletedRow
            key={`${view.kind} ${view.id}`}
            words={view.name}
            kind={view.kind === 'search' ? t('care:trash.search') : t('care:trash.collection')}
            onBack={() => void bringBackView(view)}
          />
        ))}
        {annotations.map(({ annotation, title }) => (
          <DeletedRow
            key={annotation.id}
            words={wordsOf(annotation)}
            kind={title}
            onBack={() => void bringBackNote(annotation, title)}
          />
        ))}
      </ul>
    </>
  )
}

/** One deleted thing; `kind` tells what it was or where it stood. */
function DeletedRow({ words, kind, onBack }: { words: string; kind: string; onBack(): void }) {
  const { t } = useTranslation()
  return (
    <li className={styles.row}>
      <span>
        {words}
        <br />
        <span className={styles.soft}>{kind}</span>
      </span>
      <Button onClick={onBack}>{t('care:trash.bringBack')}</Button>
    </li>
  )
}

/** Asks once, with counts, in the place of the button. */
function EmptyButton({ trash, onEmptied }: { trash: Trash; onEmptied(reply: Result<null, Failure>): void }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <div className={styles.buttons}>
        <Button onClick={() => setAsking(true)}>{t('care:trash.emptyAll')}</Button>
      </div>
    )
  }
  const articles = t('care:count.articles', { count: trash.articles.length })
  const annotations = t('care:count.annotations', { count: trash.annotations.length })
  const views = t('care:count.views', { count: trash.views.length })
  return (
    <div className={styles.buttons} role="alert">
      <span>{t('care:trash.sure', { articles, annotations, views })}</span>
      <Button look="danger" onClick={() => void api.call('library:empty-trash', null).then(onEmptied)}>
        {t('care:trash.yes')}
      </Button>
      <Button onClick={() => setAsking(false)}>{t('care:trash.no')}</Button>
    </div>
  )
}

function wordsOf(annotation: Annotation): string {
  const quote = annotation.target.selector.find((selector) => selector.type === 'TextQuoteSelector')
  return [quote?.exact ?? '', noteOf(annotation)]
    .filter((text) => text !== '')
    .join(' – ')
    .slice(0, 200)
}
