import { Check, Eye, Link2 } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type AnchorInDoubt, isInDoubt } from '#shared/anchoring/anchor-state.ts'
import type { TextSpan } from '#shared/anchoring/span.ts'
import { quoteOf } from '#shared/annotation.ts'
import { Button } from '../ui/Button.tsx'
import { annotationsStore, useAnnotations } from './annotations-store.ts'
import { differences, type Part } from './difference.ts'
import styles from './DoubtChoices.module.css'
import type { PlacedAnnotation } from './document-order.ts'
import { edits } from './edits.ts'

/** Units of context that are shown on each side. */
const CONTEXT_LENGTH = 48

/** Where a highlight is in doubt or lost: the places it may stand in, to choose from, or any other passage. */
export function DoubtChoices({ placed }: { placed: PlacedAnnotation }) {
  const { t } = useTranslation()
  const { annotation, anchor } = placed
  const text = useAnnotations((state) => state.article?.index.text ?? '')
  if (!isInDoubt(anchor)) return null
  const places = placesOf(anchor)
  const quote = quoteOf(annotation)
  const wanted = { before: quote?.prefix ?? '', text: quote?.exact ?? '', after: quote?.suffix ?? '' }
  return (
    <div className={styles.doubt}>
      {places.length === 0 ? null : (
        <>
          <p className={styles.question}>
            {anchor.state === 'orphan' ? t('annotations:doubt.guess') : t('annotations:doubt.question')}
          </p>
          <ol className={styles.places} aria-label={t('annotations:doubt.places')}>
            {places.map((span) => (
              <li key={`${span.start} ${span.end}`} className={styles.place}>
                <Comparison wanted={wanted} found={passageAt(text, span)} />
                <span className={styles.buttons}>
                  <Button onClick={() => annotationsStore.peek(span)}>
                    <Eye size={16} aria-hidden="true" />
                    {t('annotations:doubt.show')}
                  </Button>
                  <Button onClick={() => edits.resolve(annotation.id, span)}>
                    <Check size={16} aria-hidden="true" />
                    {t('annotations:doubt.choose')}
                  </Button>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
      <AttachButton id={annotation.id} />
    </div>
  )
}

/** Leads to the choices of a highlight that is not the one the reader is at. */
export function DoubtHint({ placed, onChoose }: { placed: PlacedAnnotation; onChoose(): void }) {
  const { t } = useTranslation()
  if (!isInDoubt(placed.anchor)) return null
  return (
    // The passage itself is the keyboard's way.
    <Button look="quiet" className={styles.hint} tabIndex={-1} onClick={onChoose}>
      {t('annotations:doubt.hint')}
    </Button>
  )
}

function placesOf(anchor: AnchorInDoubt): readonly TextSpan[] {
  if (anchor.state === 'uncertain') return anchor.places
  return anchor.guess === undefined ? [] : [anchor.guess]
}

interface Passage {
  before: string
  text: string
  after: string
}

function passageAt(text: string, { start, end }: TextSpan): Passage {
  return {
    before: text.slice(Math.max(0, start - CONTEXT_LENGTH), start),
    text: text.slice(start, end),
    after: text.slice(end, end + CONTEXT_LENGTH),
  }
}

/**
 * The quote beside the passage; what only one of them has is marked, by more than colour. Where both read the same, only
 * what stands around them tells the places apart.
 */
function Comparison({ wanted, found }: { wanted: Passage; found: Passage }) {
  const { t } = useTranslation()
  const [left, right] = useMemo(() => differences(wanted.text, found.text), [wanted.text, found.text])
  return (
    <dl className={styles.comparison}>
      <div>
        <dt>{t('annotations:doubt.quote')}</dt>
        <dd dir="auto">
          <Around passage={wanted}>
            <Parts parts={left} as="del" />
          </Around>
        </dd>
      </div>
      <div>
        <dt>{t('annotations:doubt.found')}</dt>
        <dd dir="auto">
          <Around passage={found}>
            <Parts parts={right} as="ins" />
          </Around>
        </dd>
      </div>
    </dl>
  )
}

function Around({ passage, children }: { passage: Passage; children: ReactNode }) {
  const before = fromWord(passage.before)
  const after = toWord(passage.after)
  return (
    <>
      {before === '' ? null : <span className={styles.around}>{before}</span>}
      {children}
      {after === '' ? null : <span className={styles.around}>{after}</span>}
    </>
  )
}

/** Context begins and ends with a whole word. */
function fromWord(text: string): string {
  const near = text.slice(-CONTEXT_LENGTH)
  return near.length < CONTEXT_LENGTH ? near : near.replace(/^\S*\s+/u, '… ')
}

function toWord(text: string): string {
  const near = text.slice(0, CONTEXT_LENGTH)
  return near.length < CONTEXT_LENGTH ? near : near.replace(/\s+\S*$/u, ' …')
}

function Parts({ parts, as: Changed }: { parts: readonly Part[]; as: 'del' | 'ins' }) {
  return parts.map(({ text, same }, index) =>
    // The parts of a text never change their order.
    same ? <span key={index}>{text}</span> : <Changed key={index}>{text}</Changed>,
  )
}

function AttachButton({ id }: { id: string }) {
  const { t } = useTranslation()
  const selection = useAnnotations((state) => state.selection)
  return (
    <Button
      disabled={selection === null}
      title={selection === null ? t('annotations:doubt.selectFirst') : undefined}
      // A press must not take the selection away.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => (selection === null ? undefined : edits.resolve(id, selection))}
    >
      <Link2 size={16} aria-hidden="true" />
      {t('annotations:doubt.attach')}
    </Button>
  )
}
