import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { textOfContent } from '#shared/html-text.ts'
import type { OpenedArticle } from '#shared/opened-article.ts'
import { compareTexts } from '#shared/text-diff.ts'
import { api } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceMenu } from '../ui/ChoiceMenu.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { failureMessage } from '../ui/failure-message.ts'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './CompareDialog.module.css'
import { ComparedText } from './ComparedText.tsx'
import { type Comparison, comparisonOf } from './comparison.ts'
import { useVersionNames } from './version-names.ts'

export interface CompareDialogProps {
  article: Pick<OpenedArticle, 'summary' | 'base' | 'versions'>
  onClose(): void
}

/** Two versions of an article in one text, with what only one of them has marked; N and P go through the changes. */
export function CompareDialog({ article, onClose }: CompareDialogProps) {
  const { t } = useTranslation()
  const { summary, versions } = article
  const [pair, setPair] = useState(() => pairFor(article))
  const old = useVersionText(summary.id, pair.old)
  const next = useVersionText(summary.id, pair.next)
  const comparison = useMemo(
    () => (old.text === null || next.text === null ? null : comparisonOf(compareTexts(old.text, next.text))),
    [old.text, next.text],
  )
  const text = useRef<HTMLDivElement>(null)
  const [at, go] = useChange(text, comparison?.changes ?? 0)
  useStepKeys(go)
  return (
    <Dialog open onClose={onClose} title={t('reader:compare.title')} wide>
      <div className={styles.bar}>
        <VersionChoice
          which={t('reader:compare.old')}
          versions={versions}
          value={pair.old}
          onChange={(value) => setPair({ ...pair, old: value })}
        />
        <span aria-hidden="true">→</span>
        <VersionChoice
          which={t('reader:compare.next')}
          versions={versions}
          value={pair.next}
          onChange={(value) => setPair({ ...pair, next: value })}
        />
      </div>
      {comparison === null ? (
        <p role="alert">{old.failure ?? next.failure}</p>
      ) : (
        <>
          <ChangeBar comparison={comparison} at={at} onGo={go} />
          <ComparedText ref={text} rows={comparison.rows} language={summary.language} />
        </>
      )}
    </Dialog>
  )
}

interface ChangeBarProps {
  comparison: Comparison
  /** The change the reader is at. */
  at: number | null
  onGo(step: number): void
}

/** How much changed, and the way through it. */
function ChangeBar({ comparison: { changes, added, removed }, at, onGo }: ChangeBarProps) {
  const { t } = useTranslation()
  const count = `${t('reader:compare.count', { count: changes })}: ${t('reader:compare.words', { added, removed })}`
  return (
    <div className={styles.bar}>
      <span>{changes === 0 ? t('reader:compare.same') : count}</span>
      <span className={styles.space} />
      <span role="status">{at === null ? '' : t('reader:compare.position', { number: at + 1, count: changes })}</span>
      <IconButton
        label={t('reader:compare.previousChange')}
        shortcut="p"
        disabled={changes === 0}
        icon={<ChevronUp size={18} aria-hidden="true" />}
        onClick={() => onGo(-1)}
      />
      <IconButton
        label={t('reader:compare.nextChange')}
        shortcut="n"
        disabled={changes === 0}
        icon={<ChevronDown size={18} aria-hidden="true" />}
        onClick={() => onGo(1)}
      />
    </div>
  )
}

/** What is shown and the version before it; for the first one, the one after it. */
function pairFor({ base, versions }: CompareDialogProps['article']): { old: string; next: string } {
  const at = Math.max(
    1,
    versions.findIndex(({ version }) => version === base),
  )
  return { old: versions[at - 1]?.version ?? base, next: versions[at]?.version ?? base }
}

interface VersionChoiceProps {
  which: string
  versions: OpenedArticle['versions']
  value: string
  onChange(version: string): void
}

function VersionChoice({ which, versions, value, onChange }: VersionChoiceProps) {
  const { t } = useTranslation()
  const nameOf = useVersionNames(versions)
  const shown = versions.find(({ version }) => version === value)
  return (
    <ChoiceMenu
      align="start"
      trigger={
        <Button aria-label={t('reader:compare.choose', { which })}>
          {which}: {shown === undefined ? '' : nameOf(shown)}
        </Button>
      }
      choices={versions.toReversed().map((one) => ({ value: one.version, label: nameOf(one) }))}
      value={value}
      onChange={onChange}
    />
  )
}

interface VersionText {
  version: string
  text: string | null
  failure: string | null
}

/** The article text of a version; both null until it is there. */
function useVersionText(id: string, version: string): VersionText {
  const [shown, setShown] = useState<VersionText>({ version, text: null, failure: null })
  useEffect(() => {
    let isWanted = true
    void api.call('article:open', { id, version }).then((opened) => {
      if (!isWanted) return
      if (opened.ok) setShown({ version, text: textOfContent(opened.value.html).text, failure: null })
      else setShown({ version, text: null, failure: failureMessage(opened.failure) })
    })
    return () => {
      isWanted = false
    }
  }, [id, version])
  return shown.version === version ? shown : { version, text: null, failure: null }
}

/** N and P, wherever in the dialog the focus is; a menu that is open keeps its keys. */
function useStepKeys(go: (step: number) => void): void {
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  useEffect(() => {
    const press = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): void => {
      if (ctrlKey || metaKey || altKey || (target instanceof Element && target.closest('[role="menu"]') !== null))
        return
      if (key.toLowerCase() === 'n') latest.current(1)
      else if (key.toLowerCase() === 'p') latest.current(-1)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** The change the reader is at, and how to go on from it: round at the ends. */
function useChange(text: { current: HTMLElement | null }, count: number): [number | null, (step: number) => void] {
  const [at, setAt] = useState<number | null>(null)
  useEffect(() => setAt(null), [count])
  const go = (step: number): void => {
    if (count === 0) return
    const next = at === null ? (step > 0 ? 0 : count - 1) : (at + step + count) % count
    setAt(next)
    const change = text.current?.querySelector<HTMLElement>(`[data-change="${next}"]`)
    change?.scrollIntoView({ block: 'center' })
    change?.focus({ preventScroll: true })
  }
  return [at, go]
}
