import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleId } from '#shared/article.ts'
import { type ExportFormat, type ExportSettings, FORMATS, type Preset, PRESETS } from '#shared/export-options.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Choice } from './Choice.tsx'
import styles from './ExportDialog.module.css'
import { chooseFolder, closeExport, startExport } from './export-actions.ts'
import { ExportOutcome } from './ExportOutcome.tsx'
import { exportStore, type Outcome, useExport } from './export-store.ts'
import { NoteOptionsForm } from './NoteOptionsForm.tsx'

export interface ExportDialogProps {
  settings: ExportSettings
  /** The list as it is shown, and how many articles there are at all. */
  shown: { length: number; ids(): ArticleId[] }
  total: number
  onSettings(settings: ExportSettings): void
}

/** Everything that leaves Simak: choices that are remembered, and one button each for what people do. */
export function ExportDialog({ settings, shown, total, onSettings }: ExportDialogProps) {
  const { t } = useTranslation()
  const { isOpen, article, outcome, previewFirst } = useExport((state) => state)
  const set = (part: Partial<ExportSettings>): void => onSettings({ ...settings, ...part })
  const run = async (ids: ArticleId[] | null): Promise<void> => {
    const folder = await startExport(ids, settings)
    if (folder !== null && folder !== settings.folder) onSettings({ ...settings, folder })
  }
  const isBusy = outcome.state === 'running'
  return (
    <Dialog
      open={isOpen}
      onClose={closeExport}
      title={t('export:dialog.title')}
      wide
      actions={
        <>
          <Button
            look="primary"
            disabled={isBusy || article === null}
            onClick={() => void run(article === null ? [] : [article])}
          >
            {t('export:dialog.which.article')}
          </Button>
          <Button disabled={isBusy || shown.length === 0} onClick={() => void run(shown.ids())}>
            {t('export:dialog.which.list', { count: shown.length })}
          </Button>
          <Button disabled={isBusy || total === 0} onClick={() => void run(null)}>
            {t('export:dialog.which.all', { count: total })}
          </Button>
        </>
      }
    >
      <div className={styles.rows}>
        <Choice
          label={t('export:dialog.format.label')}
          value={settings.format}
          choices={useFormats()}
          onChange={(format) => set({ format })}
        />
        {settings.format === 'markdown' ? <NotePlace settings={settings} set={set} /> : null}
      </div>
      {settings.format === 'markdown' ? (
        <>
          <label className={`${styles.check} ${styles.indented}`}>
            <input
              type="checkbox"
              checked={previewFirst}
              onChange={(event) => exportStore.set({ previewFirst: event.target.checked })}
            />
            {t('export:dialog.preview')}
          </label>
          <NoteOptionsForm note={settings.note} article={article} onChange={(note) => set({ note })} />
        </>
      ) : null}
      <ShownOutcome outcome={outcome} />
    </Dialog>
  )
}

/** With many options open it stands below what is seen of the dialog. */
function ShownOutcome({ outcome }: { outcome: Outcome }) {
  const place = useRef<HTMLDivElement>(null)
  const { state } = outcome
  useEffect(() => {
    if (state !== 'none') place.current?.scrollIntoView({ block: state === 'running' ? 'nearest' : 'start' })
  }, [state])
  return (
    <div ref={place}>
      <ExportOutcome outcome={outcome} />
    </div>
  )
}

interface NotePlaceProps {
  settings: ExportSettings
  set(part: Partial<ExportSettings>): void
}

function NotePlace({ settings, set }: NotePlaceProps) {
  const { t } = useTranslation()
  const { folder, kept, note } = settings
  const change = async (): Promise<void> => {
    const chosen = await chooseFolder()
    if (chosen !== null) set({ folder: chosen, kept: kept === null ? null : { folder: chosen, note } })
  }
  return (
    <>
      <Choice
        label={t('export:dialog.preset.label')}
        value={note.preset}
        choices={usePresets()}
        onChange={(preset) => set({ note: { ...note, preset } })}
      />
      <span className={styles.label}>{t('export:dialog.folder.label')}</span>
      <div className={styles.folder}>
        <span className={styles.path}>{folder ?? t('export:dialog.folder.none')}</span>
        <Button onClick={() => void change()}>{t('export:dialog.folder.choose')}</Button>
      </div>
      <span />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={kept !== null}
          disabled={folder === null}
          onChange={(event) => set({ kept: event.target.checked && folder !== null ? { folder, note } : null })}
        />
        {t('export:dialog.keep')}
      </label>
    </>
  )
}

function useFormats(): { value: ExportFormat; label: string }[] {
  const { t } = useTranslation()
  const labels: Record<ExportFormat, string> = {
    markdown: t('export:dialog.format.markdown'),
    html: t('export:dialog.format.html'),
    pdf: t('export:dialog.format.pdf'),
    'json-ld': t('export:dialog.format.json-ld'),
    csv: t('export:dialog.format.csv'),
    json: t('export:dialog.format.json'),
    bibtex: t('export:dialog.format.bibtex'),
    csl: t('export:dialog.format.csl'),
  }
  return FORMATS.map((value) => ({ value, label: labels[value] }))
}

function usePresets(): { value: Preset; label: string }[] {
  const { t } = useTranslation()
  const labels: Record<Preset, string> = {
    simak: t('export:dialog.preset.simak'),
    commonmark: t('export:dialog.preset.commonmark'),
    obsidian: t('export:dialog.preset.obsidian'),
    logseq: t('export:dialog.preset.logseq'),
    readwise: t('export:dialog.preset.readwise'),
    academic: t('export:dialog.preset.academic'),
    custom: t('export:dialog.preset.custom'),
  }
  return PRESETS.map((value) => ({ value, label: labels[value] }))
}
