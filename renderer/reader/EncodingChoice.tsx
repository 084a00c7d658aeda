import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleId } from '#shared/article.ts'
import type { EncodingDoubt } from '#shared/encoding-doubt.ts'
import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { EncodingButtons } from '../ui/EncodingButtons.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import styles from './DetailsDialog.module.css'

/** Where it is not sure how the original is encoded: what the two likeliest encodings make of it. Else nothing. */
export function EncodingChoice({ id, title, onChosen }: { id: ArticleId; title: string; onChosen(): void }) {
  const { t } = useTranslation()
  const doubt = useDoubt(id)
  if (doubt === null) return null
  const choose = async (encoding: string): Promise<void> => {
    const reply = await api.call('library:read-as', { id, encoding })
    announce(reply.ok ? t('library:import.readAgain', { title, encoding }) : failureMessage(reply.failure))
    if (reply.ok) onChosen()
  }
  return (
    <fieldset className={styles.letters}>
      <legend>{t('reader:details.letters')}</legend>
      <EncodingButtons doubt={doubt} onChoose={(encoding) => void choose(encoding)} />
    </fieldset>
  )
}

function useDoubt(id: ArticleId): EncodingDoubt | null {
  const [doubt, setDoubt] = useState<EncodingDoubt | null>(null)
  useEffect(() => {
    let wanted = true
    void api.call('article:encoding-doubt', { id }).then((reply) => {
      if (wanted && reply.ok) setDoubt(reply.value)
    })
    return () => {
      wanted = false
    }
  }, [id])
  return doubt
}
