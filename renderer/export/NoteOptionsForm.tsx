import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleId } from '#shared/article.ts'
import { type HighlightLayout, LAYOUTS_OF, layoutOf, type NoteOptions } from '#shared/export-options.ts'
import { Choice } from './Choice.tsx'
import styles from './ExportDialog.module.css'
import { TemplateEditor } from './TemplateEditor.tsx'

export interface NoteOptionsFormProps {
  note: NoteOptions
  article: ArticleId | null
  onChange(note: NoteOptions): void
}

/** Shape and content of exported notes. */
export function NoteOptionsForm({ note, article, onChange }: NoteOptionsFormProps) {
  const { t } = useTranslation()
  const nameId = useId()
  const set = (part: Partial<NoteOptions>): void => onChange({ ...note, ...part })
  return (
    <details className={styles.options} open={note.preset === 'custom' ? true : undefined}>
      <summary>{t('export:dialog.options')}</summary>
      <div className={styles.rows}>
        <Choice
          label={t('export:dialog.context.label')}
          value={note.context}
          choices={[
            { value: 'none', label: t('export:dialog.context.none') },
            { value: 'sentence', label: t('export:dialog.context.sentence') },
            { value: 'paragraph', label: t('export:dialog.context.paragraph') },
          ]}
          onChange={(context) => set({ context })}
        />
        <LayoutChoice note={note} onChange={(layout) => set({ layout })} />
        <Choice
          label={t('export:dialog.fullText.label')}
          value={note.fullText}
          choices={[
            { value: 'none', label: t('export:dialog.fullText.none') },
            { value: 'equals', label: t('export:dialog.fullText.equals') },
            { value: 'mark', label: t('export:dialog.fullText.mark') },
          ]}
          onChange={(fullText) => set({ fullText })}
        />
        <label htmlFor={nameId} className={styles.label}>
          {t('export:dialog.fileName.label')}
        </label>
        <div>
          <input
            id={nameId}
            className={styles.input}
            value={note.fileName}
            placeholder="{{ title }}"
            spellCheck={false}
            onChange={(event) => set({ fileName: event.target.value })}
          />
          <p className={styles.hint}>{t('export:dialog.fileName.hint', { name: '{{ year }}/{{ title }}' })}</p>
        </div>
      </div>
      <TemplateEditor note={note} article={article} onChange={(template) => set({ template, preset: 'custom' })} />
    </details>
  )
}

/** Only where the preset has more than one form. */
function LayoutChoice({ note, onChange }: { note: NoteOptions; onChange(layout: HighlightLayout): void }) {
  const { t } = useTranslation()
  const layouts = LAYOUTS_OF[note.preset]
  if (layouts.length === 1) return null
  const names: Record<HighlightLayout, string> = {
    blocks: t('export:dialog.layout.blocks'),
    callouts: t('export:dialog.layout.callouts'),
    footnotes: t('export:dialog.layout.footnotes'),
  }
  return (
    <Choice
      label={t('export:dialog.layout.label')}
      value={layoutOf(note)}
      choices={layouts.map((value) => ({ value, label: names[value] }))}
      onChange={onChange}
    />
  )
}
