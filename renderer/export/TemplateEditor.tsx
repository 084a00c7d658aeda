import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleId } from '#shared/article.ts'
import type { NoteOptions } from '#shared/export-options.ts'
import type { Failure } from '#shared/failure.ts'
import { api } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import styles from './ExportDialog.module.css'

/** Milliseconds without a key before the preview follows. */
const QUIET = 250
const FIELDS =
  'front_matter, title, links, notes, sections, highlights, full_text, id, title_text, author, author_text, site_text, ' +
  'url, published, saved, exported, language, status, tags, hashtags, year, citation_key, link, highlight_count, layout, words'
const HIGHLIGHT_FIELDS =
  'quote, callout, passage, text, context, note, note_text, labels, hashtags, tag_texts, colour, colour_name, link, ' +
  'link_markdown, block_id, id, number, heading, heading_line, footnote, state, created, modified'

export interface TemplateEditorProps {
  note: NoteOptions
  article: ArticleId | null
  onChange(template: string): void
}

/** What the note of the open article becomes, and with a template of one's own the template beside it. */
export function TemplateEditor({ note, article, onChange }: TemplateEditorProps) {
  const { t } = useTranslation()
  const live = useLivePreview(note, article)
  const templateId = useId()
  const problem =
    live?.ok === false ? (
      <p role="alert" className={styles.problem}>
        {failureMessage(live.failure)}
      </p>
    ) : null
  useFirstTemplate(note, onChange)
  return (
    <>
      {note.preset === 'custom' ? (
        <section className={styles.template}>
          <label htmlFor={templateId} className={styles.label}>
            {t('export:dialog.template.label')}
          </label>
          {problem}
          <textarea
            id={templateId}
            className={styles.code}
            rows={12}
            spellCheck={false}
            value={note.template}
            aria-invalid={live?.ok === false}
            onChange={(event) => onChange(event.target.value)}
          />
          <Button look="quiet" onClick={() => void startFromDefault(onChange)}>
            {t('export:dialog.template.start')}
          </Button>
          <TemplateHelp />
        </section>
      ) : null}
      <h3 className={styles.label}>{t('export:dialog.live.label')}</h3>
      {article === null ? <p className={styles.hint}>{t('export:dialog.live.none')}</p> : null}
      {note.preset === 'custom' ? null : problem}
      {live?.ok === true ? (
        <>
          <p className={styles.hint} data-live-path="">
            {live.path}
          </p>
          {/* A region that scrolls must be reachable by the keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={styles.live} tabIndex={0} data-live-preview="">
            {live.markdown}
          </pre>
        </>
      ) : null}
    </>
  )
}

function TemplateHelp() {
  const { t } = useTranslation()
  return (
    <details className={styles.hint}>
      <summary>{t('export:dialog.template.help')}</summary>
      <p>
        {t('export:dialog.helper.fields')} <code>{FIELDS}</code>
      </p>
      <p>
        {t('export:dialog.helper.highlight')} <code>{HIGHLIGHT_FIELDS}</code>
      </p>
      <p>{t('export:dialog.helper.filters')}</p>
      <ul>
        <li>
          <code>block</code>: {t('export:dialog.helper.block')}
        </li>
        <li>
          <code>indent: 2</code>: {t('export:dialog.helper.indent')}
        </li>
        <li>
          <code>yaml</code>: {t('export:dialog.helper.yaml')}
        </li>
      </ul>
    </details>
  )
}

type Live = { ok: true; markdown: string; path: string } | { ok: false; failure: Failure }

function useLivePreview(note: NoteOptions, article: ArticleId | null): Live | null {
  const [live, setLive] = useState<Live | null>(null)
  useEffect(() => {
    if (article === null) return undefined
    let isWanted = true
    const timer = setTimeout(async () => {
      const reply = await api.call('export:render', { id: article, note })
      if (isWanted) setLive(reply.ok ? { ok: true, ...reply.value } : reply)
    }, QUIET)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [note, article])
  return live
}

/** One's own template begins as the default's. */
function useFirstTemplate({ preset, template }: NoteOptions, onChange: (template: string) => void): void {
  const isEmpty = preset === 'custom' && template === ''
  useEffect(() => {
    if (isEmpty) void startFromDefault(onChange)
    // oxlint-disable-next-line react/exhaustive-deps -- once per switch to an empty template
  }, [isEmpty])
}

async function startFromDefault(onChange: (template: string) => void): Promise<void> {
  const reply = await api.call('export:template', { preset: 'simak' })
  if (reply.ok) onChange(reply.value.template)
}
