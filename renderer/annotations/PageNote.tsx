import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnotations } from './annotations-store.ts'
import { pageNotesIn } from './document-order.ts'
import { edits } from './edits.ts'
import { NoteEditor } from './NoteEditor.tsx'
import styles from './PageNote.module.css'

/** The note about the whole article; there is always a place to write it. Mounted anew for every article. */
export function PageNote({ words }: { words: readonly string[] }) {
  const { t } = useTranslation()
  const kept = useAnnotations(({ placed }) => pageNotesIn(placed)[0])
  const [draft] = useState(() => edits.draftPageNote())
  const annotation = kept?.annotation ?? draft
  if (annotation === null) return null
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('annotations:articleNote.title')}</h3>
      <NoteEditor
        key={annotation.id}
        annotation={annotation}
        label={t('annotations:articleNote.title')}
        placeholder={t('annotations:articleNote.placeholder')}
        words={words}
      />
    </section>
  )
}
